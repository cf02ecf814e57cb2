"""The catalogue of awarded products."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from khuyencong.accounts.guards import public
from khuyencong.documents.models import Attachment
from khuyencong.documents.queries import photos_of
from khuyencong.portal.queries.catalogue import (
    HELD,
    award_places,
    award_years,
    awarded_products,
    awards_of,
    best_first,
    first_photos,
    told_in_english,
    valid_on,
    with_award,
)
from khuyencong.portal.queries.map import product_map
from khuyencong.portal.queries.pictures import Picture, picture_of
from khuyencong.portal.queries.showcase import contact_of, makers
from khuyencong.portal.views.caching import kept
from khuyencong.portal.views.news import photo_answer
from khuyencong.registry.models import Product
from khuyencong.registry.queries.search import search_products
from khuyencong.selection.models.round import Level
from khuyencong.ui.listing import Column, Filter, Listing

SIZE = 24
FIRST_SEEN = 2
"""Cards that a phone shows at once: their pictures do not wait."""


def _years() -> Iterable[tuple[str, str]]:
    return [(str(year), str(year)) for year in award_years()]


def _places() -> Iterable[tuple[str, str]]:
    return [
        (str(place.pk), str(place) if place.is_current or not place.parent else f"{place}, {place.parent}")
        for place in award_places()
    ]


def _narrow_year(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return with_award(rows, award_year=int(value)) if value.isdecimal() and len(value) <= 4 else rows


def _narrow_place(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(establishment__place=int(value)) if value.isdecimal() and len(value) <= 9 else rows


def _narrow_valid(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return valid_on(rows, timezone.localdate()) if value == "con" else rows


def _told_awards(product: Product) -> str:
    held = [one for one in product.award_history if one.state in HELD]  # type: ignore[attr-defined]  # prefetched by awarded_products
    return "; ".join(f"{Level(one.level).label} {one.award_year}" for one in held)


CATALOGUE = Listing(
    key="san-pham-tieu-bieu",
    title=_("Sản phẩm tiêu biểu"),
    columns=[
        Column("ten", _("Sản phẩm"), lambda row: row.name, order=("sort_key",), heads=True),
        Column("co-so", _("Cơ sở"), lambda row: row.establishment.name, order=("establishment__sort_key",)),
        Column("noi", _("Nơi sản xuất"), lambda row: row.establishment.public_address),
        Column("nhom", _("Nhóm sản phẩm"), lambda row: row.get_group_display()),
        Column("cong-nhan", _("Công nhận"), _told_awards),
    ],
    filters=[
        Filter("cap", _("Cấp"), lambda: Level.choices, lambda rows, value: with_award(rows, level=value)),
        Filter("nam", _("Năm"), _years, _narrow_year),
        Filter("nhom", _("Nhóm sản phẩm"), lambda: Product.Group.choices, lambda rows, value: rows.filter(group=value)),
        Filter("gia-tri", _("Giá trị"), lambda: [("con", _("đang có giá trị"))], _narrow_valid),
        Filter("noi", _("Xã, phường"), _places, _narrow_place),
    ],
    search=lambda rows, text: search_products(text, rows),
    search_label=_("Tìm theo tên sản phẩm hoặc cơ sở"),
    search_orders=True,
    order=("sort_key", "pk"),
    size=SIZE,
)


@public
@require_safe
@kept(120)
def view_catalogue(request: HttpRequest) -> HttpResponseBase:
    """Find awarded products by name, level, year, group and commune."""
    products = awarded_products()
    file = CATALOGUE.file(request, products)
    if file is not None:
        return file
    listing = CATALOGUE.page(request, products)
    return render(request, "portal/view_catalogue.html", {"listing": listing, "cards": product_cards(listing.page)})


@public
@require_safe
@kept(300)
def view_map(request: HttpRequest) -> HttpResponse:
    """Show where awarded products are made, by province and commune."""
    return render(request, "portal/view_map.html", {"provinces": product_map()})


@public
@require_safe
@kept(120)
def view_award(request: HttpRequest, product_id: int) -> HttpResponse:
    """Show one awarded product with every award and whether it still holds."""
    product = get_object_or_404(awarded_products().select_related("english"), pk=product_id)
    history = awards_of(product.award_history, on=timezone.localdate())  # type: ignore[attr-defined]  # prefetched
    facts = {
        "product": product,
        "english": getattr(product, "english", None),
        "maker": product.establishment,
        "contact": contact_of(product.establishment),
        "awards": best_first(history),
        "pictures": [product_picture(product, photo) for photo in photos_of(product)],
    }
    return render(request, "portal/view_award.html", facts)


@public
@require_safe
@kept(120)
def view_maker(request: HttpRequest, maker_id: int) -> HttpResponse:
    """Show one maker: awarded products, and how buyers reach it where it agreed to that."""
    maker = get_object_or_404(makers(), pk=maker_id)
    products = awarded_products().filter(establishment=maker).order_by("sort_key", "pk")
    facts = {"maker": maker, "contact": contact_of(maker), "cards": product_cards(list(products))}
    return render(request, "portal/view_maker.html", facts)


@public
@require_safe
def view_award_photo(request: HttpRequest, product_id: int, photo_id: int) -> HttpResponseBase:
    """Send one photograph of an awarded product; only these are public."""
    product = get_object_or_404(awarded_products(), pk=product_id)
    return photo_answer(request, photos_of(product).filter(pk=photo_id).first())


def product_cards(products: Sequence[Product]) -> list[dict[str, Any]]:
    """Return awarded products as cards: awards, first picture, English where the reader wants it."""
    today, photos, english = timezone.localdate(), first_photos(products), told_in_english(products)
    return [
        {
            "product": product,
            "english": english.get(product.pk),
            "awards": best_first(awards_of(product.award_history, on=today)),  # type: ignore[attr-defined]  # prefetched
            "picture": product_picture(product, photos[product.pk]) if product.pk in photos else None,
            "first": number < FIRST_SEEN,
        }
        for number, product in enumerate(products)
    ]


def product_picture(product: Product, photo: Attachment) -> Picture:
    """Return a photograph of a product with its addresses and sizes."""
    return picture_of(photo, reverse("view_award_photo", args=[product.pk, photo.pk]))
