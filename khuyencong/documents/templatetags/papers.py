"""The papers of a thing, for the page of any context: what was drafted and issued, and what can be drafted."""

from __future__ import annotations

from typing import Any

from django import template
from django.db.models import Model
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import refusal, scope_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.papers import kinds_for, paper_kinds
from khuyencong.documents.queries.papers import papers_of as rows_of
from khuyencong.documents.rules.papers.paper_life import PAPER_LIFE

register = template.Library()
MOST_SHOWN = 50


@register.simple_tag(takes_context=True)
def papers_of(context: Context, thing: Model, *more: Any) -> SafeString:
    """List the papers on a thing's page, and offer those that can be drafted from it and from ``more``.

    ``more`` are things shown on the same page, or lists of them: the contract of a project, its acceptances.
    """
    request = context["request"]
    person = request.user
    if not isinstance(person, Person) or not scope_of(person, Action.VIEW_PAPERS):
        return mark_safe("")
    reach = scope_of(person, Action.VIEW_PAPERS)
    found = [row for row in rows_of(thing)[:MOST_SHOWN] if reach.everywhere or row.office_id in reach.office_ids]
    rows = [{"paper": row, "kind": _label(row.kind), "state": PAPER_LIFE.label(row.state)} for row in found]
    may_draft = refusal(person, Action.DRAFT_PAPER, thing) is None  # type: ignore[arg-type]  # owners give the answers
    facts = {
        "rows": rows,
        "kinds": [one for owner in _flat(thing, more) for one in _offered(owner, person)] if may_draft else [],
        "key": f"papers-{thing._meta.model_name}-{thing.pk}",
    }
    return mark_safe(render_to_string("documents/_papers_of.html", facts, request))  # noqa: S308 — a template escaped it


def _label(code: str) -> str:
    kind = paper_kinds.get(code)
    return kind.label if kind else code


def _flat(thing: Model, more: tuple[Any, ...]) -> list[Model]:
    """Return the thing and the others, lists opened and empty places left out."""
    found = [thing]
    for one in more:
        found += [one] if isinstance(one, Model) else list(one or ())
    return found


def _offered(owner: Model, person: Person) -> list[tuple[str, str]]:
    """Return (what to ask for, label) of each kind; of a part of the page, the part is named too."""
    kinds = [kind for kind in kinds_for(owner) if kind.closed_to(owner, person) is None]
    return [(f"{kind.code} {owner.pk}", kind.label) for kind in kinds]
