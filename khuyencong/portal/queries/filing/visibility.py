"""Which claims, filings, locker papers and complaints a person sees; the same answers as the policy gives."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import scope_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.portal.models import Claim, Complaint, Consent, Filing, LockerPaper
from khuyencong.registry.models import Establishment


def claims_visible_to(person: Person) -> QuerySet[Claim]:
    """Return the claims that the person may read."""
    far = scope_of(person, Action.VIEW_CLAIM)
    if far.everywhere:
        return Claim.objects.all()
    where = Q(office__in=far.office_ids)
    return Claim.objects.filter(where | Q(person=person) if far.own else where)


def filings_visible_to(person: Person) -> QuerySet[Filing]:
    """Return the filings that the person may read: an office's own and what was sent to it, never others' drafts."""
    far = scope_of(person, Action.VIEW_FILING)
    if far.everywhere:
        return Filing.objects.all()
    where = Q(office__in=far.office_ids) & (Q(state=Filing.State.SENT) | Q(consent__isnull=False))
    if far.own:
        where |= Q(establishment__in=own_establishments(person)) | Q(person=person, consent=None)
    return Filing.objects.filter(where)


def papers_visible_to(person: Person) -> QuerySet[LockerPaper]:
    """Return the papers of lockers that the person may read."""
    far = scope_of(person, Action.VIEW_LOCKER)
    if far.everywhere:
        return LockerPaper.objects.all()
    where = Q(establishment__office__in=far.office_ids)
    return LockerPaper.objects.filter(where | Q(establishment__in=own_establishments(person)) if far.own else where)


def complaints_visible_to(person: Person) -> QuerySet[Complaint]:
    """Return the complaints that the person may read."""
    far = scope_of(person, Action.VIEW_COMPLAINT)
    if far.everywhere:
        return Complaint.objects.all()
    where = Q(office__in=far.office_ids)
    return Complaint.objects.filter(where | Q(establishment__in=own_establishments(person)) if far.own else where)


def own_establishments(person: Person) -> QuerySet[Establishment]:
    """Return the establishments for which somebody acts."""
    return Establishment.objects.filter(applicant=person)


def active_own_establishments(person: Person) -> QuerySet[Establishment]:
    """Return the establishments for which somebody acts and that are still worked with, by name."""
    return own_establishments(person).filter(state=Establishment.State.ACTIVE).order_by("sort_key", "pk")


def load_filing(pk: int) -> Filing | None:
    """Load the owner of files put to a filing."""
    return Filing.objects.select_related("establishment").filter(pk=pk).first()


def load_locker_paper(pk: int) -> LockerPaper | None:
    """Load the owner of the file of a locker paper."""
    return LockerPaper.objects.select_related("establishment").filter(pk=pk).first()


def load_consent(pk: int) -> Consent | None:
    """Load the owner of the paper of a consent."""
    return Consent.objects.select_related("establishment").filter(pk=pk).first()
