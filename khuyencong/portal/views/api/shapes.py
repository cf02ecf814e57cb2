"""What the interface says that it takes and gives, made from the table of open data."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.utils.text import slugify
from ninja import Schema
from pydantic import Field, create_model

from khuyencong.reporting.rules.open_data.marks import Dataset, Kind
from khuyencong.reporting.rules.open_data.marks import Field as OpenField

MOST, USUAL = 100, 50
LARGEST = 2**63 - 1
FORMATS = {Kind.DAY: "date", Kind.MOMENT: "date-time"}
TYPES: dict[Kind, type] = {Kind.WHOLE: int, Kind.MONEY: int, Kind.YES_NO: bool}
TEXT = r"^[^\u0000-\u001f]{1,80}$"

Language = Annotated[Literal["vi", "en"], Field(description="Ngôn ngữ của nhãn và câu báo lỗi / Language")]
Whole = Annotated[int, Field(ge=0, le=LARGEST)]
Text = Annotated[str, Field(pattern=TEXT)]
Cursor = Annotated[
    str, Field(pattern=r"^[0-9]{1,18}$", description="Giá trị next của trang trước / The next of the page before")
]
Limit = Annotated[int, Field(ge=1, le=MOST, description="Số dòng mỗi trang / Rows a page")]


class Asked(Schema):
    """What every list may be asked."""

    cursor: Cursor | None = None
    limit: Limit = USUAL
    lang: Language = "vi"


class AskedOne(Schema):
    """What every single thing may be asked."""

    lang: Language = "vi"


def row_shape(dataset: Dataset) -> type[Schema]:
    """Return the shape of one row: each field is always there and may be null."""
    fields: dict[str, Any] = {field.name: (_type(field) | None, _described(field)) for field in dataset.shown}
    return create_model(_name(dataset), __base__=Schema, **fields)


def page_shape(dataset: Dataset, row: type[Schema]) -> type[Schema]:
    """Return the shape of a page of rows."""
    fields: dict[str, Any] = {
        "data": (list[row], ...),  # type: ignore[valid-type]  # made at run time
        "next": (str | None, Field(description="Cursor của trang sau; null là hết / Cursor of the page after")),
    }
    return create_model(f"{_name(dataset)}Page", __base__=Schema, **fields)


def filter_shape(dataset: Dataset) -> type[Asked]:
    """Return what the list of a set may be asked: its filters beside page and language."""
    fields: dict[str, Any] = {}
    for name in dataset.filters:
        field = dataset.field(name)
        kind: Any = Whole if TYPES.get(field.kind) is int else Text
        fields[name] = (kind | None, Field(default=None, description=f"{field.vi} / {field.en}"))
    return create_model(f"{_name(dataset)}Asked", __base__=Asked, **fields)


def key_type(dataset: Dataset) -> Any:
    """Return what names one row of a set in its address: its first field."""
    return Whole if TYPES.get(dataset.fields[0].kind) is int else Text


def _type(field: OpenField) -> Any:
    return TYPES.get(field.kind, str)


def _described(field: OpenField) -> Any:
    extra: Any = {"format": FORMATS[field.kind]} if field.kind in FORMATS else None
    return Field(description=f"{field.vi} / {field.en}", json_schema_extra=extra)


def _name(dataset: Dataset) -> str:
    return "".join(part.capitalize() for part in slugify(dataset.code).split("-"))
