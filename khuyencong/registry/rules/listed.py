"""An establishment as a row of an office's list tells it, and the readers of its cells. Pure."""

from __future__ import annotations

from khuyencong.kernel.refusal import Refusal
from khuyencong.registry.rules.facts import EstablishmentFacts
from khuyencong.registry.rules.phone import read_phone
from khuyencong.registry.rules.tax_code import classify
from khuyencong.vietnamese.folding import clean
from khuyencong.vietnamese.unreadable import Unreadable
from khuyencong.workbooks.rules.columns import Reading
from khuyencong.workbooks.rules.sheets import Cell, shown
from khuyencong.workbooks.rules.understanding import Row


def cell_text(cell: Cell) -> str:
    """Return what a cell says, cleaned."""
    return clean(cell if isinstance(cell, str) else shown(cell))


def phone_in(cell: Cell) -> Reading:
    """Read a telephone number.

    :raises Unreadable: where it can be none.
    """
    try:
        phone = read_phone(cell_text(cell))
    except Refusal as refused:
        raise Unreadable(refused.sentence, **refused.values) from refused
    return (phone.number, phone.repaired) if phone else (None, "")


def tax_code_in(cell: Cell) -> Reading:
    """Read a tax code, or the personal number that a household bears.

    :raises Unreadable: where its form or check digit is wrong.
    """
    try:
        code = classify(cell_text(cell))
    except Refusal as refused:
        raise Unreadable(refused.sentence, **refused.values) from refused
    return code.digits or None, code.repaired


def establishment_of(row: Row) -> EstablishmentFacts:
    """Return what a row tells of an establishment; columns that the list lacks stay empty."""
    return EstablishmentFacts(
        name=row.text("establishment_name"),
        form=row.text("legal_form"),
        tax_code=row.text("tax_code"),
        representative=row.text("representative"),
        phone=row.text("phone"),
        address=row.text("address"),
        commune=row.text("commune"),
        district=row.text("district"),
        province=row.text("province"),
        workers=row.whole("workers"),
        female_workers=row.whole("female_workers"),
    )
