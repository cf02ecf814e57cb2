"""What a list is: declared once, shown as a table, as cards on a phone, and exported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_noop as _

from khuyencong.kernel.refusal import Refusal
from khuyencong.ui.listing.export import as_csv, as_xlsx
from khuyencong.ui.listing.page import ListPage, Question
from khuyencong.ui.listing.waiting import teller

Rows = QuerySet[Any]
Text = str | Promise
SIZE = 50
XLSX_ROWS = 100_000
WAITING = "cho"
"""Under this name a waiting page gives the key by which it asks how far its workbook is."""

"""Above this many rows a workbook takes too long to make while somebody waits; CSV does not."""


class Kind(StrEnum):
    """How the value of a column is written."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    POINTS = "points"
    MONEY = "money"
    DAY = "day"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    ``read`` takes a row and gives the plain value, used in the export too. ``cell`` names a template for a
    richer cell (it gets ``row`` and ``value``). ``order`` are the fields to sort by, ascending; without
    them the column cannot be sorted. ``link`` gives the address that the value leads to. ``heads`` marks
    the column that names the row.
    """

    key: str
    label: Text
    read: Callable[[Any], Any]
    kind: Kind = Kind.TEXT
    order: tuple[str, ...] = ()
    link: Callable[[Any], str] | None = None
    cell: str = ""
    heads: bool = False
    shown: bool = True
    exported: bool = True

    @property
    def is_number(self) -> bool:
        """Say whether the column is set flush right."""
        return self.kind in {Kind.NUMBER, Kind.POINTS, Kind.MONEY}


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice that narrows the list and stays in the address; an unknown choice counts as none."""

    key: str
    label: Text
    choices: Callable[[], Iterable[tuple[str, Text]]]
    narrow: Callable[[Rows, str], Rows]
    all_label: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One list. ``order`` holds when nobody chose another; it ends in a unique field, so that pages never overlap."""

    key: str
    title: Text
    columns: Sequence[Column]
    order: tuple[str, ...]
    filters: Sequence[Filter] = ()
    search: Callable[[Rows, str], Rows] | None = None
    search_label: Text = ""
    empty_title: Text = ""
    empty_text: Text = ""
    size: int = SIZE
    exports: bool = True
    search_orders: bool = False
    """The search puts the likeliest first, and nobody's order but the visitor's goes before that."""

    def respond(
        self, request: HttpRequest, rows: Rows, template: str, facts: Mapping[str, Any] | None = None
    ) -> HttpResponseBase:
        """Answer a GET: the page that was asked for, or the whole chosen list as a file.

        :raises Refusal: where a workbook was asked for and the list is too long for one.
        """
        file = self.file(request, rows)
        return file or render(request, template, {**(facts or {}), "listing": self.page(request, rows)})

    def page(self, request: HttpRequest, rows: Rows) -> ListPage:
        """Return the page that was asked for."""
        question = self.ask(request)
        return ListPage(self, question, self.choose(rows, question))

    def file(self, request: HttpRequest, rows: Rows) -> HttpResponseBase | None:
        """Return the chosen list as a file, where one was asked for.

        :raises Refusal: where a workbook was asked for and the list is too long for one.
        """
        question = self.ask(request)
        if not question.file or not self.exports:
            return None
        return self._export(self.choose(rows, question), question.file, request.GET.get(WAITING, ""))

    def ask(self, request: HttpRequest) -> Question:
        """Read the address."""
        return Question.read(self, request)

    def choose(self, rows: Rows, question: Question) -> Rows:
        """Narrow and order the rows."""
        for one in self.filters:
            if value := question.filters.get(one.key):
                rows = one.narrow(rows, value)
        if question.text and self.search:
            rows = self.search(rows, question.text)
            if self.search_orders and not question.sort:
                return rows
        return rows.order_by(*self._order_of(question))

    def _order_of(self, question: Question) -> tuple[str, ...]:
        column = next((one for one in self.columns if one.key == question.sort and one.order), None)
        if column is None:
            return self.order
        fields = tuple(turned(field) for field in column.order) if question.backwards else column.order
        return (*fields, *self.order)

    def _export(self, rows: Rows, file: str, waiting: str) -> HttpResponseBase:
        columns = [one for one in self.columns if one.exported]
        if file == "csv":
            return as_csv(self.key, columns, rows)
        total = rows.count()
        if total > XLSX_ROWS:
            raise Refusal(
                "ui.too_many_rows_for_a_workbook",
                _("Danh sách có hơn %(limit)s dòng nên không xuất ra Excel được; hãy xuất CSV hoặc lọc bớt."),
                limit=XLSX_ROWS,
            )
        return as_xlsx(self.key, str(self.title), columns, rows, tell=teller(waiting, total))


def turned(field: str) -> str:
    """Turn the direction of an order field round."""
    return field[1:] if field.startswith("-") else f"-{field}"
