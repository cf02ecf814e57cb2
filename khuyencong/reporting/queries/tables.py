"""The table of indicators and the forms every office starts with, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from khuyencong.reporting.rules.forms import FormFacts, read_form
from khuyencong.reporting.rules.indicators import IndicatorTable, read_table

FOLDER = Path(__file__).resolve().parent.parent / "data"


def _parsed(name: str) -> dict[str, Any]:
    with (FOLDER / name).open("rb") as file:
        return tomllib.load(file)


@cache
def indicator_table() -> IndicatorTable:
    """Return every indicator; a fault in the table stops the first reader."""
    return read_table(_parsed("indicators.toml"))


@cache
def default_forms() -> dict[str, FormFacts]:
    """Return the forms every office starts with, by code."""
    return {raw["code"]: read_form(raw) for raw in _parsed("forms.toml")["form"]}
