"""The map of a round: what is done, what is left, and what comes next. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from khuyencong.kernel.words import gettext_noop as _

DONE, CURRENT, TODO = "done", "current", "todo"
OVER = frozenset({"decided", "closed"})


@dataclass(frozen=True, slots=True)
class RoundCounts:
    """How far a round has come, in numbers."""

    criteria: int = 0
    rubric_total: int = 0
    dossiers: int = 0
    unchecked: int = 0
    awaiting: int = 0
    accepted: int = 0
    jurors: int = 0
    declared: int = 0
    declarations_due: int = 0
    sheets: int = 0
    sheets_due: int = 0
    meetings: int = 0
    reaching: int = 0
    verdicts: int = 0
    recognised: int = 0
    certificates: int = 0
    is_published: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """One stage of the map. ``detail`` and ``left`` are sentences to be filled with ``values``."""

    code: str
    title: str
    icon: str
    state: str
    detail: str
    left: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


def journey(state: str, counts: RoundCounts) -> list[Stop]:
    """Return the stages of a round in their order; the first one that is not done is the current one."""
    drawn = [
        _rubric(counts),
        _dossiers(state, counts),
        _jury(state, counts),
        _scoring(state, counts),
        _council(state, counts),
        _decision(state, counts),
        _certificates(counts),
        _publication(counts),
    ]
    return _with_current(drawn, is_cancelled=state == "cancelled")


def _with_current(drawn: list[Stop], *, is_cancelled: bool) -> list[Stop]:
    stops, found = [], is_cancelled
    for stop in drawn:
        is_next = stop.state != DONE and not found
        found = found or is_next
        stops.append(_as(stop, CURRENT) if is_next else stop)
    return stops


def _as(stop: Stop, state: str) -> Stop:
    return Stop(stop.code, stop.title, stop.icon, state, stop.detail, stop.left, stop.values)


def _mark(is_done: bool) -> str:
    return DONE if is_done else TODO


def _rubric(counts: RoundCounts) -> Stop:
    is_whole = counts.criteria > 0 and counts.rubric_total == 100_00
    return Stop(
        "rubric",
        _("Khung điểm"),
        "list-ol",
        _mark(is_whole),
        _("%(criteria)s tiêu chí được chấm điểm."),
        "" if is_whole else _("Chưa có bộ tiêu chí tròn 100 điểm."),
        {"criteria": counts.criteria},
    )  # fmt: skip — one stage reads as one row


def _dossiers(state: str, counts: RoundCounts) -> Stop:
    is_past = state not in ("preparing", "collecting")
    left = ""
    if counts.dossiers == 0 and not is_past:
        left = _("Chưa có hồ sơ nào.")
    elif not is_past and (counts.unchecked or counts.awaiting):
        left = _("Còn %(unchecked)s hồ sơ chờ kiểm tra, %(awaiting)s hồ sơ chờ bổ sung.")
    return Stop(
        "dossiers",
        _("Hồ sơ"),
        "folder2-open",
        _mark(is_past or (counts.dossiers > 0 and not left)),
        _("%(dossiers)s hồ sơ, %(accepted)s hợp lệ."),
        left,
        {
            "dossiers": counts.dossiers,
            "accepted": counts.accepted,
            "unchecked": counts.unchecked,
            "awaiting": counts.awaiting,
        },
    )  # fmt: skip — one stage reads as one row


def _jury(state: str, counts: RoundCounts) -> Stop:
    left = ""
    if counts.jurors == 0:
        left = _("Chưa cử giám khảo.")
    elif counts.jurors % 2 == 0:
        left = _("Số giám khảo phải là số lẻ.")
    is_past = state not in ("preparing", "collecting", "scoring")
    return Stop(
        "jury",
        _("Ban giám khảo"),
        "people",
        _mark(is_past or not left),
        _("%(jurors)s giám khảo; đã khai báo lợi ích liên quan %(declared)s/%(due)s lượt."),
        left,
        {"jurors": counts.jurors, "declared": counts.declared, "due": counts.declarations_due},
    )  # fmt: skip — one stage reads as one row


def _scoring(state: str, counts: RoundCounts) -> Stop:
    left = ""
    if state == "scoring":
        missing = counts.sheets_due - counts.sheets
        left = _("Còn %(missing)s phiếu chưa nộp.") if missing > 0 else _("Đủ phiếu, chờ niêm phong điểm.")
    elif state in ("preparing", "collecting"):
        left = _("Chưa bắt đầu chấm.")
    return Stop(
        "scoring",
        _("Chấm điểm"),
        "pencil-square",
        _mark(state == "sealed" or state in OVER),
        _("%(sheets)s/%(due)s phiếu đã xong."),
        left,
        {"sheets": counts.sheets, "due": counts.sheets_due, "missing": counts.sheets_due - counts.sheets},
    )  # fmt: skip — one stage reads as one row


def _council(state: str, counts: RoundCounts) -> Stop:
    left = ""
    if state == "sealed":
        left = _("Chưa ghi phiên họp Hội đồng.") if counts.meetings == 0 else _("Chờ Chủ tịch ban hành quyết định.")
    return Stop(
        "council",
        _("Hội đồng xét chọn"),
        "bank",
        _mark(state in OVER),
        _("%(reaching)s hồ sơ đạt điểm; đã ghi ý kiến %(verdicts)s hồ sơ, %(meetings)s phiên họp."),
        left,
        {"reaching": counts.reaching, "verdicts": counts.verdicts, "meetings": counts.meetings},
    )  # fmt: skip — one stage reads as one row


def _decision(state: str, counts: RoundCounts) -> Stop:
    return Stop(
        "decision",
        _("Quyết định công nhận"),
        "journal-check",
        _mark(state in OVER),
        _("%(recognised)s sản phẩm được công nhận."),
        "",
        {"recognised": counts.recognised},
    )  # fmt: skip — one stage reads as one row


def _certificates(counts: RoundCounts) -> Stop:
    missing = counts.recognised - counts.certificates
    return Stop(
        "certificates",
        _("Giấy chứng nhận"),
        "patch-check",
        _mark(counts.recognised > 0 and missing <= 0),
        _("Đã cấp %(issued)s/%(recognised)s giấy chứng nhận."),
        _("Còn %(missing)s giấy chưa cấp.") if missing > 0 else "",
        {"issued": counts.certificates, "recognised": counts.recognised, "missing": missing},
    )  # fmt: skip — one stage reads as one row


def _publication(counts: RoundCounts) -> Stop:
    return Stop(
        "publication",
        _("Công bố kết quả"),
        "megaphone",
        _mark(counts.is_published),
        _("Đã công bố trên trang công khai.") if counts.is_published else _("Kết quả chưa hiện trên trang công khai."),
    )  # fmt: skip — one stage reads as one row
