"""The list of communes with where each came from, its source and how sure it is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from khuyencong.accounts.guards import acts
from khuyencong.accounts.rules.policy import Action
from khuyencong.registry.models import Place
from khuyencong.registry.models.places import Certainty
from khuyencong.registry.queries.places import all_communes, places_searched, provinces_with_communes
from khuyencong.ui.listing import Column, Filter, Kind, Listing


def _origins(place: Place) -> str:
    return "; ".join(f"{one.old} ({one.old.parent})" for one in place.origins.all())


def _became(place: Place) -> str:
    return "; ".join(str(one.new) for one in place.successions.all())


PLACES = Listing(
    key="dia-danh",
    title=_("Xã, phường và tên cũ"),
    order=("sort_key", "pk"),
    columns=(
        Column("ten", _("Tên"), str, order=("sort_key",), heads=True),
        Column("ma", _("Mã"), lambda row: row.code, Kind.CODE, order=("code",)),
        Column("thuoc", _("Thuộc"), lambda row: ", ".join(str(one) for one in (row.parent, row.province) if one)),
        Column("tu", _("Hình thành từ"), _origins),
        Column("thanh", _("Nay thuộc"), _became),
        Column("ten-khac", _("Tên khác"), lambda row: "; ".join(str(one) for one in row.other_names.all())),
        Column("do-chac", _("Độ chắc"), lambda row: row.get_certainty_display()),
        Column("nguon", _("Nguồn"), lambda row: row.source),
    ),
    filters=(
        Filter(
            "thoi",
            _("Thời kỳ"),
            lambda: (("nay", _("đang dùng")), ("cu", _("trước 01/7/2025"))),
            lambda rows, value: rows.filter(until__isnull=value == "nay"),
        ),
        Filter("tinh", _("Tỉnh"), provinces_with_communes, lambda rows, value: rows.filter(province__code=value)),
        Filter("do-chac", _("Độ chắc"), lambda: Certainty.choices, lambda rows, value: rows.filter(certainty=value)),
    ),
    search=places_searched,
    search_label=_("Tìm theo tên, tên cũ, mã"),
)


@require_safe
@acts(Action.VIEW_ESTABLISHMENT)
def view_places(request: HttpRequest) -> HttpResponseBase:
    """List the communes."""
    return PLACES.respond(request, all_communes(), "registry/view_places.html")
