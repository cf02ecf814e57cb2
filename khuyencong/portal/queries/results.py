"""Rounds that the public may read about: those that take entries, and those whose results are published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from khuyencong.certificates.models import Certificate
from khuyencong.law.calendar import add_working_days, holidays_of
from khuyencong.law.norms import national_book
from khuyencong.registry.models import Product
from khuyencong.selection.models import Dossier, Round

RECOGNISED = "recognised"


def published_rounds() -> QuerySet[Round]:
    """Return rounds whose results were published, newest first, with how many products were recognised."""
    chosen = Q(dossiers__state=RECOGNISED)
    return (
        Round.objects.filter(published_at__isnull=False)
        .select_related("office", "decision")
        .annotate(
            recognised_count=Count("dossiers", filter=chosen),
            maker_count=Count("dossiers__establishment", filter=chosen, distinct=True),
        )
        .order_by("-year", "-published_at", "pk")
    )


def open_rounds() -> QuerySet[Round]:
    """Return rounds that take entries now, the nearest deadline first."""
    return Round.objects.filter(state="collecting").select_related("office").order_by("closes_on", "pk")


def recognised_in(shown: Round) -> QuerySet[Dossier]:
    """Return the recognised dossiers of a round, best first within their group."""
    return (
        shown.dossiers.filter(state=RECOGNISED)
        .select_related("product__establishment__place__province", "product__establishment__place__parent__province")
        .order_by("group", "ranking_key", "entry_code")
    )


def taken_back_in(shown: Round) -> set[int]:
    """Return the products of a round whose certificate was revoked and none stands in its place."""
    given = Certificate.objects.filter(
        product__in=shown.dossiers.filter(state=RECOGNISED).values("product"),
        level=shown.level,
        award_year=shown.year,
    )
    states = given.filter(state__in=["issued", "revoked"]).values_list("product_id", "state")
    standing = {product for product, state in states if state == "issued"}
    return {product for product, state in states if state == "revoked"} - standing


@dataclass(frozen=True, slots=True)
class Complaint:
    """Until when the result may be contested, in how many working days it is answered, and why."""

    until: date
    days: int
    answer_days: int
    source: str


def complaint_window(published_on: date) -> Complaint:
    """Tell the window for complaints. Governing day: that of publication."""
    norms = national_book().at(published_on)
    days = norms.whole("selection.complaint_working_days")
    return Complaint(
        until=add_working_days(published_on, days, holidays_of(norms)),
        days=days,
        answer_days=norms.whole("selection.complaint_answer_working_days"),
        source=norms.cite("selection.complaint_working_days"),
    )


def by_group(dossiers: Iterable[Dossier]) -> list[tuple[str, list[Dossier]]]:
    """Put the dossiers under the label of their product group, keeping their order."""
    labels = dict(Product.Group.choices)
    found: dict[str, list[Dossier]] = {}
    for dossier in dossiers:
        found.setdefault(dossier.group, []).append(dossier)
    return [(str(labels.get(group, group)), rows) for group, rows in found.items()]
