"""What a project tells of its content, in words: lines and tables, by the norms of its approval."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from khuyencong.kernel.refusal import Refusal
from khuyencong.programme.models import Project
from khuyencong.programme.queries.projects.bounds import content_of, norms_for
from khuyencong.programme.rules.contents import ContentType, Fact
from khuyencong.ui.templatetags.words import dong, ngay, so


@dataclass(frozen=True, slots=True)
class FactTable:
    """One table of facts that has rows, in the reader's language."""

    code: str
    label: str
    columns: list[str]
    rows: list[list[tuple[str, str]]]


def content_shown(project: Project, today: date) -> ContentType:
    """Return the kind of content by the norms of the approval, else of today; of an older one no more than its code."""
    for day in (project.approved_on or today, today):
        try:
            return content_of(project, norms_for(project, day))
        except Refusal:
            continue
    return ContentType(
        code=project.content, label=project.content, group="", unit="", streams=frozenset(), facts=(), papers=(),
        indicators=(), tables={}, source="", facts_source="",
    )  # fmt: skip  # one row


def fact_lines(content: ContentType, project: Project) -> Iterator[dict[str, str]]:
    """Yield what the project tells of its content."""
    for fact in content.facts_of():
        value = project.facts.get(fact.code)
        if value not in (None, ""):
            yield {"label": _(fact.label), "value": fact_words(fact, value)}


def fact_tables(content: ContentType, project: Project) -> Iterator[FactTable]:
    """Yield the tables of facts that have rows."""
    for table, label in content.tables.items():
        columns = content.facts_of(table)
        rows = project.facts.get(table, [])
        if rows:
            yield FactTable(
                table,
                _(label),
                [_(one.label) for one in columns],
                [[(_(one.label), fact_words(one, row.get(one.code))) for one in columns] for row in rows],
            )


def fact_words(fact: Fact, value: Any) -> str:
    """Write one fact for the reader."""
    if value in (None, ""):
        return ""
    if fact.kind == "choice":
        return _(dict(fact.choices).get(value, value))
    if fact.kind == "flag":
        return _("có") if value else _("không")
    if fact.kind == "money":
        return dong(value)
    if fact.kind == "date":
        return ngay(date.fromisoformat(value))
    text = str(value)
    if fact.kind in {"whole", "number"} and fact.unit != "năm":
        text = so(value, len(text.partition(".")[2]))  # every digit that was measured
    return f"{text} {_(fact.unit)}" if fact.unit and fact.unit != "năm" else text
