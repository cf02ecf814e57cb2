"""The desk at which a maker's page for buyers is filled: contact with consent, products in English."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal, demand
from khuyencong.portal.actions import showcase
from khuyencong.portal.forms import ContactForm, EnglishForm
from khuyencong.portal.queries.showcase import contact_of, makers_for, products_with_english
from khuyencong.registry.models import Establishment, Product
from khuyencong.registry.queries.search import search_establishments
from khuyencong.ui.listing import Column, Listing
from khuyencong.ui.templatetags.words import sentence

MAKERS = Listing(
    key="trang-cho-nguoi-mua",
    title=gettext_lazy("Trang cho người mua"),
    order=("sort_key", "pk"),
    columns=(
        Column(
            "co-so",
            gettext_lazy("Cơ sở"),
            lambda row: row.name,
            order=("sort_key",),
            link=lambda row: reverse("edit_showcase", args=[row.pk]),
            heads=True,
        ),
        Column("noi", gettext_lazy("Xã, phường"), lambda row: row.public_address),
        Column("lien-he", gettext_lazy("Liên hệ"), lambda row: _("đang đăng") if row.is_shown else _("chưa đăng")),
    ),
    search=lambda rows, text: search_establishments(text, rows),
    search_label=gettext_lazy("Tìm theo tên cơ sở"),
    search_orders=True,
    exports=False,
    empty_title=gettext_lazy("Chưa có cơ sở nào"),
    empty_text=gettext_lazy("Cơ sở có sản phẩm được công nhận hiện ở đây."),
)


@require_safe
@acts(Action.VIEW_SHOWCASE)
def view_showcase(request: HttpRequest) -> HttpResponseBase:
    """List the makers of awarded products that the reader looks after."""
    return MAKERS.respond(request, makers_for(person_of(request)), "portal/view_showcase.html")


@require_safe
@acts(Action.VIEW_SHOWCASE)
def edit_showcase(request: HttpRequest, establishment_id: int) -> HttpResponse:
    """Show what buyers read of a maker, with the forms that change it."""
    return _page(request, _maker(request, establishment_id, Action.VIEW_SHOWCASE), None)


@require_POST
@acts(Action.PUBLISH_CONTACT)
def publish_contact(request: HttpRequest, establishment_id: int) -> HttpResponse:
    """Publish how buyers reach a maker."""
    maker = _maker(request, establishment_id, Action.PUBLISH_CONTACT)
    form = ContactForm(request.POST, shown=None)
    if form.is_valid():
        try:
            showcase.publish_contact(actor=person_of(request), establishment=maker, facts=form.facts(), at=now())
            messages.success(request, _("Đã đăng liên hệ lên trang của cơ sở."))
            return redirect("edit_showcase", establishment_id)
        except Refusal as no:
            form.add_error(None, sentence(no))
    return _page(request, maker, form)


@require_POST
@acts(Action.WITHDRAW_CONTACT)
def withdraw_contact(request: HttpRequest, establishment_id: int) -> HttpResponse:
    """Take a maker's contact off the public pages."""
    maker = _maker(request, establishment_id, Action.WITHDRAW_CONTACT)
    showcase.withdraw_contact(actor=person_of(request), establishment=maker, at=now())
    messages.success(request, _("Đã rút và xóa liên hệ."))
    return redirect("edit_showcase", establishment_id)


@require_http_methods(["GET", "HEAD", "POST"])
@acts(Action.TRANSLATE_PRODUCT)
def translate_product(request: HttpRequest, product_id: int) -> HttpResponse:
    """Tell a product in English."""
    product = get_object_or_404(Product.objects.select_related("establishment"), pk=product_id)
    demand(refusal(person_of(request), Action.TRANSLATE_PRODUCT, product))
    form = EnglishForm(request.POST or None, shown=getattr(product, "english", None))
    if request.method == "POST" and form.is_valid():
        showcase.translate_product(actor=person_of(request), product=product, at=now(), **form.cleaned_data)
        messages.success(request, _("Đã ghi phần tiếng Anh."))
        return redirect("edit_showcase", product.establishment_id)
    facts = {"form": form, "product": product}
    return render(request, "portal/translate_product.html", facts, status=422 if form.errors else 200)


def _maker(request: HttpRequest, establishment_id: int, action: Action) -> Establishment:
    rows = Establishment.objects.select_related("office", "place__province", "place__parent")
    maker = get_object_or_404(rows, pk=establishment_id)
    demand(refusal(person_of(request), action, maker))
    return maker


def _page(request: HttpRequest, maker: Establishment, form: ContactForm | None) -> HttpResponse:
    contact = contact_of(maker)
    facts = {
        "maker": maker,
        "contact": contact,
        "form": form or ContactForm(shown=contact),
        "products": products_with_english(maker),
    }
    return render(request, "portal/edit_showcase.html", facts, status=422 if form else 200)
