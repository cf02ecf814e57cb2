"""The facts of a kind of content as a form: fields and tables made from the norms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from khuyencong.db.fields import MoneyInput
from khuyencong.kernel.money import Money
from khuyencong.programme.forms.projects.application import want
from khuyencong.programme.rules.contents import ContentType, Fact
from khuyencong.ui.addresses import number_in

SPARE = 1
MORE = 5
MOST = 200


class FactsForm(forms.Form):
    """One field for each fact of the content, and rows of fields for each of its tables.

    ``kept`` is what is stored; an empty row counts as left out. ``more`` names a table that shall get more rows.
    """

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, content: ContentType, kept: Mapping[str, Any], more: str = ""
    ) -> None:
        super().__init__(data)
        self.content = content
        self.sizes: dict[str, int] = {}
        for fact in content.facts_of():
            self._add(f"fact-{fact.code}", fact, kept.get(fact.code))
        for table in content.tables:
            rows = kept.get(table, [])
            asked = number_in((data or {}).get(f"rows-{table}", ""))
            shown = len(rows) + SPARE if asked is None else asked
            self.sizes[table] = min(max(shown, len(rows)) + (MORE if more == table else 0), MOST)
            for number in range(self.sizes[table]):
                row = rows[number] if number < len(rows) else {}
                for fact in content.facts_of(table):
                    self._add(f"row-{table}-{number}-{fact.code}", fact, row.get(fact.code))

    def _add(self, name: str, fact: Fact, value: Any) -> None:
        field = _field(fact)
        field.initial = _shown(fact, value)
        self.fields[name] = field
        if fact.required:
            want(self, name)

    def own(self) -> Iterator[BoundField]:
        """Yield the fields of the project itself."""
        for fact in self.content.facts_of():
            yield self[f"fact-{fact.code}"]

    def tables(self) -> Iterator[dict[str, Any]]:
        """Yield each table with its heads and rows of fields."""
        for table, label in self.content.tables.items():
            columns = self.content.facts_of(table)
            yield {
                "code": table,
                "label": label,
                "columns": columns,
                "size": self.sizes[table],
                "rows": [
                    [(fact, self[f"row-{table}-{number}-{fact.code}"]) for fact in columns]
                    for number in range(self.sizes[table])
                ],
            }

    def told(self) -> dict[str, Any]:
        """Return what was told, as the JSON data that a project keeps."""
        facts = {
            fact.code: value
            for fact in self.content.facts_of()
            if (value := _plain(self.cleaned_data[f"fact-{fact.code}"])) not in (None, "")
        }
        for table in self.content.tables:
            rows = [self._row(table, number) for number in range(self.sizes[table])]
            facts[table] = [row for row in rows if any(value not in (None, "", False) for value in row.values())]
        return {name: value for name, value in facts.items() if value != []}

    def _row(self, table: str, number: int) -> dict[str, Any]:
        told = {
            fact.code: _plain(self.cleaned_data[f"row-{table}-{number}-{fact.code}"])
            for fact in self.content.facts_of(table)
        }
        return {name: value for name, value in told.items() if value not in (None, "")}


def _field(fact: Fact) -> forms.Field:
    """Return the control of one fact; what is required is asked only when the application is handed in."""
    label = _(fact.label)
    label = f"{label} ({_(fact.unit)})" if fact.unit else label
    options: dict[str, Any] = {"label": label, "required": False}
    if fact.kind == "choice":
        return forms.ChoiceField(choices=[("", "—"), *((code, _(words)) for code, words in fact.choices)], **options)
    if fact.kind == "flag":
        return forms.BooleanField(**options)
    if fact.kind == "whole":
        return forms.IntegerField(min_value=0, max_value=10**12, **options)
    if fact.kind == "number":
        return forms.DecimalField(min_value=0, max_digits=15, decimal_places=6, localize=True, **options)
    if fact.kind == "date":
        return forms.DateField(**options)
    return MoneyInput(**options) if fact.kind == "money" else forms.CharField(max_length=500, **options)


def _shown(fact: Fact, value: Any) -> Any:
    if value in (None, ""):
        return None
    if fact.kind == "money":
        return Money(value)
    return date.fromisoformat(value) if fact.kind == "date" and isinstance(value, str) else value


def _plain(value: Any) -> Any:
    """Turn what a field gives into JSON data: đồng, ISO days, numbers as text."""
    if isinstance(value, Money):
        return value.dong
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, (bool, int, str)) else f"{value:f}"
