"""Checks that the owners of imports share: unknown codes, empty cells, a stated total. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from khuyencong.kernel.words import gettext_noop as _
from khuyencong.vietnamese.folding import fold
from khuyencong.workbooks.rules.findings import Fault, say
from khuyencong.workbooks.rules.lines import Line
from khuyencong.workbooks.rules.understanding import Row, Table

_STATED: Final = re.compile(r"([0-9][0-9.]*)\s*(?:san pham|ho so|don vi|co so)")


def unknown_values(table: Table, key: str, known: Collection[object], where: str) -> Iterable[Fault]:
    """Yield a fault for each value of a column that is not among the known; ``where`` says where it should be."""
    label = table.headings.get(key, key)
    for row in table.rows:
        value = row.values.get(key)
        if value is not None and value not in known:
            message = say(
                _("Cột “%(label)s”: không có “%(value)s” trong %(where)s. Hãy kiểm tra lại cách ghi."),
                label=label,
                value=value,
                where=where,
            )
            yield table.fault(row, key, message)


def empty_without_excuse(
    table: Table, keys: Sequence[str], faulty: Collection[tuple[str, int, str]], *, excused: Collection[int]
) -> Iterable[Fault]:
    """Yield a fault for each empty cell of columns that go together, but in rows that are excused.

    ``faulty`` holds (sheet, row, column) of cells that were told already.
    """
    for row in table.rows:
        if row.number in excused:
            continue
        for key in keys:
            place = (table.sheet, row.number, table.columns.get(key, ""))
            if key in table.columns and row.values.get(key) is None and place not in faulty:
                yield table.fault(row, key, _empty(table, key))


def is_untouched(row: Row, keys: Sequence[str]) -> bool:
    """Tell whether a row has none of these columns filled."""
    return not any(row.raw.get(key, "").strip() for key in keys)


def _empty(table: Table, key: str) -> str:
    return say(
        _("Cột “%(label)s” còn trống. Hãy điền, hoặc ghi rõ lý do không chấm ở cột ghi chú."), label=table.headings[key]
    )


def stated_total(table: Table) -> str:
    """Return a notice where the total row of a sheet states another number of entries than was read."""
    for line in table.skipped:
        if line.why != Line.TOTAL:
            continue
        found = _STATED.search(fold(line.text))
        if found and int(found[1].replace(".", "")) != len(table.rows):
            return say(
                _(
                    "Trang “%(sheet)s”: dòng %(row)s ghi “%(text)s” nhưng đọc được %(count)s dòng dữ liệu. "
                    "Hãy kiểm tra có thiếu dòng không."
                ),
                sheet=table.sheet,
                row=line.row,
                text=line.text,
                count=len(table.rows),
            )
    return ""
