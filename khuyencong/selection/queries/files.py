"""Who may open the files of a dossier, and of a product that is being judged."""

from __future__ import annotations

from django.db.models import QuerySet

from khuyencong.accounts.models import Person
from khuyencong.kernel.refusal import Refusal
from khuyencong.registry.models import Product
from khuyencong.selection.models import Declaration, Dossier, Juror
from khuyencong.selection.queries.visibility import open_dossier_refusal


class DossierFiles:
    """The files of a dossier: its own answers, but a juror must first have declared no conflict."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.dossier.in_office(office_ids)

    def belongs_to(self, person: object) -> bool:
        return self.dossier.belongs_to(person)

    def assigned_to(self, person: object) -> bool:
        return isinstance(person, Person) and _clean_declarations(person).filter(dossier=self.dossier).exists()

    def closed_to(self, person: Person) -> Refusal | None:
        """Hold a juror to the declaration, whatever other role they have."""
        return open_dossier_refusal(person, self.dossier) if self.dossier.round.assigned_to(person) else None


class ProductFiles:
    """The files of a product: the product's own answers, and open to jurors who judge it without a conflict."""

    def __init__(self, product: Product) -> None:
        self.product = product

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.product.in_office(office_ids)

    def belongs_to(self, person: object) -> bool:
        return self.product.belongs_to(person)

    def assigned_to(self, person: object) -> bool:
        return isinstance(person, Person) and _clean_declarations(person).filter(dossier__product=self.product).exists()


def _clean_declarations(person: Person) -> QuerySet[Declaration]:
    return Declaration.objects.filter(juror__in=Juror.objects.filter(person=person, state="active"), has_conflict=False)


def load_dossier_files(dossier_id: int) -> DossierFiles | None:
    """Load the owner of files put to a dossier."""
    dossier = Dossier.objects.select_related("round", "establishment").filter(pk=dossier_id).first()
    return DossierFiles(dossier) if dossier is not None else None


def load_product_files(product_id: int) -> ProductFiles | None:
    """Load the owner of files put to a product."""
    product = Product.objects.select_related("establishment").filter(pk=product_id).first()
    return ProductFiles(product) if product is not None else None
