"""Set the rubric of a round while it is still open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.law.norms import NormsOfDay
from khuyencong.selection.models import Criterion, Round
from khuyencong.selection.papers import norms_of
from khuyencong.selection.rules.round_life import RUBRIC_OPEN_STATES
from khuyencong.selection.rules.rubric import Anchor, CriterionFacts, check_rubric, leaves_of, tree_of


def edit_rubric(*, actor: Person, round_: Round, criteria: Sequence[CriterionFacts], at: datetime) -> Round:
    """Replace the rubric by another that is whole.

    :raises Refusal: once scoring has started.
    :raises Refusals: where the tree is not whole.
    """
    with deed(actor, Action.EDIT_RUBRIC, on=round_, at=at) as record:
        _demand_open(round_)
        norms = norms_of(round_)
        if refusals := check_rubric(criteria, group_codes(norms)):
            raise Refusals(refusals)
        write_rubric(round_, criteria)
        record.note(criteria=[[row.group, row.code, row.maximum] for row in criteria])
        record.relies_on("TT 26/2014/TT-BCT, Điều 16 khoản 1")
    return round_


def adopt_subcriteria(*, actor: Person, round_: Round, at: datetime) -> Round:
    """Take over the proposed detailed frame under the legal criteria; it stays editable."""
    return edit_rubric(actor=actor, round_=round_, criteria=proposed_rubric(norms_of(round_)), at=at)


def proposed_rubric(norms: NormsOfDay) -> list[CriterionFacts]:
    """Return the legal criteria with the proposed sub-criteria beneath them, in the order of the sheet."""
    parts = norms.rows("selection.subcriteria")
    rubric: list[CriterionFacts] = []
    for row in norms.rows("selection.criteria"):
        rubric.append(CriterionFacts(row["code"], row["label"], row["maximum"] * 100))
        rubric += [
            CriterionFacts(
                code=part["code"],
                label=part["label"],
                maximum=part["maximum"] * 100,
                parent=part["parent"],
                anchors=tuple(Anchor(anchor["points"] * 100, anchor["text"]) for anchor in part.get("anchors", [])),
                guidance=part.get("guidance", ""),
            )
            for part in parts
            if part["parent"] == row["code"]
        ]
    return rubric


def group_codes(norms: NormsOfDay) -> list[str]:
    """Return the codes of the product groups."""
    return [str(row["code"]) for row in norms.rows("selection.product_groups")]


def write_rubric(round_: Round, criteria: Sequence[CriterionFacts]) -> None:
    """Store the criteria in the given order; called within a deed on the round."""
    round_.criteria.all().delete()
    leaf_codes = {
        (group, leaf.code, leaf.root)
        for group in {row.group for row in criteria}
        for leaf in leaves_of(tree_of(criteria, group))
    }
    roots = _roots(criteria)
    Criterion.objects.bulk_create(
        Criterion(
            round=round_,
            group=row.group,
            code=row.code,
            parent_code=row.parent,
            root_code=roots[row.group, row.code],
            label=row.label,
            maximum_hundredths=row.maximum,
            anchors=[{"points": anchor.points, "text": anchor.text} for anchor in row.anchors],
            guidance=row.guidance,
            order=order,
            is_leaf=(row.group, row.code, roots[row.group, row.code]) in leaf_codes,
        )
        for order, row in enumerate(criteria, 1)
    )
    round_.__dict__.pop("rubric", None)


def _roots(criteria: Sequence[CriterionFacts]) -> dict[tuple[str, str], str]:
    above = {(row.group, row.code): row.parent for row in criteria}
    found = {}
    for group, code in above:
        root = code
        while above.get((group, root)):
            root = above[group, root]
        found[group, code] = root
    return found


def _demand_open(round_: Round) -> None:
    if round_.state not in RUBRIC_OPEN_STATES:
        raise Refusal(
            "selection.rubric_frozen",
            _("Đã bắt đầu chấm điểm nên bộ tiêu chí không thay đổi được nữa."),
            source="TT 26/2014/TT-BCT, Điều 16 khoản 1",
        )
