"""What a visitor asked of a list, and the page that answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

if TYPE_CHECKING:
    from khuyencong.ui.listing.declaration import Column, Listing

TEXT, SORT, PAGE, FILE = "q", "sap-xep", "trang", "tai"
TEXT_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Question:
    """What the address asks for."""

    text: str
    filters: dict[str, str]
    sort: str
    backwards: bool
    page: str
    file: str

    @classmethod
    def read(cls, listing: Listing, request: HttpRequest) -> Question:
        """Read the address; what is unknown counts as not asked."""
        asked = request.GET
        sort = asked.get(SORT, "")
        file = asked.get(FILE, "")
        return cls(
            text=asked.get(TEXT, "").replace("\x00", "").strip()[:TEXT_LIMIT],
            filters={one.key: asked.get(one.key, "") for one in listing.filters if asked.get(one.key)},
            sort=sort.removeprefix("-"),
            backwards=sort.startswith("-"),
            page=asked.get(PAGE, "1"),
            file=file if file in {"csv", "xlsx"} else "",
        )

    def address(self, **changes: str) -> str:
        """Write the address with some parts changed; an empty part is left out."""
        parts = QueryDict(mutable=True)
        sort = f"-{self.sort}" if self.backwards else self.sort
        now = {
            TEXT: self.text,
            **self.filters,
            SORT: sort,
            **{name.replace("_", "-"): value for name, value in changes.items()},
        }
        for name, value in now.items():
            if value:
                parts[name] = value
        return f"?{parts.urlencode()}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of one row, with what the template needs to show it."""

    column: Column
    row: Any

    @property
    def value(self) -> Any:
        """Return the plain value."""
        return self.column.read(self.row)

    @property
    def href(self) -> str:
        """Return where the value leads, if anywhere."""
        return self.column.link(self.row) if self.column.link else ""


class ListPage:
    """One page of a list: rows, choices and addresses, at two queries whatever the data."""

    def __init__(self, listing: Listing, question: Question, rows: QuerySet[Any]) -> None:
        self.listing = listing
        self.question = question
        self._rows = rows

    @cached_property
    def page(self) -> Page[Any]:
        """Return the rows of the page; a page beyond the end is the last one."""
        return Paginator(self._rows, self.listing.size).get_page(self.question.page)

    @property
    def columns(self) -> list[Column]:
        """Return the columns shown."""
        return [one for one in self.listing.columns if one.shown]

    def heads(self) -> Iterator[dict[str, Any]]:
        """Yield each heading with the address that sorts by it."""
        for column in self.columns:
            current = bool(column.order) and column.key == self.question.sort
            backwards = current and not self.question.backwards
            yield {
                "column": column,
                "sort": self.question.address(sap_xep=f"-{column.key}" if backwards else column.key)
                if column.order
                else "",
                "direction": ("descending" if self.question.backwards else "ascending") if current else "",
            }

    def rows(self) -> Iterator[list[Cell]]:
        """Yield the cells of each row."""
        columns = self.columns
        for row in self.page:
            yield [Cell(column, row) for column in columns]

    def filters(self) -> Iterator[dict[str, Any]]:
        """Yield each filter with its choices and the one that is set."""
        for one in self.listing.filters:
            yield {
                "key": one.key,
                "label": one.label,
                "all_label": one.all_label,
                "choices": one.choices(),
                "value": self.question.filters.get(one.key, ""),
            }

    def sorts(self) -> Iterator[tuple[str, Any, bool]]:
        """Yield key, label and whether it is chosen, for the choice of order on a phone."""
        for column in self.columns:
            if column.order:
                yield column.key, column.label, column.key == self.question.sort

    @property
    def has_search(self) -> bool:
        """Say whether the list can be searched."""
        return self.listing.search is not None

    @property
    def is_narrowed(self) -> bool:
        """Say whether a filter or a search is set."""
        return bool(self.question.text or self.question.filters)

    @property
    def csv_address(self) -> str:
        """Return the address of the list as CSV."""
        return self.question.address(tai="csv")

    @property
    def xlsx_address(self) -> str:
        """Return the address of the list as a workbook."""
        return self.question.address(tai="xlsx")

    def pages(self) -> Iterator[dict[str, Any]]:
        """Yield the numbered links, with gaps where pages are left out."""
        paginator = self.page.paginator
        for number in paginator.get_elided_page_range(self.page.number, on_each_side=2, on_ends=1):
            is_gap = not isinstance(number, int)
            yield {
                "number": number,
                "href": "" if is_gap else self.question.address(trang=str(number)),
                "current": number == self.page.number,
            }
