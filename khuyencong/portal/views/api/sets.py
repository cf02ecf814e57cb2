"""The public sets: a list and a single row of each, made only from the table of open data."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Path, Query, Router

from khuyencong.portal.views.api.problems import Problem, not_found
from khuyencong.portal.views.api.shapes import Asked, AskedOne, filter_shape, key_type, page_shape, row_shape
from khuyencong.reporting.queries.open_data import Source, jurors, source_of
from khuyencong.reporting.rules.open_data.catalogue import LICENCE
from khuyencong.reporting.rules.open_data.fields import DATASETS

QUERY: Any = Query
PATH: Any = Path
"""Parametrised at run time, which types do not follow."""
NOES: dict[int, Any] = {404: Problem, 409: Problem, 422: Problem, 429: Problem}


def add_sets(router: Router) -> None:
    """Give every set its two addresses."""
    for code, dataset in DATASETS.items():
        row = row_shape(dataset)
        told: dict[str, Any] = {"tags": [code], "summary": f"{dataset.title_vi} / {dataset.title_en}"}
        about = f"{dataset.about_vi} / {dataset.about_en}"
        name = f"api_{code.replace('-', '_')}"
        router.get(
            f"/{code}/", response={200: page_shape(dataset, row), 304: None, **NOES}, operation_id=name, url_name=name,
            description=about, **told,
        )(_list(source_of(code), filter_shape(dataset)))  # fmt: skip  # one call
        router.get(
            f"/{code}/{{str:key}}/", response={200: row, 304: None, **NOES}, operation_id=f"{name}_row",
            url_name=f"{name}_row", description=about, **told,
        )(_row(source_of(code), key_type(dataset)))  # fmt: skip  # one call


def _list(source: Source, shape: type[Asked]) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, asked: Any) -> HttpResponse:
        rows = source.narrowed(asked.model_dump())
        if asked.cursor is not None:
            rows = rows.filter(pk__gt=int(asked.cursor))
        batch = list(rows.order_by("pk")[: asked.limit + 1])
        more = len(batch) > asked.limit
        batch = batch[: asked.limit]
        data = source.published(batch, timezone.localdate(), jurors())
        return as_json({"data": data, "next": str(batch[-1].pk) if more else None})

    view.__annotations__ = {"request": HttpRequest, "asked": QUERY[shape]}
    return view


def _row(source: Source, key_is: Any) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, key: Any, asked: Any) -> HttpResponse:
        found = source.rows().filter(**{source.key: key}).first()
        if found is None:
            return not_found()
        return as_json(source.published([found], timezone.localdate(), jurors())[0])

    view.__annotations__ = {"request": HttpRequest, "key": PATH[key_is], "asked": QUERY[AskedOne]}
    return view


def index(request: HttpRequest) -> HttpResponse:
    """Name every public set with its address and its licence."""
    base = f"{settings.PUBLIC_ADDRESS}/api/v1/"
    sets = [
        {"code": one.code, "title_vi": one.title_vi, "title_en": one.title_en, "address": f"{base}{one.code}/"}
        for one in DATASETS.values()
    ]
    return as_json({"sets": sets, "licence": LICENCE, "openapi": f"{base}openapi.json"})


def as_json(told: object) -> HttpResponse:
    """Answer with JSON in plain letters."""
    return HttpResponse(json.dumps(told, ensure_ascii=False), content_type="application/json; charset=utf-8")
