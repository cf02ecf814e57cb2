"""How two versions of a plan differ, and what an adjustment may not take away. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.rules.plans.lines import LineDraft

ZERO = Money(0)
CHANGE_LABELS: dict[str, str] = {
    "added": _("thêm"),
    "removed": _("bỏ"),
    "raised": _("tăng"),
    "lowered": _("giảm"),
    "changed": _("sửa nội dung"),
    "same": _("giữ nguyên"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the comparison: as it was, as it is, and what became of it."""

    code: str
    kind: str
    before: LineDraft | None
    after: LineDraft | None

    @property
    def line(self) -> LineDraft:
        """Return the line as it last stood."""
        line = self.after or self.before
        assert line is not None
        return line

    @property
    def difference(self) -> Money:
        """Return how much more support the line has."""
        return _support(self.after) - _support(self.before)

    @property
    def before_support(self) -> Money:
        """Return the support before, nothing where there was no line."""
        return _support(self.before)

    @property
    def after_support(self) -> Money:
        """Return the support after, nothing where there is no line."""
        return _support(self.after)


@dataclass(frozen=True, slots=True)
class Totals:
    """What a version gives in one stream, or in both."""

    before: Money
    after: Money

    @property
    def difference(self) -> Money:
        """Return how much more there is."""
        return self.after - self.before


def _support(line: LineDraft | None) -> Money:
    return line.support if line is not None else ZERO


def compare(before: Iterable[LineDraft], after: Iterable[LineDraft]) -> list[Change]:
    """Put the lines of two versions side by side, in the order of their codes."""
    old = {line.code: line for line in before}
    new = {line.code: line for line in after}
    return [
        Change(code, _kind(old.get(code), new.get(code)), old.get(code), new.get(code)) for code in sorted({*old, *new})
    ]


def _kind(old: LineDraft | None, new: LineDraft | None) -> str:
    if old is None:
        return "added"
    if new is None:
        return "removed"
    if new.support != old.support:
        return "raised" if new.support > old.support else "lowered"
    return "same" if new == old else "changed"


def totals(changes: Iterable[Change], stream: str = "") -> Totals:
    """Sum both versions, in one stream where one is named."""
    chosen = [one for one in changes if not stream or one.line.stream == stream]
    return Totals(sum((one.before_support for one in chosen), ZERO), sum((one.after_support for one in chosen), ZERO))


def floor_refusals(supports: Mapping[str, Money], committed: Mapping[str, Money]) -> list[Refusal]:
    """Refuse a version that gives a line less than what is already promised to projects on it.

    ``committed`` is what left the line for projects: reserved, contracted, advanced, paid, settled, returned.
    """
    return [
        Refusal(
            "programme.below_committed",
            _(
                "Dòng %(line)s: %(amount)s đồng đã giữ cho đề án hoặc đã ký hợp đồng, "
                "bản này chỉ còn %(support)s đồng. Hãy giảm hoặc ngừng đề án trước, rồi mới điều chỉnh kế hoạch."
            ),
            source="TT 36/2013/TT-BCT, Điều 11",
            line=code,
            amount=amount,
            support=supports.get(code, ZERO),
        )
        for code, amount in sorted(committed.items())
        if supports.get(code, ZERO) < amount
    ]


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """The paper by which a version of a plan is approved."""

    number: str
    on_is_future: bool
    has_day: bool
    signer: str


def decision_refusals(facts: DecisionFacts) -> list[Refusal]:
    """Say what a decision lacks."""
    found = []
    if not facts.number.strip():
        found.append(Refusal("programme.decision_unnumbered", _("Phải ghi số quyết định phê duyệt.")))
    if not facts.has_day:
        found.append(Refusal("programme.decision_undated", _("Phải ghi ngày quyết định phê duyệt.")))
    elif facts.on_is_future:
        found.append(Refusal("programme.decision_in_future", _("Ngày quyết định không thể ở sau hôm nay.")))
    if not facts.signer.strip():
        found.append(Refusal("programme.decision_unsigned", _("Phải ghi người ký quyết định.")))
    return found
