"""Reads questions for staff, for the asker, and for the statistics of advice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.queries import scope_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.accounts.rules.tasks import Task
from khuyencong.advisory.models import AdviceRequest, PartnerLink
from khuyencong.law.norms import national_book
from khuyencong.registry.models import Establishment, Place

OPEN = ("sent", "taken")
MATCHES = 60


def advice_visible_to(person: Person) -> QuerySet[AdviceRequest]:
    """Return the questions that the person may read."""
    reach = scope_of(person, Action.VIEW_ADVICE)
    found = AdviceRequest.objects.all()
    return found if reach.everywhere else found.filter(office_id__in=reach.office_ids)


def topics(day: date) -> list[tuple[str, str]]:
    """Return the fields that may be asked about, by code. Governing day: that of asking."""
    return [(row["code"], row["label"]) for row in national_book().at(day).rows("programme.content_groups")]


def topic_label(code: str, day: date) -> str:
    """Name the field of a question."""
    return dict(topics(day)).get(code, _("Lĩnh vực khác"))


def answering_office(place: Place | None) -> Office | None:
    """Return who answers: the centre of the commune's province, else its department, else the first there is."""
    offices = Office.objects.filter(kind__in=[Office.Kind.CENTRE, Office.Kind.DEPARTMENT]).order_by("kind", "pk")
    own = [one for one in offices if place is not None and place.province.code == one.province_code]
    return next(iter(own or list(offices)), None)


def communes() -> QuerySet[Place]:
    """Return the communes of today in the provinces that have an office here."""
    provinces = Office.objects.filter(kind=Office.Kind.CENTRE).values("province_code")
    return Place.objects.filter(until=None, province__code__in=provinces).order_by("sort_key", "pk")


def likely_establishments(request: AdviceRequest) -> QuerySet[Establishment]:
    """Return the establishments that may be the asker: those with the same telephone, else those of the commune."""
    active = Establishment.objects.filter(state=Establishment.State.ACTIVE)
    wanted = Q(place=request.place) if request.place is not None else Q(pk=None)
    if request.phone:
        wanted |= Q(phone=request.phone)
    return active.filter(wanted).order_by("sort_key", "pk")[:MATCHES]


def links_shown(on: date) -> QuerySet[PartnerLink]:
    """Return the offers that the public may read on a day, the newest first."""
    return PartnerLink.objects.filter(withdrawn_at=None, shown_until__gte=on).order_by("-added_at", "pk")


def links_visible_to(person: Person) -> QuerySet[PartnerLink]:
    """Return every offer the person may see behind the door, those over and withdrawn too."""
    reach = scope_of(person, Action.VIEW_ADVICE)
    found = PartnerLink.objects.all()
    return found if reach.everywhere else found.filter(office_id__in=reach.office_ids)


@dataclass(frozen=True, slots=True)
class AdviceFigures:
    """How much advice was given in a span: questions, answers, establishments advised."""

    asked: int
    answered: int
    establishments: int
    late: int


def advice_figures(first: date, last: date, office_ids: frozenset[int] | None = None) -> AdviceFigures:
    """Count the advice of a span of days, both ends included; of some offices or of all. One query."""
    rows = AdviceRequest.objects.all() if office_ids is None else AdviceRequest.objects.filter(office_id__in=office_ids)
    answered = Q(answered_at__date__gte=first, answered_at__date__lte=last)
    counted = rows.aggregate(
        asked=Count("pk", filter=Q(sent_at__date__gte=first, sent_at__date__lte=last)),
        answered=Count("pk", filter=answered),
        establishments=Count("establishment", filter=answered, distinct=True),
        late=Count("pk", filter=Q(state__in=OPEN, due_on__lt=last)),
    )
    return AdviceFigures(**counted)


def tasks_of(person: Person, today: date) -> list[Task]:
    """Return what waits for the person here: questions without an answer, late ones first in mind."""
    reach = scope_of(person, Action.ANSWER_ADVICE)
    if not reach:
        return []
    rows = AdviceRequest.objects.filter(office_id__in=reach.office_ids, state__in=OPEN)
    due = list(rows.order_by("due_on").values_list("due_on", flat=True))
    if not due:
        return []
    return [
        Task(
            title=_("Trả lời câu hỏi tư vấn"),
            detail=_("Người dân, cơ sở hỏi qua cổng thông tin và đang chờ."),
            url=f"{reverse('advisory:view_advice_list')}?tinh-trang=cho",
            icon="chat-left-dots",
            count=len(due),
            due_on=due[0],
            urgent=due[0] < today,
        )
    ]
