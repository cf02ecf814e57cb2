"""The words of the table of open data: what a field holds and whether it may go out. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """What happens to a field on its way out."""

    PUBLISH = "publish"
    MASK = "mask"
    NEVER = "never"


class Kind(StrEnum):
    """What a field holds; every value may also be missing."""

    TEXT = "text"
    CODE = "code"
    ORGANISATION_CODE = "organisation_code"
    WHOLE = "whole"
    MONEY = "money"
    DAY = "day"
    MOMENT = "moment"
    YES_NO = "yes_no"


NUMBERS = frozenset({Kind.WHOLE, Kind.MONEY})


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a dataset, told in both languages, with its mark and where it comes from."""

    name: str
    kind: Kind
    vi: str
    en: str
    source: str
    mark: Mark = Mark.PUBLISH


@dataclass(frozen=True, slots=True)
class Dataset:
    """One public set of rows of one shape; ``filters`` are fields by which the interface narrows."""

    code: str
    title_vi: str
    title_en: str
    about_vi: str
    about_en: str
    fields: tuple[Field, ...]
    filters: tuple[str, ...] = ()

    @property
    def shown(self) -> tuple[Field, ...]:
        """The fields that go out, in the order of columns."""
        return tuple(field for field in self.fields if field.mark is not Mark.NEVER)

    def field(self, name: str) -> Field:
        """Return a field by its name."""
        return next(field for field in self.fields if field.name == name)


Row = Mapping[str, object]
"""A row as a query tells it, before the table has decided what goes out."""
