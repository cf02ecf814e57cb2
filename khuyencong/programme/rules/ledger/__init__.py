"""The ledger: transfers between buckets folded to balances, and the reasons why one may not be posted. Pure."""

from khuyencong.programme.rules.ledger.folding import Account, Balances, fold, legs
from khuyencong.programme.rules.ledger.gates import RULES, refusals
from khuyencong.programme.rules.ledger.shapes import Book, LineFacts, ProjectFacts, TransferFacts, digest

__all__ = [
    "RULES",
    "Account",
    "Balances",
    "Book",
    "LineFacts",
    "ProjectFacts",
    "TransferFacts",
    "digest",
    "fold",
    "legs",
    "refusals",
]
