"""Products that hold an award, for the public catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from khuyencong.certificates.models import Certificate
from khuyencong.certificates.rules.verdicts import PublicFacts, Standing, Verdict, judge
from khuyencong.documents.models import Attachment
from khuyencong.registry.models import Establishment, Place, Product
from khuyencong.selection.models.round import Level

SHOWN = ("issued", "revoked", "replaced")
HELD = ("issued",)
RANK = {"nation": 0, "region": 1, "province": 2, "commune": 3}


def awards() -> QuerySet[Certificate]:
    """Return every certificate that was really given and not taken back or replaced."""
    return Certificate.objects.filter(state__in=HELD)


def awarded_products() -> QuerySet[Product]:
    """Return products with at least one award that stands, with maker, place and every certificate."""
    history = Certificate.objects.filter(state__in=SHOWN).order_by("-award_year", "-issued_on", "pk")
    return (
        Product.objects.filter(Exists(awards().filter(product=OuterRef("pk"))), state=Product.State.ACTIVE)
        .select_related("establishment__place__province", "establishment__place__parent__province")
        .prefetch_related(Prefetch("certificates", queryset=history, to_attr="award_history"))
    )


def with_award(products: QuerySet[Product], **wanted: object) -> QuerySet[Product]:
    """Narrow to products that hold an award of that level or year."""
    return products.filter(Exists(awards().filter(product=OuterRef("pk"), **wanted)))


def award_years() -> list[int]:
    """Return the years of awards, newest first."""
    return list(awards().order_by("-award_year").values_list("award_year", flat=True).distinct())


def award_places() -> QuerySet[Place]:
    """Return the communes in which makers of awarded products work."""
    makers = Establishment.objects.filter(Exists(awards().filter(product__establishment=OuterRef("pk"))))
    return Place.objects.filter(pk__in=makers.values("place")).select_related("parent").order_by("sort_key", "pk")


def first_photos(products: Iterable[Product]) -> dict[int, int]:
    """Return, for each product that has one, the attachment that holds its first photograph."""
    photos = Attachment.objects.filter(
        owner_label=Product._meta.label_lower,
        owner_id__in=[one.pk for one in products],
        kind="photo",
        withdrawn_at=None,
    )
    return {photo.owner_id: photo.pk for photo in photos.order_by("-added_at", "-pk")}


@dataclass(frozen=True, slots=True)
class Award:
    """One certificate as the public sees it."""

    certificate: Certificate
    verdict: Verdict

    @property
    def level(self) -> str:
        """Name the level in the reader's language."""
        return str(Level(self.certificate.level).label)

    @property
    def is_valid(self) -> bool:
        """Say whether it holds on the day asked about."""
        return self.verdict.status == "valid"


def awards_of(certificates: Iterable[Certificate], *, on: date) -> list[Award]:
    """Judge every certificate by its own facts. Governing day: the day of reading."""
    return [Award(certificate, judge(_standing(certificate), PublicFacts(), on=on)) for certificate in certificates]


def best_first(found: list[Award]) -> list[Award]:
    """Order the awards that hold before the others, the higher level first."""
    return sorted(
        found, key=lambda one: (not one.is_valid, RANK.get(one.certificate.level, 9), -one.certificate.award_year)
    )


def _standing(certificate: Certificate) -> Standing:
    return Standing(
        state=certificate.state,
        issued_on=certificate.issued_on,
        valid_until=certificate.valid_until,
        ended_on=certificate.ended_on,
    )
