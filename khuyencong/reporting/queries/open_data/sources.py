"""Where the rows of each public set come from, and by which of its fields they can be narrowed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from khuyencong.reporting.queries.open_data import awards, money
from khuyencong.reporting.rules.open_data.fields import DATASETS
from khuyencong.reporting.rules.open_data.marks import Dataset, Row
from khuyencong.reporting.rules.open_data.publishing import Published, published
from khuyencong.selection.models import Juror

BATCH = 500
COMMUNE = "commune_code"
"""Of today: an old commune's code could be another one's now."""


@dataclass(frozen=True, slots=True)
class Source:
    """The rows of one set, in the order of their keys; ``lookups`` say where a filter is found."""

    dataset: Dataset
    rows: Callable[[], QuerySet[Any]]
    tell: Callable[[Sequence[Any], date], list[Row]]
    lookups: Mapping[str, str] = field(default_factory=dict)
    key: str = "pk"

    def narrowed(self, asked: Mapping[str, object]) -> QuerySet[Any]:
        """Return the rows with the asked values, of the filters that the table names."""
        where: dict[str, object] = {}
        for name in self.dataset.filters:
            if asked.get(name) is not None:
                lookup = self.lookups.get(name, name)
                where[lookup] = asked[name]
                if name == COMMUNE:
                    where[lookup.removesuffix("code") + "until"] = None
        return self.rows().filter(**where)

    def published(self, batch: Sequence[Any], on: date, names: Sequence[str]) -> list[Published]:
        """Return what goes out of a batch.

        :raises Refusal: where personal data stands in it.
        """
        return [published(self.dataset, row, names) for row in self.tell(batch, on)]


HERE = {"commune_code": "place__code"}
SOURCES: dict[str, Source] = {
    "products": Source(
        DATASETS["products"], awards.products, awards.told_products, {"commune_code": "establishment__place__code"}
    ),
    "certificates": Source(DATASETS["certificates"], awards.certificates, awards.told_certificates),
    "establishments": Source(DATASETS["establishments"], awards.establishments, awards.told_establishments, HERE),
    "rounds": Source(DATASETS["rounds"], awards.rounds, awards.told_rounds, key="code"),
    "results": Source(
        DATASETS["results"],
        awards.results,
        awards.told_results,
        {"round_code": "round__code", "year": "round__year", "level": "round__level"},
    ),
    "programmes": Source(DATASETS["programmes"], money.programmes, money.told_programmes, key="code"),
    "programme-money": Source(
        DATASETS["programme-money"],
        money.programme_money,
        money.told_programme_money,
        {"programme_code": "programme__code"},
    ),
    "programme-targets": Source(
        DATASETS["programme-targets"],
        money.programme_targets,
        money.told_programme_targets,
        {"programme_code": "programme__code"},
    ),
    "plans": Source(DATASETS["plans"], money.plans, money.told_plans, {"year": "plan__year"}, key="plan_id"),
    "plan-lines": Source(
        DATASETS["plan-lines"],
        money.plan_lines,
        money.told_plan_lines,
        {
            "plan_id": "line__plan_id",
            "year": "line__plan__year",
            "stream": "line__stream",
            "content": "line__content",
        },
    ),
    "projects": Source(DATASETS["projects"], money.projects, money.told_projects, HERE),
}


def source_of(code: str) -> Source:
    """Return where the rows of a set come from."""
    return SOURCES[code]


def jurors() -> list[str]:
    """Return the names beside which no number may stand; one query."""
    return list(Juror.objects.order_by("name").values_list("name", flat=True).distinct())


def published_rows(code: str, on: date) -> Iterator[Published]:
    """Yield every row of a set as it goes out, in the order of keys, a batch at a time.

    :raises Refusal: at the first row with personal data.
    """
    source, names, last = source_of(code), jurors(), 0
    while batch := list(source.rows().filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield from source.published(batch, on, names)
        last = batch[-1].pk
