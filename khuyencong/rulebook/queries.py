"""The norms in force for an office on a day, their history, and what waits for approval."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.queries import scope_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.accounts.rules.tasks import Task
from khuyencong.law.norms import CERTAINTY_LABELS, Certainty, Definition, Norm, NormsOfDay, national_book
from khuyencong.rulebook.models import LocalNorm
from khuyencong.rulebook.rules.effects import Effect

EffectProvider = Callable[[LocalNorm, Person, date], list[Effect]]
effect_providers: list[EffectProvider] = []
"""Contexts above add themselves here, to tell what a norm that waits for approval would change."""


def norms_at(day: date, *, office_code: str = "", supposing: LocalNorm | None = None) -> NormsOfDay:
    """Return the norms in force on a day: the national ones, and an office's and its superiors' laid over them.

    The nearer office wins. ``supposing`` is a norm taken as approved, to see what it would change. Costs no
    query without an office, else two.
    """
    national = national_book().at(day)
    if not office_code:
        return national
    above = [
        int(part) for part in Office.objects.values_list("path", flat=True).get(code=office_code).strip("/").split("/")
    ]
    rows = LocalNorm.objects.filter(state="approved", start_on__lte=day, office_id__in=above)
    known = list(rows.order_by("start_on", "decided_at", "pk"))
    if supposing is not None and supposing.start_on <= day and supposing.office_id in above:
        known = sorted([*known, supposing], key=lambda row: row.start_on)
    return national.overlaid(_nearest(known, above))


def _nearest(rows: Iterable[LocalNorm], above: list[int]) -> list[Norm]:
    latest = {(row.key, row.office_id): row for row in rows}
    standing = [row for row in latest.values() if row.value is not None and row.key in national_book().definitions]
    return [as_norm(row) for row in sorted(standing, key=lambda row: above.index(row.office_id))]


def as_norm(row: LocalNorm) -> Norm:
    """Return an office's own norm in the form of the national ones, with its days made dates again."""
    definition = national_book().definitions[row.key]
    return Norm(
        key=row.key,
        label=definition.label,
        unit=definition.shape.unit,
        value=None if row.value is None else definition.shape.from_json(row.value),
        start=row.start_on,
        until=None,
        source=row.source,
        certainty=Certainty.LOCAL,
        note=row.note,
    )


def visible_to(person: Person) -> QuerySet[LocalNorm]:
    """Return the local norms that the person may read."""
    reach = scope_of(person, Action.VIEW_NORMS)
    rows = LocalNorm.objects.select_related("office", "proposed_by", "decided_by")
    return rows if reach.everywhere else rows.filter(office_id__in=reach.office_ids)


def waiting_for(person: Person) -> QuerySet[LocalNorm]:
    """Return the proposals that the person may decide on."""
    reach = scope_of(person, Action.APPROVE_NORM)
    rows = (
        LocalNorm.objects.filter(state="proposed").exclude(proposed_by=person).select_related("office", "proposed_by")
    )
    return rows if reach.everywhere else rows.filter(office_id__in=reach.office_ids)


def sample_of(key: str) -> Definition | None:
    """Return the general norm that a table with no rows of its own may be copied from: one with the same columns."""
    book = national_book()
    own = book.definitions[key].shape
    if not own.may_be_empty:
        return None
    everything = {**own.columns, **own.optional}
    return next(
        (
            one
            for one in book.definitions.values()
            if one.key != key and {**one.shape.columns, **one.shape.optional} == everything
        ),
        None,
    )


def sample_rows(key: str, norms: NormsOfDay) -> list[dict[str, Any]] | None:
    """Return the rows of the general norm to begin from, without what the office must say itself."""
    sample = sample_of(key)
    if sample is None:
        return None
    asked = national_book().definitions[key].shape.columns
    return [{column: cell for column, cell in row.items() if column in asked} for row in norms.rows(sample.key)]


def column_choices(norms: NormsOfDay) -> dict[str, dict[str, str]]:
    """Return the columns of tables that take one of some codes, with the label of each code."""
    choices = {"certainty": {one.value: label for one, label in CERTAINTY_LABELS.items()}}
    choices["rate_certainty"] = choices["certainty"]
    if "programme.contents" in norms.in_force:
        choices["content"] = {row["code"]: row["label"] for row in norms.rows("programme.contents")}
    return choices


def effects_of(norm: LocalNorm, person: Person, today: date) -> list[Effect]:
    """Return what a norm that is not yet in force would change, of what the person may see."""
    if norm.state == "rejected" or (norm.state == "approved" and norm.start_on <= today):
        return []
    return [effect for provider in effect_providers for effect in provider(norm, person, today)]


def tasks_of(person: Person, _today: date) -> list[Task]:
    """Return what waits for the person here: proposals to decide on."""
    if not scope_of(person, Action.APPROVE_NORM):
        return []
    return [
        Task(
            title=_("Duyệt quy định riêng: %(label)s") % {"label": as_norm(row).label},
            detail=_("%(office)s đề xuất, áp dụng từ %(day)s")
            % {"office": row.office.name, "day": f"{row.start_on:%d/%m/%Y}"},
            url=reverse("rulebook:view_norm", args=[row.key]),
            icon="journal-check",
        )
        for row in waiting_for(person).order_by("proposed_at", "pk")
    ]
