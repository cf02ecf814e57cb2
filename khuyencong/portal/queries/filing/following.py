"""Everything that somebody handed in or is writing, as they follow it: in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from khuyencong.accounts.models import Person
from khuyencong.portal.models import Complaint, Filing
from khuyencong.portal.queries.filing.contesting import may_contest
from khuyencong.portal.queries.filing.visibility import own_establishments
from khuyencong.portal.rules.filing.complaints import Window
from khuyencong.portal.rules.filing.following import Next, PlainMoney, next_of_dossier, next_of_project
from khuyencong.programme.models import Project, ProjectSupplement
from khuyencong.programme.queries.balances import Buckets, project_balances
from khuyencong.programme.rules.buckets import Bucket
from khuyencong.registry.models import Establishment
from khuyencong.selection.models import Dossier, SupplementRequest
from khuyencong.selection.rules.dossier_life import DOSSIER_LIFE

SENT_MOST = 50
Asked = ProjectSupplement | SupplementRequest


@dataclass(frozen=True)
class Followed:
    """One thing that was handed in, in plain words."""

    thing: Project | Dossier
    title: str
    code: str
    maker: str
    state: str
    next: Next
    due_on: date | None
    url: str
    receipt: Filing | None
    asked: list[str]
    answer_url: str
    reason: str
    money: PlainMoney | None
    contest: Window | None
    contest_url: str
    complaints: list[Complaint]


def drafts_of(person: Person) -> QuerySet[Filing]:
    """Return what somebody is writing, and what an office writes for their establishment, the newest first."""
    own = Filing.objects.filter(person=person) | Filing.objects.filter(establishment__in=own_establishments(person))
    rows = own.filter(state=Filing.State.DRAFT).select_related("establishment", "round", "consent", "person", "product")
    return rows.order_by("-changed_at", "-pk")


def followed_by(person: Person, today: date) -> list[Followed]:
    """Return what was handed in for the establishments of somebody: whose turn is theirs first, then the newest."""
    makers = own_establishments(person)
    projects = list(_projects(makers))
    money = project_balances([one.pk for one in projects])
    found = [
        *(_project(one, money[one.pk], today) for one in projects),
        *(_dossier(one, today) for one in _dossiers(makers)),
    ]
    return sorted(found, key=lambda one: not one.next.is_yours)


def _projects(makers: QuerySet[Establishment]) -> Iterable[Project]:
    asked = Prefetch("supplements", ProjectSupplement.objects.filter(answered_at=None), to_attr="open_supplements")
    rows = Project.objects.filter(establishment__in=makers).exclude(state="draft", filing__isnull=False)
    rows = rows.select_related("office", "establishment", "filing").prefetch_related(asked, "complaints")
    return rows.order_by("-created_at", "-pk")[:SENT_MOST]


def _dossiers(makers: QuerySet[Establishment]) -> Iterable[Dossier]:
    asked = Prefetch("supplements", SupplementRequest.objects.filter(answered_at=None), to_attr="open_supplements")
    rows = Dossier.objects.filter(establishment__in=makers).select_related("round__office", "establishment", "filing")
    return rows.prefetch_related(asked, "complaints").order_by("-pk")[:SENT_MOST]


def _project(project: Project, buckets: Buckets, today: date) -> Followed:
    receipt = getattr(project, "filing", None)
    asked = _asked(project)
    window = may_contest(project) if project.state == "rejected" else None
    return Followed(
        thing=project, title=project.name, code=project.code, maker=_name(project), next=next_of_project(project.state),
        state=project.life.public_label(project.state), due_on=_due(asked, receipt, project.state, project.ends_on),
        url=reverse("programme:view_project", args=[project.pk]), receipt=receipt,
        asked=_items(asked), answer_url=_answer("programme:answer_project_supplement", project.pk, asked),
        reason=project.ended_reason, money=_money(project, buckets),
        contest=window if window and window.refusal(today) is None else None,
        contest_url=reverse("filing:complain_of_project", args=[project.pk]), complaints=list(project.complaints.all()),
    )  # fmt: skip  # one row


def _dossier(dossier: Dossier, today: date) -> Followed:
    published = dossier.round.published_at is not None
    coming = next_of_dossier(dossier.state, is_published=published)
    decided = dossier.state in ("recognised", "not_recognised")
    state = DOSSIER_LIFE.public_label("accepted" if decided and not published else dossier.state)
    receipt = getattr(dossier, "filing", None)
    asked = _asked(dossier)
    window = may_contest(dossier) if decided and published else None
    return Followed(
        thing=dossier, title=dossier.product_name, code=dossier.entry_code, maker=dossier.establishment_name,
        state=state, next=coming, due_on=_due(asked, receipt, dossier.state, None),
        url=reverse("selection:view_dossier", args=[dossier.pk]), receipt=receipt,
        asked=_items(asked), answer_url=_answer("selection:view_dossier", dossier.pk, asked),
        reason=dossier.reason if dossier.state in ("rejected", "withdrawn") or published else "", money=None,
        contest=window if window and window.refusal(today) is None else None,
        contest_url=reverse("filing:complain_of_dossier", args=[dossier.pk]), complaints=list(dossier.complaints.all()),
    )  # fmt: skip  # one row


def _name(project: Project) -> str:
    return project.establishment.name if project.establishment is not None else ""


def _asked(thing: Project | Dossier) -> Asked | None:
    rows: list[Asked] = getattr(thing, "open_supplements", [])
    return rows[0] if rows else None


def _items(asked: Asked | None) -> list[str]:
    return [str(item["label"]) for item in asked.items] if asked is not None else []


def _answer(name: str, pk: int, asked: Asked | None) -> str:
    return reverse(name, args=[pk]) if asked is not None else ""


def _due(asked: Asked | None, receipt: Filing | None, state: str, ends_on: date | None) -> date | None:
    if asked is not None:
        return asked.due_on
    if state in ("registered", "submitted") and receipt is not None:
        return receipt.due_on
    return ends_on if state in ("contracted", "running") else None


def _money(project: Project, buckets: Buckets) -> PlainMoney | None:
    approved = project.contracted or project.approved
    if approved is None:
        return None
    return PlainMoney(approved.dong, buckets[Bucket.ADVANCED], buckets[Bucket.PAID] + buckets[Bucket.SETTLED])
