"""The rubric of a round: a tree of criteria whose points must add up to a hundred. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.selection.rules.ranking import FULL_HUNDREDTHS
from khuyencong.selection.rules.scoring import RUBRIC_SOURCE, Leaf, write_points


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a juror should see before giving about so many points."""

    points: int
    text: str


@dataclass(frozen=True, slots=True)
class CriterionFacts:
    """One criterion; ``group`` is empty where it serves every product group without a variant of its own.

    ``maximum`` is in hundredths of a point; ``parent`` is empty for a main criterion.
    """

    code: str
    label: str
    maximum: int
    parent: str = ""
    group: str = ""
    anchors: tuple[Anchor, ...] = ()
    guidance: str = ""


def tree_of(criteria: Iterable[CriterionFacts], group: str) -> list[CriterionFacts]:
    """Return the criteria that serve a product group: its own variant where there is one, else the general tree."""
    everything = list(criteria)
    own = [criterion for criterion in everything if group and criterion.group == group]
    return own or [criterion for criterion in everything if not criterion.group]


def leaves_of(tree: Sequence[CriterionFacts]) -> list[Leaf]:
    """Return the criteria that receive points, in the order of the tree."""
    parents = {criterion.parent for criterion in tree}
    above = {criterion.code: criterion.parent for criterion in tree}
    return [
        Leaf(criterion.code, _root(criterion.code, above), criterion.label, criterion.maximum)
        for criterion in tree
        if criterion.code not in parents
    ]


def roots_of(tree: Sequence[CriterionFacts]) -> list[CriterionFacts]:
    """Return the main criteria, in the order of the tree."""
    return [criterion for criterion in tree if not criterion.parent]


def _root(code: str, above: Mapping[str, str]) -> str:
    while above.get(code):
        code = above[code]
    return code


def check_rubric(criteria: Sequence[CriterionFacts], groups: Sequence[str]) -> list[Refusal]:
    """Return every reason why the rubric cannot be used: each group's tree must be whole and total 100.

    Source: TT 26/2014/TT-BCT, Annex 4 (a hundred points); the detailed frame is the round's own, Art. 16.1.
    """
    if not criteria:
        return [no_criteria()]
    refusals: list[Refusal] = []
    for variant in _variants(criteria, groups):
        refusals += _check_tree(tree_of(criteria, variant), variant)
    return refusals


def no_criteria() -> Refusal:
    """Return the refusal for a round that has no criteria."""
    return Refusal(
        "selection.no_criteria",
        _("Kỳ bình chọn chưa có tiêu chí chấm điểm. Hãy chọn bộ tiêu chí trước khi chấm."),
        source=RUBRIC_SOURCE,
    )


def _variants(criteria: Sequence[CriterionFacts], groups: Sequence[str]) -> list[str]:
    own = {criterion.group for criterion in criteria if criterion.group}
    general = [""] if any(not criterion.group for criterion in criteria) or set(groups) - own else []
    return general + sorted(own)


def _check_tree(tree: Sequence[CriterionFacts], variant: str) -> list[Refusal]:
    if not tree:
        return [no_criteria()]
    codes = [criterion.code for criterion in tree]
    refusals = [
        Refusal("selection.criterion_twice", _("Mã tiêu chí “%(criterion)s” bị lặp."), criterion=code)
        for code in sorted({code for code in codes if codes.count(code) > 1})
    ]
    refusals += [
        Refusal(
            "selection.criterion_orphan", _("Tiêu chí “%(label)s” thuộc về một tiêu chí không có."), label=row.label
        )
        for row in tree
        if row.parent and row.parent not in codes
    ]
    if refusals or _circles(tree):
        return refusals or [Refusal("selection.criterion_circle", _("Các tiêu chí thuộc vòng quanh lẫn nhau."))]
    refusals += [refusal for row in tree if (refusal := _check_one(row, tree)) is not None]
    return refusals + _check_total(tree, variant)


def _circles(tree: Sequence[CriterionFacts]) -> bool:
    above = {criterion.code: criterion.parent for criterion in tree}
    for start in above:
        code, steps = start, 0
        while above.get(code):
            code, steps = above[code], steps + 1
            if steps > len(above):
                return True
    return False


def _check_one(row: CriterionFacts, tree: Sequence[CriterionFacts]) -> Refusal | None:
    if row.maximum <= 0:
        return Refusal("selection.criterion_empty", _("Tiêu chí “%(label)s” chưa có điểm tối đa."), label=row.label)
    if any(not 0 <= anchor.points <= row.maximum for anchor in row.anchors):
        return Refusal(
            "selection.anchor_outside",
            _("Mức mô tả của tiêu chí “%(label)s” vượt điểm tối đa %(maximum)s."),
            label=row.label,
            maximum=write_points(row.maximum),
        )
    parts = [child.maximum for child in tree if child.parent == row.code]
    if parts and sum(parts) != row.maximum:
        return Refusal(
            "selection.parts_do_not_sum",
            _("Các tiêu chí con của “%(label)s” cộng lại là %(sum)s điểm, không bằng điểm tối đa %(maximum)s."),
            label=row.label,
            sum=write_points(sum(parts)),
            maximum=write_points(row.maximum),
        )
    return None


def _check_total(tree: Sequence[CriterionFacts], variant: str) -> list[Refusal]:
    total = sum(criterion.maximum for criterion in roots_of(tree))
    if total == FULL_HUNDREDTHS:
        return []
    return [
        Refusal(
            "selection.rubric_not_hundred",
            _("Tổng điểm tối đa của bộ tiêu chí %(variant)s là %(total)s, phải bằng 100."),
            source=RUBRIC_SOURCE,
            variant=variant or "chung",
            total=write_points(total),
        )
    ]
