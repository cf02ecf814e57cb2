"""What one version of a plan may give its lines. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.rules.streams import STREAM_LABELS, Stream

KINDS: dict[str, str] = {"regular": _("đề án thường"), "group": _("đề án nhóm"), "key": _("đề án điểm")}
FRAME_SOURCE = "TT 46/2012/TT-BCT, Điều 8"


@dataclass(frozen=True, slots=True)
class ContentChoice:
    """One content that the norms of the day know: its group, unit and the streams that may pay for it."""

    code: str
    label: str
    group: str = ""
    unit: str = ""
    streams: tuple[str, ...] = ("national", "local")


@dataclass(frozen=True, slots=True)
class LineDraft:
    """One line as a version gives it; without a code where it is new."""

    stream: str
    content: str
    name: str
    support: Money
    code: str = ""
    kind: str = "regular"
    counterpart: Money = Money(0)  # noqa: RUF009 — frozen, so one zero serves all
    quantity: int = 0
    unit: str = ""
    first_year: int | None = None
    last_year: int | None = None
    note: str = ""

    @property
    def shape(self) -> tuple[str, str, str]:
        """Return what of a line never changes once it stood in a version that was decided on."""
        return self.stream, self.content, self.kind


@dataclass(frozen=True, slots=True)
class PlanRoom:
    """What is known around a draft: year, contents of the day, codes of the plan, and lines of versions decided on."""

    year: int
    contents: Mapping[str, ContentChoice]
    codes: frozenset[str] = frozenset()
    approved: Mapping[str, tuple[str, str, str]] | None = None
    contents_source: str = ""


def line_refusals(lines: Iterable[LineDraft], room: PlanRoom) -> list[Refusal]:
    """Say everything that is wrong with the lines of a draft, each fault with the line it is in."""
    listed = list(lines)
    found = [
        fault
        for number, line in enumerate(listed, start=1)
        for fault in (*_words(number, line), *_content(number, line, room), *_years(number, line, room))
    ]
    twice = [code for code, count in Counter(line.code for line in listed if line.code).items() if count > 1]
    found += [
        Refusal("programme.line_twice", _("Mã dòng “%(line)s” có hai lần trong bảng."), line=code) for code in twice
    ]
    found += [
        Refusal("programme.unknown_line", _("Kế hoạch không có dòng mang mã “%(line)s”."), line=line.code)
        for line in listed
        if line.code and line.code not in room.codes
    ]
    return found


def _words(number: int, line: LineDraft) -> list[Refusal]:
    found = []
    if not line.name.strip():
        found.append(
            Refusal("programme.line_unnamed", _("Dòng %(number)s: phải ghi tên dòng kế hoạch."), number=number)
        )
    if line.support.dong < 0 or line.counterpart.dong < 0:
        found.append(Refusal("programme.negative_amount", _("Dòng %(number)s: số tiền không được âm."), number=number))
    if line.stream not in {one.value for one in Stream}:
        found.append(
            Refusal("programme.unknown_stream", _("Dòng %(number)s: chưa chọn nguồn kinh phí."), number=number)
        )
    if line.kind not in KINDS:
        found.append(Refusal("programme.unknown_kind", _("Dòng %(number)s: chưa chọn loại đề án."), number=number))
    return found


def _content(number: int, line: LineDraft, room: PlanRoom) -> list[Refusal]:
    approved = (room.approved or {}).get(line.code)
    if approved is not None:
        return [] if approved == line.shape else [_is_fixed(number, line)]
    known = room.contents.get(line.content)
    if known is None:
        return [_unknown_content(number, line, room)]
    if line.stream in {one.value for one in Stream} and line.stream not in known.streams:
        return [
            Refusal(
                "programme.wrong_stream",
                _("Dòng %(number)s: nội dung “%(content)s” không dùng nguồn %(stream)s."),
                source=room.contents_source,
                number=number,
                content=known.label,
                stream=STREAM_LABELS[Stream(line.stream)],
            )
        ]
    return []


def _is_fixed(number: int, line: LineDraft) -> Refusal:
    return Refusal(
        "programme.line_is_approved",
        _(
            "Dòng %(number)s (%(line)s) đã có trong bản trước nên giữ nguyên nguồn, nội dung và loại; "
            "hãy bỏ dòng này và thêm dòng mới."
        ),
        source=FRAME_SOURCE,
        number=number,
        line=line.code,
    )


def _unknown_content(number: int, line: LineDraft, room: PlanRoom) -> Refusal:
    return Refusal(
        "programme.unknown_content",
        _("Dòng %(number)s: nội dung “%(content)s” không có trong danh mục của năm %(year)s."),
        source=room.contents_source,
        number=number,
        content=line.content,
        year=room.year,
    )


def _years(number: int, line: LineDraft, room: PlanRoom) -> list[Refusal]:
    if line.kind != "key":
        return []
    first, last = line.first_year, line.last_year
    if first is not None and last is not None and first <= room.year <= last:
        return []
    return [
        Refusal(
            "programme.key_years",
            _("Dòng %(number)s: đề án điểm phải ghi năm bắt đầu và năm kết thúc, bao trùm năm %(year)s."),
            source="TT 46/2012/TT-BCT, Điều 2",
            number=number,
            year=room.year,
        )
    ]


def next_code(codes: Iterable[str]) -> str:
    """Return the first free code of the row L01, L02, …"""
    taken = set(codes)
    number = 1
    while (code := f"L{number:02}") in taken:
        number += 1
    return code
