"""What changed between two reports, record by record and cell by cell, with the reason that the records tell. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from khuyencong.kernel.words import gettext_noop as _
from khuyencong.reporting.rules.sheet import Record, Sheet, Value


class Reason(StrEnum):
    """Why a record counts otherwise than in the earlier report."""

    NEW = "new"
    BACKDATED = "backdated"
    CHANGED = "changed"
    GONE = "gone"


REASONS: dict[Reason, str] = {
    Reason.NEW: _("phát sinh sau kỳ báo cáo trước"),
    Reason.BACKDATED: _("ghi bổ sung, ngày thuộc kỳ báo cáo trước"),
    Reason.CHANGED: _("số liệu được ghi khác đi"),
    Reason.GONE: _("không còn được tính"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One record that came, went or changed, and by how much it moves the figure."""

    record: Record
    before: Fraction
    after: Fraction
    reason: Reason

    @property
    def difference(self) -> Fraction:
        """By how much it moves the figure."""
        return self.after - self.before


def changes(before: Sequence[Record], after: Sequence[Record], last_day: date) -> list[Change]:
    """Return every record that counts otherwise, in the order of the later list, what went last.

    ``last_day`` ends the period of the earlier report. The differences always sum to that of the two figures.
    """
    old, new = _by_key(before), _by_key(after)
    found = []
    for key, (record, value) in new.items():
        if key not in old:
            is_late = record.day is not None and record.day <= last_day
            found.append(Change(record, Fraction(0), value, Reason.BACKDATED if is_late else Reason.NEW))
        elif old[key][1] != value:
            found.append(Change(record, old[key][1], value, Reason.CHANGED))
    found += [Change(record, value, Fraction(0), Reason.GONE) for key, (record, value) in old.items() if key not in new]
    return found


def _by_key(records: Sequence[Record]) -> dict[str, tuple[Record, Fraction]]:
    found: dict[str, tuple[Record, Fraction]] = {}
    for one in records:
        found[one.key] = (one, found[one.key][1] + one.value if one.key in found else one.value)
    return found


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that a later look gives another value."""

    address: str
    label: str
    column: str
    before: Value
    after: Value


def differences(before: Sheet, after: Sheet) -> list[Difference]:
    """Return every cell whose value differs, or that stands in one of the two only."""
    old = {where: cell for where, _section, _row, _column, cell in before.cells()}
    labels = {where: (row.label, column.label) for where, _section, row, column, _cell in before.cells()}
    found = []
    for where, _section, row, column, cell in after.cells():
        known = old.pop(where, None)
        if known is None or known.value != cell.value:
            found.append(Difference(where, row.label, column.label, known.value if known else None, cell.value))
    gone = [Difference(where, *labels[where], cell.value, None) for where, cell in old.items()]
    return found + [one for one in gone if one.before is not None]
