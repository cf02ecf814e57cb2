"""Every reason why a transfer may not be posted, as one list of rules. Pure.

Governing day of all rules: the day of the transfer's document. Amounts: whole đồng, never rounded.
Structural rules are asked first; money is counted only for a transfer that is rightly formed.
"""

from __future__ import annotations

from collections.abc import Sequence

from khuyencong.kernel.refusal import Refusal
from khuyencong.programme.rules.ledger.folding import Balances
from khuyencong.programme.rules.ledger.money import (
    advance_not_late,
    advance_within_rate,
    balance_stays,
    contract_within_approval,
    line_below_limit,
    paid_within_acceptance,
    reserve_within_approval,
    state_allows,
)
from khuyencong.programme.rules.ledger.shapes import Book, TransferFacts
from khuyencong.programme.rules.ledger.structure import (
    Rule,
    amount_is_sound,
    answer_is_sound,
    day_is_near,
    lines_agree,
    paper_is_named,
    project_belongs,
    reversal_mirrors,
    row_of_table,
    two_people,
    year_is_open,
)

STRUCTURE: tuple[Rule, ...] = (
    amount_is_sound,
    row_of_table,
    year_is_open,
    lines_agree,
    project_belongs,
    day_is_near,
    paper_is_named,
    two_people,
    reversal_mirrors,
    answer_is_sound,
)
MONEY: tuple[Rule, ...] = (
    state_allows,
    balance_stays,
    reserve_within_approval,
    contract_within_approval,
    paid_within_acceptance,
    advance_within_rate,
    advance_not_late,
    line_below_limit,
)
RULES: tuple[Rule, ...] = (*STRUCTURE, *MONEY)


def refusals(transfer: TransferFacts, balances: Balances, book: Book, rules: Sequence[Rule] = RULES) -> list[Refusal]:
    """Return every reason against a transfer, where ``balances`` hold all that was posted before it.

    :raises KeyError: where the book does not know one of its lines or its project.
    """
    asked = [rule for rule in STRUCTURE if rule in rules]
    if found := [no for rule in asked if (no := rule(transfer, balances, book))]:
        return found
    return [no for rule in MONEY if rule in rules and (no := rule(transfer, balances, book))]
