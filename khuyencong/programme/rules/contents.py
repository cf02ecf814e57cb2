"""Kinds of content of industrial promotion: their facts, papers and indicators, and whether facts fit them. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from khuyencong.kernel.money import LIMIT
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.law.book import NormsOfDay
from khuyencong.programme.rules.streams import STREAM_LABELS, Stream

ALL: Final = "all"
"""Stands in the tables of papers and indicators for every content."""
RESULT: Final = "result"
_NUMBER: Final = re.compile(r"[0-9]{1,15}(\.[0-9]{1,6})?")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to be told of a project; ``table`` names the list in whose rows it stands, empty for the project."""

    code: str
    label: str
    kind: str
    unit: str
    table: str
    required: bool
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PaperWanted:
    """One paper of an application or a settlement."""

    code: str
    label: str
    stage: str
    required: bool


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is counted: a result of the work, or its effect some months later (``stage`` result or effect)."""

    code: str
    label: str
    unit: str
    stage: str


@dataclass(frozen=True, slots=True)
class ContentType:
    """One kind of content as the norms of a day know it."""

    code: str
    label: str
    group: str
    unit: str
    streams: frozenset[str]
    facts: tuple[Fact, ...]
    papers: tuple[PaperWanted, ...]
    indicators: tuple[Indicator, ...]
    tables: Mapping[str, str]
    source: str
    facts_source: str

    def facts_of(self, table: str = "") -> tuple[Fact, ...]:
        """Return the facts of the project itself, or the columns of one of its tables."""
        return tuple(fact for fact in self.facts if fact.table == table)

    def papers_at(self, stage: str) -> tuple[PaperWanted, ...]:
        """Return the papers of the application or of the settlement."""
        return tuple(paper for paper in self.papers if paper.stage == stage)

    def indicators_at(self, stage: str) -> tuple[Indicator, ...]:
        """Return what is counted as result or as effect."""
        return tuple(one for one in self.indicators if one.stage == stage)


def content_types(norms: NormsOfDay) -> dict[str, ContentType]:
    """Return every kind of content by code, in the order of the norm. Governing day: the day of the application."""
    return {row["code"]: _content(row, norms) for row in norms.norm("programme.contents").value}


def content_type(code: str, norms: NormsOfDay) -> ContentType:
    """Return one kind of content.

    :raises Refusal: for a code that is not in force on the day, with the codes that are.
    """
    known = {row["code"]: row for row in norms.norm("programme.contents").value}
    if code in known:
        return _content(known[code], norms)
    raise Refusal(
        "programme.unknown_content",
        _("Ngày %(day)s không có nội dung khuyến công “%(given)s”. Các mã có thể dùng: %(codes)s."),
        source=norms.cite("programme.contents"),
        day=f"{norms.day:%d/%m/%Y}",
        given=code,
        codes=", ".join(known),
    )


def content_groups(norms: NormsOfDay) -> dict[str, str]:
    """Return the labels of the groups C1 to C9 by code."""
    return {row["code"]: row["label"] for row in norms.rows("programme.content_groups")}


def stream_refusal(content: ContentType, stream: str) -> Refusal | None:
    """Say why a content cannot be paid from a stream, or ``None``."""
    if stream in content.streams:
        return None
    known = STREAM_LABELS.get(Stream(stream), stream) if stream in list(Stream) else stream
    return Refusal(
        "programme.content_not_in_stream",
        _("Nội dung “%(content)s” không được chi từ nguồn “%(stream)s”."),
        source=content.source,
        content=content.label,
        stream=known,
    )


def fact_refusals(content: ContentType, facts: Mapping[str, Any], *, complete: bool) -> list[Refusal]:
    """Return every fault of what is told of a project, all at once.

    ``facts`` is JSON data: values by code, and for each table a list of rows. While a project is a draft
    (``complete`` off) nothing is missing yet, but what stands there must be readable.
    """
    faults = list(_faults_of(content, facts, complete))
    known = {fact.code for fact in content.facts_of()} | set(content.tables)
    faults += [_fault(content, "programme.unknown_fact", name, _STRANGE) for name in facts if name not in known]
    for table in content.tables:
        faults += _faults_of_table(content, table, facts.get(table, []), complete)
    return faults


_STRANGE: Final = _("không có mục này trong nội dung")
_MISSING: Final = _("còn thiếu")
_WRONG: Final[dict[str, str]] = {
    "text": _("cần ghi bằng chữ"),
    "whole": _("cần một số nguyên, không âm"),
    "number": _("cần một số không âm, tối đa 6 chữ số thập phân"),
    "money": _("cần số tiền nguyên đồng, không âm"),
    "date": _("cần một ngày"),
    "flag": _("cần chọn có hoặc không"),
    "choice": _("cần chọn một trong các mục đã cho"),
}


def _faults_of_table(content: ContentType, table: str, rows: Any, complete: bool) -> Iterator[Refusal]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        yield _fault(content, "programme.wrong_table", content.tables[table], _("phải là các dòng của bảng"))
        return
    columns = {fact.code for fact in content.facts_of(table)}
    for number, row in enumerate(rows, start=1):
        for name in row:
            if name not in columns:
                yield _fault(content, "programme.unknown_fact", name, _STRANGE, table=table, row=number)
        yield from _faults_of(content, row, complete, table=table, row=number)


def _faults_of(
    content: ContentType, values: Mapping[str, Any], complete: bool, *, table: str = "", row: int = 0
) -> Iterator[Refusal]:
    for fact in content.facts_of(table):
        value = values.get(fact.code)
        if value is None or value == "":
            if complete and fact.required:
                yield _fault(content, "programme.fact_missing", fact.label, _MISSING, table=table, row=row)
        elif not _fits(fact, value):
            yield _fault(content, "programme.wrong_fact", fact.label, _WRONG[fact.kind], table=table, row=row)


def _fault(content: ContentType, code: str, name: str, reason: str, *, table: str = "", row: int = 0) -> Refusal:
    if not table:
        return Refusal(code, _("%(name)s: %(reason)s."), source=content.facts_source, name=name, reason=reason)
    return Refusal(
        code,
        _("%(table)s, dòng %(row)s, %(name)s: %(reason)s."),
        source=content.facts_source,
        table=content.tables[table],
        row=row,
        name=name,
        reason=reason,
    )


def _fits(fact: Fact, value: Any) -> bool:
    if fact.kind == "choice":
        return isinstance(value, str) and value in {code for code, _label in fact.choices}
    return _CHECKS[fact.kind](value)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < LIMIT


def _is_date(value: Any) -> bool:
    try:
        return isinstance(value, date) or bool(date.fromisoformat(value))
    except (TypeError, ValueError):
        return False


_CHECKS: Final[dict[str, Callable[[Any], bool]]] = {
    "text": lambda value: isinstance(value, str) and bool(value.strip()),
    "whole": _is_whole,
    "money": _is_whole,
    "number": lambda value: _is_whole(value) or (isinstance(value, str) and bool(_NUMBER.fullmatch(value))),
    "date": _is_date,
    "flag": lambda value: isinstance(value, bool),
}


FACT_KINDS: Final = (*_CHECKS, "choice")


def _content(row: Mapping[str, Any], norms: NormsOfDay) -> ContentType:
    code = row["code"]
    facts = tuple(_fact(one) for one in norms.norm("programme.content_facts").value if one["content"] == code)
    named = {one["code"]: one["label"] for one in norms.norm("programme.fact_tables").value}
    wanted = (ALL, code)
    return ContentType(
        code=code,
        label=row["label"],
        group=row["group"],
        unit=row["unit"],
        streams=frozenset(row["streams"]),
        facts=facts,
        papers=tuple(_paper(one) for one in norms.norm("programme.content_papers").value if one["content"] in wanted),
        indicators=tuple(
            _indicator(one) for one in norms.norm("programme.content_indicators").value if one["content"] in wanted
        ),
        tables={fact.table: named.get(fact.table, fact.table) for fact in facts if fact.table},
        source=norms.cite("programme.contents"),
        facts_source=norms.cite("programme.content_facts"),
    )


def _fact(row: Mapping[str, Any]) -> Fact:
    pairs = [part.partition(":") for part in row.get("choices", "").split(";") if part.strip()]
    choices = tuple((code.strip(), label.strip()) for code, _colon, label in pairs)
    return Fact(
        row["fact"], row["label"], row["kind"], row.get("unit", ""), row.get("table", ""), row["required"], choices
    )


def _paper(row: Mapping[str, Any]) -> PaperWanted:
    return PaperWanted(row["code"], row["label"], row["stage"], row["required"])


def _indicator(row: Mapping[str, Any]) -> Indicator:
    return Indicator(row["code"], row["label"], row["unit"], row.get("stage", RESULT))
