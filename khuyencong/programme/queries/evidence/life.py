"""What the work on projects adds to the life of an establishment: contracts, visits, payments, effects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import scope_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.programme.models import Contract, FollowUp, Inspection, Transfer
from khuyencong.programme.queries.projects.visibility import projects_visible_to
from khuyencong.programme.rules.buckets import KINDS, Kind
from khuyencong.programme.rules.evidence.reconciliation import CASH
from khuyencong.registry.queries.parties import Event
from khuyencong.ui.templatetags.words import dong

LONGEST = 160


def establishment_work(person: Person, family: Sequence[int]) -> list[Event]:
    """Return contracts, inspections, movements of money and follow-ups that the person may see."""
    projects = projects_visible_to(person).filter(establishment__in=family)
    of = {"project__in": projects.values("pk")}
    cash = [kind.value for kind in CASH]
    paid = Transfer.objects.filter(kind__in=cash, reversed_by=None, **of).select_related("project")
    return [
        *_contracts(Contract.objects.filter(**of).select_related("project")),
        *_visits(Inspection.objects.filter(**of).select_related("project")),
        *(_payments(paid) if scope_of(person, Action.VIEW_LEDGER) else ()),
        *_effects(FollowUp.objects.filter(**of).select_related("project")),
    ]


def _address(project_id: int) -> str:
    return reverse("programme:view_project", args=[project_id])


def _contracts(rows: QuerySet[Contract]) -> Iterator[Event]:
    for one in rows:
        told = {"number": one.number, "code": one.project.code}
        title = (
            _("Hợp đồng số %(number)s, đề án %(code)s") if one.main_id is None else _("Phụ lục %(number)s, %(code)s")
        )
        yield Event(one.signed_on, title % told, dong(one.amount), _address(one.project_id), "file-earmark-text")


def _visits(rows: QuerySet[Inspection]) -> Iterator[Event]:
    for one in rows:
        title = _("Kiểm tra tại chỗ, đề án %(code)s") % {"code": one.project.code}
        yield Event(one.visited_on, title, one.findings[:LONGEST], _address(one.project_id), "binoculars")


def _payments(rows: QuerySet[Transfer]) -> Iterator[Event]:
    for one in rows:
        assert one.project is not None  # money that moves on an account belongs to a project
        title = _("%(kind)s, đề án %(code)s") % {"kind": _(KINDS[Kind(one.kind)].label), "code": one.project.code}
        yield Event(one.on, title, f"{dong(one.amount)} · {one.paper}", _address(one.project.pk), "bank")


def _effects(rows: QuerySet[FollowUp]) -> Iterator[Event]:
    for one in rows:
        told = {"months": one.months, "code": one.project.code}
        title = _("Theo dõi sau %(months)s tháng, đề án %(code)s") % told
        yield Event(one.visited_on, title, one.note[:LONGEST], _address(one.project_id), "graph-up")
