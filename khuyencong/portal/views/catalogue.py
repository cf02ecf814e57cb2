"""The catalogue of awarded products."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from khuyencong.accounts.guards import public
from khuyencong.documents.queries import open_file, open_thumbnail, photos_of
from khuyencong.portal.queries.catalogue import (
    HELD,
    award_places,
    award_years,
    awarded_products,
    awards_of,
    best_first,
    first_photos,
    with_award,
)
from khuyencong.registry.models import Product
from khuyencong.registry.queries.search import search_products
from khuyencong.selection.models.round import Level
from khuyencong.ui.listing import Column, Filter, Listing

SIZE = 24


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
def view_catalogue(request: HttpRequest) -> HttpResponseBase:
    """Find awarded products by name, level, year, group and commune."""
    products = awarded_products()
    file = CATALOGUE.file(request, products)
    if file is not None:
        return file
    listing = CATALOGUE.page(request, products)
    today, photos = timezone.localdate(), first_photos(listing.page)
    cards = [
        {
            "product": product,
            "awards": best_first(awards_of(product.award_history, on=today)),
            "photo": photos.get(product.pk),
        }
        for product in listing.page
    ]
    return render(request, "portal/view_catalogue.html", {"listing": listing, "cards": cards})


@public
@require_safe
def view_award(request: HttpRequest, product_id: int) -> HttpResponse:
    """Show one awarded product with every award and whether it still holds."""
    product = get_object_or_404(awarded_products(), pk=product_id)
    history = awards_of(product.award_history, on=timezone.localdate())  # type: ignore[attr-defined]  # prefetched
    photos = [
        {
            "href": reverse("view_award_photo", args=[product.pk, photo.pk]),
            "small": reverse("view_award_photo", args=[product.pk, photo.pk]) + "?nho=1",
            "caption": photo.caption,
        }
        for photo in photos_of(product)
    ]
    facts = {"product": product, "maker": product.establishment, "awards": best_first(history), "photos": photos}
    return render(request, "portal/view_award.html", facts)


@public
@require_safe
def view_award_photo(request: HttpRequest, product_id: int, photo_id: int) -> HttpResponseBase:
    """Send one photograph of an awarded product; only these are public."""
    product = get_object_or_404(awarded_products(), pk=product_id)
    photo = photos_of(product).filter(pk=photo_id).select_related("file").first()
    if photo is None:
        raise Http404
    data = open_thumbnail(photo.file) if "nho" in request.GET else open_file(photo.file)
    answer = HttpResponse(data, content_type=photo.file.media_type)
    answer["Cache-Control"] = "public, max-age=86400"
    answer["Content-Disposition"] = "inline"
    return answer
