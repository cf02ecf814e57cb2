"""Products, certificates, establishments, rounds and results, as the table of open data asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from khuyencong.certificates.models import Certificate
from khuyencong.certificates.queries import status_on
from khuyencong.programme.models import Project
from khuyencong.registry.models import Establishment, Place, Product
from khuyencong.reporting.rules.open_data.marks import Row
from khuyencong.selection.models import Dossier, Round

GIVEN = ("issued", "revoked", "replaced")
SUPPORTED = (
    "planned", "contracted", "running", "suspended", "accepted", "settled", "liquidated", "closed", "stopped", "ended",
)  # fmt: skip  # a list
STANDING = Certificate.objects.filter(state="issued")
PLACE = ("place__province", "place__parent__province")


def commune_code(place: Place | None) -> str | None:
    """Return the code of a commune of today; an old code could be another commune's now."""
    return place.code if place is not None and place.is_current else None


def supported_projects() -> QuerySet[Project]:
    """Return the projects whose support was approved, whatever became of them."""
    return Project.objects.filter(state__in=SUPPORTED, approved_on__isnull=False)


def products() -> QuerySet[Product]:
    """Return the products that hold a certificate."""
    held = Exists(STANDING.filter(product=OuterRef("pk")))
    return Product.objects.filter(held, state=Product.State.ACTIVE).select_related(
        "establishment", *(f"establishment__{one}" for one in PLACE)
    )


def told_products(batch: Sequence[Product], _on: date) -> list[Row]:
    """Tell a batch of products; one query for their awards."""
    awards: dict[int, list[tuple[str, int]]] = {}
    for product, level, year in STANDING.filter(product__in=batch).values_list("product_id", "level", "award_year"):
        awards.setdefault(product, []).append((level, year))
    return [
        {
            "id": one.pk,
            "name": one.name,
            "group": one.group,
            "group_label": Product.Group(one.group).label if one.group else None,
            "is_set": one.is_set,
            "unit": one.unit,
            "description": one.description,
            "establishment_id": one.establishment_id,
            "establishment_name": one.establishment.name,
            "commune_code": commune_code(one.establishment.place),
            "place": one.establishment.public_address,
            "levels": ";".join(sorted({level for level, _year in awards.get(one.pk, [])})),
            "last_award_year": max((year for _level, year in awards.get(one.pk, [])), default=None),
        }
        for one in batch
    ]


def certificates() -> QuerySet[Certificate]:
    """Return every certificate that was really given."""
    return Certificate.objects.filter(state__in=GIVEN)


def told_certificates(batch: Sequence[Certificate], on: date) -> list[Row]:
    """Tell a batch of certificates. Governing day: that of the reading, for the status."""
    return [
        {
            "id": one.pk,
            "serial": one.serial,
            "code": one.code,
            "level": one.level,
            "award_year": one.award_year,
            "status": status_on(one, on),
            "product_id": one.product_id,
            "product_name": one.product_name,
            "establishment_name": one.establishment_name,
            "decision_number": one.facts.get("decision_number"),
            "decision_on": one.facts.get("decision_on"),
            "issuing_authority": one.facts.get("issuing_authority"),
            "issued_on": one.issued_on,
            "valid_until": one.valid_until,
            "ended_on": one.ended_on,
            "is_foreign": one.is_foreign,
            "is_demonstration": one.is_demonstration,
            "file_sha256": one.file_sha256,
        }
        for one in batch
    ]


def establishments() -> QuerySet[Establishment]:
    """Return the establishments with an awarded product or a supported project."""
    awarded = Exists(STANDING.filter(product__establishment=OuterRef("pk")))
    supported = Exists(supported_projects().filter(establishment=OuterRef("pk")))
    return Establishment.objects.filter(awarded | supported, state=Establishment.State.ACTIVE).select_related(*PLACE)


def told_establishments(batch: Sequence[Establishment], _on: date) -> list[Row]:
    """Tell a batch of establishments; two queries for what they have. Of a household the tax code is not even read."""
    awards = dict(_counted(STANDING.filter(product__establishment__in=batch), "product__establishment"))
    projects = dict(_counted(supported_projects().filter(establishment__in=batch), "establishment"))
    return [
        {
            "id": one.pk,
            "name": one.name,
            "form": one.form,
            "form_label": one.get_form_display(),
            "tax_code": one.tax_code if one.tax_code_kind in {"enterprise", "branch"} else None,
            "commune_code": commune_code(one.place),
            "place": one.public_address,
            "awards": awards.get(one.pk, 0),
            "projects": projects.get(one.pk, 0),
        }
        for one in batch
    ]


def _counted(rows: QuerySet[Certificate] | QuerySet[Project], by: str) -> list[tuple[int, int]]:
    return list(rows.order_by().values_list(by).annotate(count=Count("pk")))


def rounds() -> QuerySet[Round]:
    """Return the rounds that take entries or whose results were published."""
    chosen = Q(dossiers__state="recognised")
    return (
        Round.objects.filter(Q(state="collecting") | Q(published_at__isnull=False))
        .select_related("office", "decision")
        .annotate(
            recognised_count=Count("dossiers", filter=chosen),
            maker_count=Count("dossiers__establishment", filter=chosen, distinct=True),
        )
    )


def told_rounds(batch: Sequence[Round], _on: date) -> list[Row]:
    """Tell a batch of rounds; before publication nothing of the decision."""
    return [_told_round(one) for one in batch]


def _told_round(one: Round) -> Row:
    is_out = one.published_at is not None
    decision = one.decision if is_out else None
    return {
        "code": one.code,
        "name": one.name,
        "level": one.level,
        "year": one.year,
        "office": one.office.name,
        "state": "published" if is_out else "collecting",
        "closes_on": one.closes_on,
        "published_at": one.published_at,
        "decision_number": decision.number if decision else None,
        "decision_on": decision.signed_on if decision else None,
        "recognised": one.recognised_count if is_out else None,  # type: ignore[attr-defined]  # annotated by rounds
        "establishments": one.maker_count if is_out else None,  # type: ignore[attr-defined]  # annotated by rounds
    }


def results() -> QuerySet[Dossier]:
    """Return what was recognised in published rounds."""
    return Dossier.objects.filter(state="recognised", round__published_at__isnull=False).select_related("round")


def told_results(batch: Sequence[Dossier], _on: date) -> list[Row]:
    """Tell a batch of results: who, never how many points."""
    return [
        {
            "id": one.pk,
            "round_code": one.round.code,
            "year": one.round.year,
            "level": one.round.level,
            "group": one.group,
            "product_id": one.product_id,
            "product_name": one.product_name,
            "establishment_name": one.establishment_name,
        }
        for one in batch
    ]
