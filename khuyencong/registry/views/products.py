"""Screens of products: the list, one with its whole life, registering and editing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.queries import attachments_of
from khuyencong.registry import actions
from khuyencong.registry.forms import AttachForm, ProductForm
from khuyencong.registry.models import Product
from khuyencong.registry.queries import parties
from khuyencong.registry.queries.search import search_products
from khuyencong.registry.views.reach import establishment_for, product_for
from khuyencong.ui.listing import Column, Filter, Kind, Listing

form_or_get = require_http_methods(["GET", "HEAD", "POST"])

PRODUCTS = Listing(
    key="san-pham",
    title=gettext_lazy("Sản phẩm công nghiệp nông thôn"),
    order=("sort_key", "pk"),
    columns=(
        Column(
            "ten",
            gettext_lazy("Tên sản phẩm"),
            lambda row: row.name,
            order=("sort_key",),
            link=lambda row: reverse("registry:view_product", args=[row.pk]),
            heads=True,
        ),
        Column("nhom", gettext_lazy("Nhóm"), lambda row: row.group, Kind.CODE, order=("group",)),
        Column(
            "co-so",
            gettext_lazy("Cơ sở"),
            lambda row: row.establishment.name,
            order=("establishment__sort_key",),
            link=lambda row: reverse("registry:view_establishment", args=[row.establishment_id]),
        ),
        Column(
            "doanh-thu",
            gettext_lazy("Doanh thu năm trước"),
            lambda row: row.revenue_dong,
            Kind.MONEY,
            order=("revenue_dong",),
        ),
        Column("gia", gettext_lazy("Giá bán"), lambda row: row.price_dong, Kind.MONEY, order=("price_dong",)),
    ),
    filters=(
        Filter(
            "nhom",
            gettext_lazy("Nhóm"),
            lambda: [(one.value, f"{one.value} – {one.label}") for one in Product.Group],
            lambda rows, value: rows.filter(group=value),
        ),
    ),
    search=lambda rows, text: search_products(text, rows),
    search_orders=True,
    search_label=gettext_lazy("Tìm theo tên sản phẩm, tên cơ sở"),
    empty_title=gettext_lazy("Chưa có sản phẩm nào"),
    empty_text=gettext_lazy("Sản phẩm được ghi từ danh sách Excel của kỳ bình chọn, hoặc ghi ở trang của cơ sở."),
)


@require_safe
@acts(Action.VIEW_PRODUCT)
def view_products(request: HttpRequest) -> HttpResponseBase:
    """List the products."""
    return PRODUCTS.respond(request, parties.active_products(person_of(request)), "registry/view_products.html")


@require_safe
@acts(Action.VIEW_PRODUCT)
def view_product(request: HttpRequest, product_id: int) -> HttpResponse:
    """Show one product with its whole life."""
    product = product_for(request, product_id, Action.VIEW_PRODUCT)
    facts = {
        "product": product,
        "events": parties.life_of_product(person_of(request), product),
        "attachments": attachments_of(product),
        "attach_form": AttachForm(),
    }
    return render(request, "registry/view_product.html", facts)


@form_or_get
@acts(Action.REGISTER_PRODUCT)
def register_product(request: HttpRequest, establishment_id: int) -> HttpResponse:
    """Put a new product of an establishment on file."""
    establishment = establishment_for(request, establishment_id, Action.REGISTER_PRODUCT)
    form = ProductForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.register_product(
            actor=person_of(request), establishment=establishment, facts=form.facts(), at=now()
        )
        messages.success(request, _("Đã ghi sản phẩm %(name)s.") % {"name": made.name})
        return redirect("registry:view_product", made.pk)
    facts = {
        "form": form,
        "title": _("Ghi sản phẩm mới"),
        "lead": establishment.name,
        "label": _("Ghi sản phẩm"),
        "back": reverse("registry:view_establishment", args=[establishment_id]),
    }
    return render(request, "registry/party_form.html", facts, status=422 if form.errors else 200)


@form_or_get
@acts(Action.EDIT_PRODUCT)
def edit_product(request: HttpRequest, product_id: int) -> HttpResponse:
    """Change what is on file about a product."""
    product = product_for(request, product_id, Action.EDIT_PRODUCT)
    form = ProductForm(request.POST or None, shown=product)
    if request.method == "POST" and form.is_valid():
        actions.edit_product(actor=person_of(request), product=product, facts=form.facts(), at=now())
        messages.success(request, _("Đã lưu."))
        return redirect("registry:view_product", product_id)
    facts = {
        "form": form,
        "title": product.name,
        "lead": product.establishment.name,
        "label": _("Lưu"),
        "back": reverse("registry:view_product", args=[product_id]),
    }
    return render(request, "registry/party_form.html", facts, status=422 if form.errors else 200)
