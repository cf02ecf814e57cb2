"""Reads instruments and norms from their TOML data, strictly: every fault is found and told at once. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any, Final

from khuyencong.law.book import Certainty, Definition, Norm, NormBook
from khuyencong.law.faults import NormFault, NormFaults
from khuyencong.law.instruments import Instrument
from khuyencong.law.shapes import Shape, Unit

_INSTRUMENT: Final = {"id", "short", "number", "title", "issuer", "signed", "in_force", "amended_by", "certainty"}
_NORM: Final = {"key", "label", "unit", "values"}
_VALUE: Final = {"start", "instrument", "certainty", "value"}


def load_book(instruments: Mapping[str, Any], topics: Iterable[Mapping[str, Any]]) -> NormBook:
    """Build the book from parsed TOML.

    :raises NormFaults: with every fault: fields missing or strange, a value of the wrong shape, spans
        that gap or overlap, an instrument that is not listed or not in force, a key given twice.
    """
    reader = _Reader()
    reader.read_instruments(instruments.get("instrument", []))
    for topic in topics:
        for raw in topic.get("norm", []):
            reader.attempt(str(raw.get("key", "?")), reader.read_norm, raw)
    if reader.faults:
        raise NormFaults(reader.faults)
    return NormBook(reader.instruments, reader.definitions, reader.history)


class _Reader:
    """Collects what is read and every fault on the way."""

    def __init__(self) -> None:
        self.instruments: dict[str, Instrument] = {}
        self.definitions: dict[str, Definition] = {}
        self.history: dict[str, tuple[Norm, ...]] = {}
        self.faults: list[str] = []

    def attempt(self, name: str, read: Any, raw: Mapping[str, Any]) -> None:
        try:
            read(raw)
        except NormFault as fault:
            self.faults.append(f"{name}: {fault}")

    def read_instruments(self, listed: Iterable[Mapping[str, Any]]) -> None:
        for raw in listed:
            self.attempt(str(raw.get("id", "?")), self.read_instrument, raw)
        for instrument in self.instruments.values():
            for amending in instrument.amended_by:
                if amending not in self.instruments:
                    self.faults.append(f"{instrument.id}: amended by {amending}, which is not listed")

    def read_instrument(self, raw: Mapping[str, Any]) -> None:
        _fields(raw, _INSTRUMENT, {"until"})
        if raw["id"] in self.instruments:
            raise NormFault("listed twice")
        _certainty(raw)
        instrument = Instrument(**{**raw, "until": raw.get("until"), "amended_by": tuple(raw["amended_by"])})
        _span(instrument.in_force, instrument.until)
        self.instruments[instrument.id] = instrument

    def read_norm(self, raw: Mapping[str, Any]) -> None:
        _fields(raw, _NORM, {"columns", "optional", "may_be_empty"})
        if raw["key"] in self.definitions:
            raise NormFault("given twice")
        if raw["unit"] not in list(Unit):
            raise NormFault(f"unit {raw['unit']} is not in the closed list")
        shape = Shape(
            Unit(raw["unit"]), raw.get("columns", {}), raw.get("optional", {}), raw.get("may_be_empty", False)
        )
        definition = Definition(raw["key"], raw["label"], shape)
        norms = tuple(self.read_value(definition, value) for value in raw["values"])
        _chain(norms)
        self.definitions[definition.key] = definition
        self.history[definition.key] = norms

    def read_value(self, definition: Definition, raw: Mapping[str, Any]) -> Norm:
        _fields(raw, _VALUE, {"until", "article", "note"})
        _certainty(raw)
        start, until = raw["start"], raw.get("until")
        _span(start, until)
        definition.shape.check(raw["value"])
        return Norm(
            key=definition.key,
            label=definition.label,
            unit=definition.shape.unit,
            value=raw["value"],
            start=start,
            until=until,
            source=self.cited(raw["instrument"], start, until).cite(raw.get("article", "")),
            certainty=raw["certainty"],
            note=raw.get("note", ""),
        )

    def cited(self, instrument_id: str, start: date, until: date | None) -> Instrument:
        if instrument_id not in self.instruments:
            raise NormFault(f"cites {instrument_id}, which is not listed")
        instrument = self.instruments[instrument_id]
        if start not in instrument.period:
            raise NormFault(f"cites {instrument_id}, which is not in force on {start}")
        if instrument.until is not None and (until is None or until > instrument.until):
            raise NormFault(f"cites {instrument_id}, which ends on {instrument.until}, before the value does")
        return instrument


def _fields(raw: Mapping[str, Any], required: set[str], optional: set[str]) -> None:
    if missing := required - raw.keys():
        raise NormFault(f"fields missing: {', '.join(sorted(missing))}")
    if strange := raw.keys() - required - optional:
        raise NormFault(f"fields not known: {', '.join(sorted(strange))}")


def _certainty(raw: Mapping[str, Any]) -> None:
    if raw["certainty"] not in list(Certainty):
        raise NormFault(f"certainty {raw['certainty']} is not in the closed list")


def _span(start: date, until: date | None) -> None:
    if until is not None and until <= start:
        raise NormFault(f"span ends on {until}, not after its start {start}")


def _chain(norms: tuple[Norm, ...]) -> None:
    if not norms:
        raise NormFault("has no value")
    for earlier, later in pairwise(norms):
        if earlier.until is None or earlier.until > later.start:
            raise NormFault(f"spans overlap at {later.start}")
        if earlier.until < later.start:
            raise NormFault(f"spans leave a gap from {earlier.until} to {later.start}")
