"""Reads and checks a workbook without writing anything: the one way to look, for screens and commands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

from django.db.models import Model

from khuyencong.workbooks.actions.importers import Importer
from khuyencong.workbooks.adapters.reading import read_workbook
from khuyencong.workbooks.queries import remembered_answers
from khuyencong.workbooks.rules.columns import Schema
from khuyencong.workbooks.rules.findings import Fault
from khuyencong.workbooks.rules.report import Plain, plain_repair, report
from khuyencong.workbooks.rules.understanding import Understanding, understand

MOST_KEPT: Final = 20_000
"""Longer lists are read again rather than kept in memory."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What was understood, with all faults of the engine and of the owner."""

    schema: Schema
    understanding: Understanding
    faults: Sequence[Fault]

    @property
    def blocked(self) -> bool:
        """Whether something must be put right or answered first."""
        return bool(self.faults) or self.understanding.blocked

    def report(self) -> Plain:
        """Return what is kept with the run and shown on its page."""
        return report(self.understanding, self.faults, self.schema)

    def answer(self) -> Plain:
        """Return what the commands print: all faults, with the questions nobody is there to answer, and repairs."""
        doubts = [fault for fault in self.understanding.faults_and_doubts() if fault not in self.faults]
        return {
            "faults": [_told(fault) for fault in [*self.faults, *doubts]],
            "repairs": [_spoken(plain_repair(repair), repair.message) for repair in self.understanding.repairs],
            "notices": [str(notice) for notice in self.understanding.notices],
            "rows": self.understanding.row_count,
        }


def examine(
    *,
    importer: Importer,
    target: Model,
    data: bytes,
    name: str,
    answers: Mapping[str, str] | None = None,
    options: Collection[str] = (),
) -> Examined:
    """Read, understand and check a workbook; given answers go before the office's remembered ones.

    :raises Refusal: where the file cannot be read safely.
    """
    schema = importer.schema(target)
    known = {**remembered_answers(importer.office(target), schema.code), **(answers or {})}
    understanding = _shelf.understood(data, name, schema, known)
    faults = [*understanding.faults, *importer.check(understanding, target, options)]
    return Examined(schema, understanding, sorted(faults, key=_place(understanding)))


class _Shelf:
    """Keeps the last workbook that was understood: people confirm what was checked a moment ago.

    What is understood depends on nothing but the bytes, the schema and the answers. What the owner
    checks depends on the target, and is asked anew every time.
    """

    def __init__(self) -> None:
        self._last: tuple[object, Understanding] = (None, Understanding())

    def understood(self, data: bytes, name: str, schema: Schema, answers: Mapping[str, str]) -> Understanding:
        key = (sha256(data).digest(), name, schema, sorted(answers.items()))
        known, found = self._last
        if known != key:
            found = understand(read_workbook(data, name), schema, answers)
            if found.row_count <= MOST_KEPT:
                self._last = (key, found)
        return replace(found, notices=[*found.notices], faults=[*found.faults], repairs=[*found.repairs])


_shelf = _Shelf()


def _place(understanding: Understanding) -> Callable[[Fault], tuple[int, int, int, str]]:
    order = {table.sheet: index for index, table in enumerate(understanding.tables)}
    return lambda fault: (order.get(fault.sheet, len(order)), fault.row, len(fault.column), fault.column)


def _told(fault: Fault) -> Plain:
    return {
        "sheet": fault.sheet,
        "row": fault.row,
        "column": fault.column,
        "value": fault.value,
        "message": str(fault.message),
        "source": fault.source,
    }


def _spoken(plain: Plain, message: str) -> Plain:
    return {**plain, "message": str(message)}
