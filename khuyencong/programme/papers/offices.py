"""Who issues and signs the papers of plans and projects."""

from __future__ import annotations

from khuyencong.accounts.models import Office
from khuyencong.documents.rules.papers.paper import Letterhead, Signature

DECIDING = frozenset({Office.Kind.DEPARTMENT, Office.Kind.COMMITTEE})
SIGNED = "(Ký, ghi rõ họ tên)"


def deciding_office(office: Office) -> Office:
    """Return the office whose head approves what a promotion centre runs: the nearest department above, else itself.

    Who approves local plans and projects is the province's own rule; where it differs, the paper's letterhead is
    chosen when it is issued.
    """
    found = office
    while found.kind not in DECIDING and found.parent is not None:
        found = found.parent
    return found if found.kind in DECIDING else office


def letterhead_for(office: Office) -> Letterhead:
    """Return the head of an office's papers from its name and its superior's."""
    superior = office.parent.name if office.parent is not None else ""
    name = office.name if office.kind != Office.Kind.DEPARTMENT else office.name.partition(" tỉnh ")[0]
    return Letterhead(
        superior=_short(superior).upper(),
        agency=name.upper(),
        place=office.name.rpartition(" tỉnh ")[2] if " tỉnh " in office.name else superior.rpartition(" tỉnh ")[2],
        symbol=office.code.partition("-")[0].upper(),
    )


def _short(name: str) -> str:
    return name.replace("Ủy ban nhân dân", "UBND")


def head_of(office: Office) -> Signature:
    """Return the place where the head of an office signs."""
    return Signature(("CHỦ TỊCH" if office.kind == Office.Kind.COMMITTEE else "GIÁM ĐỐC",))


def authority_of(office: Office) -> str:
    """Return the line of authority above the bases of a decision of the office's head."""
    return f"{head_of(office).lines[-1]} {letterhead_for(office).agency}"
