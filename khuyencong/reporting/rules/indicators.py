"""Indicators as data: what each measures, in which unit, for whom; every fault of the table is found at once. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from khuyencong.programme.rules.buckets import Bucket

DIRECTOR, COMMITTEE, MINISTRY = "director", "committee", "ministry"
AUDIENCES: Final = frozenset({DIRECTOR, COMMITTEE, MINISTRY})
DONG: Final = "đồng"
UNITS: Final = frozenset({
    "đề án", DONG, "%", "lần", "lớp", "người", "mô hình", "lượt cơ sở", "máy", "dây chuyền", "kỳ", "sản phẩm",
    "nhãn hiệu", "gian hàng", "phòng", "hội chợ", "cơ sở", "tin, bài", "bộ", "cụm công nghiệp", "công trình", "điểm %",
    "kWh", "m³", "kg", "ngày", "hóa đơn",
})  # fmt: skip  # a list of words
STEPS: Final = ("registered", "appraised", "approved", "contracted", "accepted", "settled", "stopped", "adjusted")
LEVELS: Final = ("commune", "province", "region", "nation")
MONEY_OF_PROJECT: Final = ("approved", "accepted", "counterpart")
DAYS_BETWEEN: Final = ("registered", "approved", "contracted", "accepted", "settled")
LATE: Final = ("progress", "acceptance")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a measure wants to know: the values allowed at each place of ``of`` (None: any code), and its units."""

    places: tuple[tuple[str, ...] | None, ...] = ()
    repeats: bool = False
    """The last place may stand once or more."""
    units: frozenset[str] = frozenset()
    """Units it may be told in; empty: any but money."""
    grouped: bool = False
    """Whether it can be told by place and sector too."""


_BUCKETS: Final = tuple(bucket.value for bucket in Bucket if bucket is not Bucket.OUTSIDE)
_MONEY: Final = frozenset({DONG})
_PROJECTS: Final = frozenset({"đề án"})
MEASURES: Final[Mapping[str, Shape]] = {
    "projects": Shape((STEPS,), units=_PROJECTS, grouped=True),
    "running": Shape(units=_PROJECTS, grouped=True),
    "ledger": Shape((_BUCKETS,), repeats=True, units=_MONEY, grouped=True),
    "planned": Shape((("support", "counterpart"),), units=_MONEY),
    "project_money": Shape((MONEY_OF_PROJECT, STEPS[:6]), units=_MONEY, grouped=True),
    "figure": Shape((None,)),
    "effect": Shape((None,), units=UNITS),
    "effect_before": Shape((None,), units=UNITS),
    "effect_count": Shape((None,)),
    "certificates": Shape((LEVELS,), units=frozenset({"sản phẩm"})),
    "rounds": Shape((LEVELS,), units=frozenset({"kỳ"})),
    "days": Shape((DAYS_BETWEEN, DAYS_BETWEEN), units=frozenset({"ngày"})),
    "day_count": Shape((DAYS_BETWEEN, DAYS_BETWEEN), units=_PROJECTS),
    "late": Shape((LATE,), units=_PROJECTS),
    "invoices_outside": Shape(units=frozenset({"hóa đơn"})),
    "double_support": Shape(units=_PROJECTS),
}
"""The closed vocabulary of measures; ``queries/measures`` knows how each is counted."""
RATIO, NONE = "ratio", "none"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of the table. ``split``: the national and the local stream are shown apart."""

    code: str
    group: str
    label: str
    unit: str
    audience: tuple[str, ...]
    measure: str
    of: tuple[str, ...] = ()
    split: bool = False
    contents: tuple[str, ...] = ()
    over: str = ""
    under: str = ""
    times: int = 1
    against: str = ""
    why: str = ""

    @property
    def is_money(self) -> bool:
        """Whether it is an amount."""
        return self.unit == DONG

    @property
    def adds_up(self) -> bool:
        """Whether its parts may be summed: a rate may not."""
        return self.measure not in {RATIO, NONE}


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """All indicators by code in their order, and the labels of their groups."""

    groups: Mapping[str, str]
    indicators: Mapping[str, Indicator]

    def of_group(self, group: str) -> list[Indicator]:
        """Return the indicators of a group that somebody is shown."""
        return [one for one in self.indicators.values() if one.group == group and one.audience]


class IndicatorFaults(ValueError):
    """The table is wrong; every fault in a line."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def read_table(raw: Mapping[str, Any]) -> IndicatorTable:
    """Build the table from parsed TOML; an indicator belongs to the group that its code begins with.

    :raises IndicatorFaults: with every fault: an unknown measure, unit, group, audience, bucket, step or level; a
        ratio of what is not there; a code given twice; one without records that does not say why.
    """
    groups = {one["code"]: one["label"] for one in raw.get("group", [])}
    found: dict[str, Indicator] = {}
    faults = []
    for row in raw.get("indicator", []):
        one = _read(row)
        if one.code in found:
            faults.append(f"{one.code}: given twice")
        found[one.code] = one
    for one in found.values():
        faults += [f"{one.code}: {fault}" for fault in _faults(one, groups, found)]
    if faults:
        raise IndicatorFaults(faults)
    return IndicatorTable(groups, found)


def _read(row: Mapping[str, Any]) -> Indicator:
    code = str(row.get("code", ""))
    return Indicator(
        code=code,
        group=code.partition(".")[0],
        label=str(row.get("label", "")),
        unit=str(row.get("unit", "")),
        audience=tuple(row.get("audience", ())),
        measure=str(row.get("measure", "")),
        of=tuple(row.get("of", ())),
        split=bool(row.get("split", False)),
        contents=tuple(row.get("contents", ())),
        over=str(row.get("over", "")),
        under=str(row.get("under", "")),
        times=int(row.get("times", 1)),
        against=str(row.get("against", "")),
        why=str(row.get("why", "")),
    )


def _faults(one: Indicator, groups: Mapping[str, str], known: Mapping[str, Indicator]) -> Iterator[str]:
    if one.group not in groups:
        yield f"unknown group {one.group!r}"
    if not one.label:
        yield "has no label"
    if one.unit not in UNITS:
        yield f"unknown unit {one.unit!r}"
    if strange := set(one.audience) - AUDIENCES:
        yield f"unknown audience {', '.join(sorted(strange))}"
    if one.against and one.against not in known:
        yield f"compared with {one.against!r}, which is not there"
    yield from _counting_faults(one, known)


def _counting_faults(one: Indicator, known: Mapping[str, Indicator]) -> Iterator[str]:
    if one.measure == RATIO:
        yield from _ratio_faults(one, known)
    elif one.measure == NONE:
        if not one.why:
            yield "has no records and does not say why"
    elif one.measure in MEASURES:
        yield from _measure_faults(one, MEASURES[one.measure])
    else:
        yield f"unknown measure {one.measure!r}"


def _ratio_faults(one: Indicator, known: Mapping[str, Indicator]) -> Iterator[str]:
    for part in (one.over, one.under):
        if part not in known:
            yield f"a ratio of {part!r}, which is not there"
        elif not known[part].adds_up:
            yield f"a ratio of {part!r}, which is no sum itself"
        elif known[part].split != one.split:
            yield f"a ratio of {part!r}, which is split otherwise"
    if one.times not in {1, 100}:
        yield f"a ratio times {one.times}"


def _measure_faults(one: Indicator, shape: Shape) -> Iterator[str]:
    fits = len(one.of) >= len(shape.places) if shape.repeats else len(one.of) == len(shape.places)
    if not fits:
        yield f"{one.measure} of {len(one.of)} things"
    for place, given in enumerate(one.of):
        allowed = shape.places[min(place, len(shape.places) - 1)] if shape.places else ()
        if allowed is not None and given not in allowed:
            yield f"{one.measure} of unknown {given!r}"
    if (shape.units and one.unit not in shape.units) or (not shape.units and one.unit == DONG):
        yield f"{one.measure} is not told in {one.unit!r}"
