"""Norms with their spans, and what is in force on a day. Pure."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from khuyencong.kernel.period import Period
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.law.instruments import Instrument
from khuyencong.law.shapes import Shape, to_json


class Certainty(StrEnum):
    """How sure a value is: read in a text, known, worked out, unsure, only proposed, or an office's own."""

    SEEN = "seen"
    KNOWN = "known"
    DERIVED = "derived"
    UNSURE = "unsure"
    PROPOSAL = "proposal"
    LOCAL = "local"


CERTAINTY_LABELS: Final = {
    Certainty.SEEN: _("Đã đọc trong văn bản"),
    Certainty.KNOWN: _("Theo hiểu biết chung, nên đối chiếu"),
    Certainty.DERIVED: _("Suy ra từ văn bản"),
    Certainty.UNSURE: _("Chưa chắc, cần xác minh"),
    Certainty.PROPOSAL: _("Đề xuất, không phải quy định"),
    Certainty.LOCAL: _("Quy định của đơn vị, hai người xác nhận"),
}


@dataclass(frozen=True, slots=True)
class Norm:
    """One value of one norm in one span (``until`` exclusive), with its citation."""

    key: str
    label: str
    unit: str
    value: Any
    start: date
    until: date | None
    source: str
    certainty: str
    note: str = ""

    @property
    def period(self) -> Period:
        """The span of days in which the value is in force."""
        return Period(self.start, self.until)


@dataclass(frozen=True, slots=True)
class Definition:
    """What a norm is called and looks like, apart from its values."""

    key: str
    label: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class NormsOfDay:
    """The norms in force on one day; passed to rules, which take what they need from it."""

    day: date
    definitions: Mapping[str, Definition]
    in_force: Mapping[str, Norm]

    def norm(self, key: str) -> Norm:
        """Return the norm in force.

        :raises Refusal: where the norm has no value on this day.
        :raises KeyError: for a key that no norm has, which is a slip in the code.
        """
        definition = self.definitions[key]
        if key not in self.in_force:
            raise Refusal(
                "law.no_norm_on_day",
                _("Ngày %(day)s chưa có quy định “%(label)s” trong bộ quy định của hệ thống."),
                day=f"{self.day:%d/%m/%Y}",
                label=definition.label,
            )
        return self.in_force[key]

    def whole(self, key: str) -> int:
        """Return a value that is a whole number."""
        value = self.norm(key).value
        assert isinstance(value, int), key
        return value

    def text(self, key: str) -> str:
        """Return a value that is text."""
        value = self.norm(key).value
        assert isinstance(value, str), key
        return value

    def flag(self, key: str) -> bool:
        """Return a value that is yes or no."""
        value = self.norm(key).value
        assert isinstance(value, bool), key
        return value

    def numbers(self, key: str) -> tuple[int, ...]:
        """Return a value that is a list of whole numbers."""
        return tuple(self.norm(key).value)

    def codes(self, key: str) -> tuple[str, ...]:
        """Return a value that is a list of codes."""
        return tuple(self.norm(key).value)

    def rows(self, key: str) -> tuple[dict[str, Any], ...]:
        """Return a value that is a table, as copies that the caller may change."""
        return tuple(copy.deepcopy(self.norm(key).value))

    def cite(self, key: str) -> str:
        """Return the citation: ``TT 26/2014/TT-BCT, Điều 17 khoản 1``."""
        return self.norm(key).source

    def all(self) -> tuple[Norm, ...]:
        """Return every norm in force, by key."""
        return tuple(self.in_force[key] for key in sorted(self.in_force))

    def overlaid(self, local: Iterable[Norm]) -> NormsOfDay:
        """Return these norms with an office's own laid over them; the later of two for one key wins."""
        return NormsOfDay(self.day, self.definitions, {**self.in_force, **{norm.key: norm for norm in local}})

    def snapshot(self, *keys: str) -> dict[str, Any]:
        """Return the norms as JSON data, so that a stored decision keeps what it rested on."""
        norms = [self.norm(key) for key in keys]
        return {norm.key: {"value": to_json(norm.value), "source": norm.source} for norm in norms}


@dataclass(frozen=True, slots=True)
class NormBook:
    """All norms with all their spans, and the instruments that they cite."""

    instruments: Mapping[str, Instrument]
    definitions: Mapping[str, Definition]
    history: Mapping[str, tuple[Norm, ...]]

    def at(self, day: date) -> NormsOfDay:
        """Return what is in force on a day."""
        found = {norm.key: norm for norms in self.history.values() for norm in norms if day in norm.period}
        return NormsOfDay(day, self.definitions, found)
