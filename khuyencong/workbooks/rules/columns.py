"""What an import expects: columns with the names that offices give them. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from khuyencong.workbooks.rules.sheets import Cell

Reading = tuple[object, str]
"""The value understood, and a sentence about what was repaired (empty where nothing was)."""


class Kind(StrEnum):
    """How the cells of a column are read."""

    TEXT = "text"
    CODE = "code"
    TAX_CODE = "tax_code"
    PHONE = "phone"
    MONEY = "money"
    WHOLE = "whole"
    POINTS = "points"
    CHOICE = "choice"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Choice:
    """One allowed value: its code, its label, and other ways in which offices write it."""

    code: str
    label: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``names`` are usual headings, compared without case, accents and brackets.

    ``maximum`` binds whole numbers and points. ``computed`` marks a column of formulas that is
    only compared, so that a formula without a stored value is no fault. ``read`` replaces the
    reader of the kind: it returns the value and what was repaired, or raises ``Unreadable`` of
    ``khuyencong.vietnamese`` with a sentence. It sees nothing but the cell, for readings are remembered.
    """

    key: str
    label: str
    names: tuple[str, ...]
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: tuple[Choice, ...] = ()
    maximum: int | None = None
    computed: bool = False
    read: Callable[[Cell], Reading] | None = None


@dataclass(frozen=True, slots=True)
class Schema:
    """One kind of list; ``unique`` names columns whose values may not come twice on one sheet.

    ``forbids`` are headings that show that another kind of list was given, and ``forbidden_hint``
    says what to do then.
    """

    code: str
    label: str
    columns: tuple[Column, ...]
    unique: tuple[str, ...] = ()
    forbids: tuple[str, ...] = ()
    forbidden_hint: str = ""

    def column(self, key: str) -> Column:
        """Return the column with this key."""
        return next(column for column in self.columns if column.key == key)

    def required(self) -> tuple[Column, ...]:
        """Return the columns without which a row says nothing."""
        return tuple(column for column in self.columns if column.required)
