"""Screens of establishments: the list, one with its whole life, registering and editing."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.queries import office_in_charge
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.queries import attachments_of
from khuyencong.registry import actions
from khuyencong.registry.forms import AttachForm, EstablishmentForm
from khuyencong.registry.models import Establishment
from khuyencong.registry.queries import parties
from khuyencong.registry.queries.duplicates import duplicates_of
from khuyencong.registry.queries.places import communes_filled
from khuyencong.registry.queries.search import search_establishments
from khuyencong.registry.rules.legal_forms import LABELS
from khuyencong.registry.views.reach import establishment_for
from khuyencong.ui.listing import Column, Filter, Kind, Listing

form_or_get = require_http_methods(["GET", "HEAD", "POST"])


def establishment_listing(*, see_personal: bool) -> Listing:
    """Declare the list for eyes that may, or may not, see personal numbers."""
    return Listing(
        key="co-so",
        title=gettext_lazy("Cơ sở công nghiệp nông thôn"),
        order=("sort_key", "pk"),
        columns=_columns(see_personal=see_personal),
        filters=_filters(),
        search=partial(_search, see_personal=see_personal),
        search_orders=True,
        search_label=gettext_lazy("Tìm theo tên, xã phường, mã số thuế"),
        empty_title=gettext_lazy("Chưa có cơ sở nào"),
        empty_text=gettext_lazy("Cơ sở được ghi từ danh sách Excel của kỳ bình chọn, hoặc ghi từng cơ sở ở đây."),
    )


def _columns(*, see_personal: bool) -> tuple[Column, ...]:
    return (
        Column(
            "ten",
            gettext_lazy("Tên cơ sở"),
            lambda row: row.name,
            order=("sort_key",),
            link=lambda row: reverse("registry:view_establishment", args=[row.pk]),
            heads=True,
        ),
        Column("loai-hinh", gettext_lazy("Loại hình"), lambda row: row.get_form_display(), order=("form",)),
        Column(
            "noi",
            gettext_lazy("Xã, phường"),
            lambda row: str(row.place) if row.place else row.place_text,
            cell="registry/cells/place.html",
            order=("place__sort_key",),
        ),
        Column(
            "mst",
            gettext_lazy("Mã số thuế"),
            lambda row: row.code.printed if see_personal else row.code.masked,
            Kind.CODE,
        ),
        Column("lao-dong", gettext_lazy("Lao động"), lambda row: row.workers, Kind.NUMBER, order=("workers",)),
        Column("san-pham", gettext_lazy("Sản phẩm"), lambda row: row.product_count, Kind.NUMBER),
    )


def _filters() -> tuple[Filter, ...]:
    return (
        Filter(
            "loai-hinh",
            gettext_lazy("Loại hình"),
            lambda: [(form.value, _(label)) for form, label in LABELS.items()],
            lambda rows, value: rows.filter(form=value),
        ),
        Filter(
            "noi",
            gettext_lazy("Xã, phường"),
            communes_filled,
            lambda rows, value: rows.filter(place__code=value, place__until=None),
        ),
    )


def _search(rows: parties.Rows, text: str, *, see_personal: bool) -> parties.Rows:
    return search_establishments(text, rows, see_personal=see_personal)


@require_safe
@acts(Action.VIEW_ESTABLISHMENT)
def view_establishments(request: HttpRequest) -> HttpResponseBase:
    """List the establishments."""
    person = person_of(request)
    listing = establishment_listing(see_personal=parties.sees_personal_everywhere(person))
    return listing.respond(request, parties.active_establishments(person), "registry/view_establishments.html")


@require_safe
@acts(Action.VIEW_ESTABLISHMENT)
def view_establishment(request: HttpRequest, establishment_id: int) -> HttpResponse:
    """Show one establishment with its whole life."""
    establishment = establishment_for(request, establishment_id, Action.VIEW_ESTABLISHMENT)
    person = person_of(request)
    is_active = establishment.state == Establishment.State.ACTIVE
    visible = parties.visible_establishments(person)
    facts = {
        "establishment": establishment,
        "survivor": parties.survivor_of(establishment),
        "see_personal": parties.may_see_personal(person, establishment),
        "products": establishment.products.filter(state="active").order_by("sort_key", "pk"),
        "events": parties.life_of_establishment(person, establishment),
        "merges": parties.merges_of(establishment),
        "duplicates": duplicates_of(establishment, visible) if is_active else [],
        "attachments": attachments_of(establishment),
        "attach_form": AttachForm(),
    }
    return render(request, "registry/view_establishment.html", facts)


@form_or_get
@acts(Action.REGISTER_ESTABLISHMENT)
def register_establishment(request: HttpRequest) -> HttpResponse:
    """Put a new establishment on file."""
    person = person_of(request)
    office = office_in_charge(person, Action.REGISTER_ESTABLISHMENT)
    assert office is not None
    form = EstablishmentForm(request.POST or None, province_code=office.province_code)
    if request.method == "POST" and form.is_valid():
        made = actions.register_establishment(
            actor=person, office=office, facts=form.facts(), place=form.cleaned_data["place"], at=now()
        )
        messages.success(request, _("Đã ghi cơ sở %(name)s.") % {"name": made.name})
        return redirect("registry:view_establishment", made.pk)
    facts = {
        "form": form,
        "title": _("Ghi cơ sở mới"),
        "label": _("Ghi cơ sở"),
        "back": reverse("registry:view_establishments"),
    }
    return render(request, "registry/party_form.html", facts, status=422 if form.errors else 200)


@form_or_get
@acts(Action.EDIT_ESTABLISHMENT)
def edit_establishment(request: HttpRequest, establishment_id: int) -> HttpResponse:
    """Change what is on file about an establishment."""
    establishment = establishment_for(request, establishment_id, Action.EDIT_ESTABLISHMENT)
    form = EstablishmentForm(
        request.POST or None, province_code=establishment.office.province_code, shown=establishment
    )
    if request.method == "POST" and form.is_valid():
        actions.edit_establishment(
            actor=person_of(request),
            establishment=establishment,
            facts=form.facts(),
            place=form.cleaned_data["place"],
            at=now(),
        )
        messages.success(request, _("Đã lưu."))
        return redirect("registry:view_establishment", establishment_id)
    facts = {
        "form": form,
        "title": establishment.name,
        "label": _("Lưu"),
        "back": reverse("registry:view_establishment", args=[establishment_id]),
    }
    return render(request, "registry/party_form.html", facts, status=422 if form.errors else 200)


@require_POST
@acts(Action.LINK_APPLICANT)
def link_applicant(request: HttpRequest, establishment_id: int) -> HttpResponse:
    """Let somebody who logs in act for the establishment, or end it."""
    establishment = establishment_for(request, establishment_id, Action.LINK_APPLICANT)
    person = actions.link_applicant(
        actor=person_of(request), establishment=establishment, username=request.POST.get("username", ""), at=now()
    )
    told = _("Đã gắn tài khoản của %(name)s.") % {"name": person.full_name} if person else _("Đã thôi gắn tài khoản.")
    messages.success(request, told)
    return redirect("registry:view_establishment", establishment_id)
