"""How much support a content may get: the least of rate, ceiling, asked and left, each with its source. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from khuyencong.kernel.money import LIMIT, Money
from khuyencong.kernel.refusal import Refusal, Refusals, demand
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.law.book import Certainty, Norm, NormsOfDay
from khuyencong.programme.rules.contents import ContentType, content_type, stream_refusal
from khuyencong.programme.rules.streams import Stream

FUND_MANAGER: Final = "fund_manager"
"""Whose share is of the fund of a year, not of one project."""
LEVELS: Final = {Stream.NATIONAL: "funding.levels", Stream.LOCAL: "funding.local_levels"}


CEILING_SPANS: Final = ("project", "year", "programme", "ever")
INVOICE_WINDOWS: Final = ("budget_year", "approval", "contract")


class BoundName(StrEnum):
    """What may bound a support."""

    RATE = "rate"
    CEILING = "ceiling"
    ELIGIBLE_COST = "eligible_cost"
    ASKED = "asked"
    LEFT = "left"


BOUND_LABELS: Final = {
    BoundName.RATE: _("Tỷ lệ trên chi phí hợp lệ"),
    BoundName.CEILING: _("Mức tối đa"),
    BoundName.ELIGIBLE_COST: _("Chi phí hợp lệ"),
    BoundName.ASKED: _("Số đề nghị"),
    BoundName.LEFT: _("Số còn được dùng"),
}
AMOUNT_LABELS: Final = {
    BoundName.ELIGIBLE_COST: _("Chi phí hợp lệ"),
    BoundName.ASKED: _("Số đề nghị hỗ trợ"),
    BoundName.LEFT: _("Số còn được dùng của nguồn"),
}


@dataclass(frozen=True, slots=True)
class Level:
    """The level set for one content in one stream; rate or ceiling 0 means that there is none."""

    content: str
    rate_percent: int
    ceiling: Money
    per: str
    source: str
    since: date
    certainty: str
    rate_certainty: str
    note: str


@dataclass(frozen=True, slots=True)
class Bound:
    """One bound: its amount, what it rests on, since when that is in force, and how sure it is.

    What is asked for and what is left are no norms: they have neither a first day nor a certainty.
    """

    name: str
    amount: Money
    source: str
    certainty: str = ""
    since: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class SupportLimit:
    """The most that may be given, and every bound that was looked at."""

    limit: Money
    bounds: tuple[Bound, ...]
    level: Level

    @property
    def deciding(self) -> tuple[Bound, ...]:
        """The bounds that are equal to the limit."""
        return tuple(bound for bound in self.bounds if bound.amount == self.limit)

    @property
    def unsure(self) -> tuple[Bound, ...]:
        """The bounds whose value nobody has yet read in a text."""
        return tuple(bound for bound in self.bounds if bound.certainty == Certainty.UNSURE)


@dataclass(frozen=True, slots=True)
class EarlierSupport:
    """What the same establishment was granted before for the same content, of the same stream."""

    amount: Money
    approved_on: date


def support_limit(
    *,
    content: str,
    stream: str,
    eligible_cost: Money | int,
    norms: NormsOfDay,
    asked: Money | int | None = None,
    left: Money | int | None = None,
    count: int = 1,
    earlier: Iterable[EarlierSupport] = (),
    programme_start: date | None = None,
) -> SupportLimit:
    """Return the most that may be given: min(rate × eligible cost, ceiling × count, asked, left).

    ``count`` is the number of units that the ceiling is per (establishments, models, rounds…). Without a rate
    the eligible cost itself bounds. Governing day of ``norms``: the day of approval; for a question before
    it, the day asked about. Rounding: down to whole đồng.

    :raises Refusals: with every amount that is no amount.
    :raises Refusal: for a content or stream that the day does not know, or a level that nobody has entered.
    Source: TT 28/2018/TT-BTC, Điều 8; for the local stream the resolution of the province.
    """
    given = {BoundName.ELIGIBLE_COST: eligible_cost, BoundName.ASKED: asked, BoundName.LEFT: left}
    amounts = _amounts(given, count)
    kind = content_type(content, norms)
    level = level_of(kind, stream, norms)
    used = earlier_in_span(earlier, norms, programme_start) if level.ceiling else Money(0)
    bounds = tuple(_bounds(level, amounts, count, used))
    return SupportLimit(min(bound.amount for bound in bounds), bounds, level)


def level_of(content: ContentType, stream: str, norms: NormsOfDay) -> Level:
    """Return the level in force for a content in a stream.

    :raises Refusal: where there is none, or only one whose value is not known.
    """
    demand(stream_refusal(content, stream))
    key = LEVELS[Stream(stream)]
    norm = norms.norm(key)
    row = next((one for one in norm.value if one["content"] == content.code), None)
    if row is None:
        raise _no_level(content, Stream(stream), norms)
    level = _level(row, norm)
    if level.certainty == Certainty.UNSURE and not level.rate_percent and not level.ceiling:
        raise Refusal(
            "programme.unknown_level",
            _(
                "Mức hỗ trợ cho “%(content)s” theo %(source)s chưa biết; hãy tra văn bản rồi ghi mức "
                "tại Quy định → %(norm)s."
            ),
            source=level.source,
            content=content.label,
            norm=norm.label,
        )
    return level


def levels(norms: NormsOfDay, stream: str) -> dict[str, Level]:
    """Return every level of a stream by content, known or not."""
    norm = norms.norm(LEVELS[Stream(stream)])
    return {row["content"]: _level(row, norm) for row in norm.value}


def earlier_in_span(earlier: Iterable[EarlierSupport], norms: NormsOfDay, programme_start: date | None = None) -> Money:
    """Return what of earlier support counts against the ceiling, by the norm ``funding.ceiling_span``."""
    span = norms.text("funding.ceiling_span")
    first = {
        "year": date(norms.day.year, 1, 1),
        "programme": programme_start or date(norms.day.year, 1, 1),
        "ever": date.min,
    }
    if span not in first:
        return Money(0)
    counted = [one.amount.dong for one in earlier if first[span] <= one.approved_on <= norms.day]
    return Money(sum(counted))


def eligible_cost(*, before_tax: Money, tax: Money, deducts_tax: bool, norms: NormsOfDay) -> Money:
    """Return the cost that support is reckoned from; tax that the firm deducts is left out where the norm says so."""
    if deducts_tax and norms.flag("funding.deducts_vat"):
        return before_tax
    return before_tax + tax


def management_bounds(support: Money, norms: NormsOfDay) -> tuple[Bound, ...]:
    """Return what management may take at most beside a support, by who manages. Rounding: down to whole đồng."""
    norm = norms.norm("funding.management_rates")
    return tuple(
        Bound(
            BoundName.RATE,
            support.share(Fraction(row["rate_per_mille"], 1000)),
            norm.source,
            row["certainty"],
            norm.start,
            row["label"],
        )
        for row in norm.value
        if row["role"] != FUND_MANAGER
    )


def amount_refusal(name: BoundName, amount: object) -> Refusal | None:
    """Say why something is no amount of money: not whole, below zero, or beyond what a province has."""
    said = {"name": AMOUNT_LABELS[name]}
    if isinstance(amount, Money):
        amount = amount.dong
    if isinstance(amount, bool) or not isinstance(amount, int):
        return Refusal("programme.amount_not_whole", _("%(name)s phải là số nguyên đồng."), **said)
    if amount < 0:
        return Refusal("programme.amount_negative", _("%(name)s không được âm."), **said)
    if amount >= LIMIT:
        return Refusal(
            "programme.amount_too_large", _("%(name)s quá lớn (từ một triệu tỷ đồng); hãy kiểm tra lại."), **said
        )
    return None


def _amounts(given: Mapping[BoundName, Money | int | None], count: int) -> dict[BoundName, Money]:
    told = {name: amount for name, amount in given.items() if amount is not None}
    faults = [found for found in (amount_refusal(name, amount) for name, amount in told.items()) if found]
    if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= 10_000:
        faults.append(Refusal("programme.wrong_count", _("Số đơn vị được hỗ trợ phải là số nguyên từ 1 đến 10.000.")))
    if faults:
        raise Refusals(faults)
    return {name: amount if isinstance(amount, Money) else Money(amount) for name, amount in told.items()}


def _bounds(level: Level, amounts: Mapping[BoundName, Money], count: int, used: Money) -> Iterator[Bound]:
    cost = amounts[BoundName.ELIGIBLE_COST]
    if level.rate_percent:
        share = cost.share(Fraction(level.rate_percent, 100))
        yield Bound(BoundName.RATE, share, level.source, level.rate_certainty, level.since, f"{level.rate_percent} %")
    else:
        yield Bound(BoundName.ELIGIBLE_COST, cost, level.source, level.certainty, level.since, level.note)
    if level.ceiling:
        most = Money(max(0, level.ceiling.dong * count - used.dong))
        yield Bound(BoundName.CEILING, most, level.source, level.certainty, level.since, level.note)
    if BoundName.ASKED in amounts:
        yield Bound(BoundName.ASKED, amounts[BoundName.ASKED], ASKED_SOURCE)
    if BoundName.LEFT in amounts:
        yield Bound(BoundName.LEFT, amounts[BoundName.LEFT], LEFT_SOURCE)


ASKED_SOURCE: Final = _("Đơn đề nghị hỗ trợ")
LEFT_SOURCE: Final = _("Dự toán còn được dùng của dòng kế hoạch")


def _level(row: Mapping[str, Any], norm: Norm) -> Level:
    certainty = row.get("certainty") or norm.certainty
    clause = row.get("clause", "")
    return Level(
        content=row["content"],
        rate_percent=row["rate_percent"],
        ceiling=Money(row["ceiling"]),
        per=row["per"],
        source=f"{norm.source}, {clause}" if clause else norm.source,
        since=norm.start,
        certainty=certainty,
        rate_certainty=row.get("rate_certainty") or certainty,
        note=row.get("note", ""),
    )


def _no_level(content: ContentType, stream: Stream, norms: NormsOfDay) -> Refusal:
    said = {"content": content.label, "day": f"{norms.day:%d/%m/%Y}", "norm": norms.norm(LEVELS[stream]).label}
    if stream is Stream.LOCAL:
        return Refusal(
            "programme.no_local_level",
            _(
                "Ngày %(day)s chưa có mức hỗ trợ địa phương cho “%(content)s”. Hãy ghi mức theo %(paper)s "
                "tại Quy định → %(norm)s."
            ),
            source=norms.cite("funding.local_levels"),
            paper=norms.text("funding.local_paper"),
            **said,
        )
    return Refusal(
        "programme.no_national_level",
        _(
            "Ngày %(day)s không có mức hỗ trợ riêng cho “%(content)s” ở nguồn khuyến công quốc gia. "
            "Nếu có văn bản đặt mức, hãy ghi tại Quy định → %(norm)s."
        ),
        source=norms.cite("funding.levels"),
        **said,
    )
