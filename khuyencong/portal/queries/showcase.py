"""What buyers may read of makers, and whose pages a person looks after."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import scope_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.portal.models import MakerContact
from khuyencong.portal.queries.catalogue import awards
from khuyencong.registry.models import Establishment, Product


def makers() -> QuerySet[Establishment]:
    """Return the establishments that make a product whose award stands."""
    held = awards().filter(product__establishment=OuterRef("pk"), product__state=Product.State.ACTIVE)
    rows = Establishment.objects.filter(Exists(held), state=Establishment.State.ACTIVE)
    return rows.select_related("place__province", "place__parent__province")


def makers_for(person: Person) -> QuerySet[Establishment]:
    """Return the makers whose page for buyers the person looks after, with whether a contact is shown."""
    reach = scope_of(person, Action.VIEW_SHOWCASE)
    rows = makers().annotate(is_shown=Exists(shown_contacts().filter(establishment=OuterRef("pk"))))
    if reach.everywhere:
        return rows
    own = Q(applicant=person) if reach.own else Q(pk=None)
    return rows.filter(Q(office_id__in=reach.office_ids) | own)


def shown_contacts() -> QuerySet[MakerContact]:
    """Return the contacts that everybody may read."""
    return MakerContact.objects.filter(withdrawn_at=None)


def contact_of(maker: Establishment) -> MakerContact | None:
    """Return the contact that a maker let publish, or nothing."""
    return shown_contacts().filter(establishment=maker).first()


def products_with_english(maker: Establishment) -> QuerySet[Product]:
    """Return a maker's products of today with their English."""
    rows = maker.products.filter(state=Product.State.ACTIVE).select_related("english")
    return rows.order_by("sort_key", "pk")
