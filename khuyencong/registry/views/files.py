"""Handing in and withdrawing photographs and papers of establishments and products."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.models import Office
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.actions import attach_file, withdraw_file
from khuyencong.documents.models import Attachment
from khuyencong.documents.queries import owner_label
from khuyencong.registry.forms import AttachForm
from khuyencong.registry.models import Establishment, Product
from khuyencong.registry.views.reach import establishment_for, product_for


@require_POST
@acts(Action.ATTACH_FILE)
def attach_to_establishment(request: HttpRequest, establishment_id: int) -> HttpResponse:
    """Put a photograph or paper to an establishment."""
    establishment = establishment_for(request, establishment_id, Action.ATTACH_FILE)
    _attach(request, establishment, establishment.office)
    return redirect("registry:view_establishment", establishment_id)


@require_POST
@acts(Action.ATTACH_FILE)
def attach_to_product(request: HttpRequest, product_id: int) -> HttpResponse:
    """Put a photograph or paper to a product."""
    product = product_for(request, product_id, Action.ATTACH_FILE)
    _attach(request, product, product.establishment.office)
    return redirect("registry:view_product", product_id)


@require_POST
@acts(Action.WITHDRAW_FILE)
def withdraw_from_establishment(request: HttpRequest, establishment_id: int, attachment_id: int) -> HttpResponse:
    """Take a file away from an establishment."""
    _withdraw(request, establishment_for(request, establishment_id, Action.WITHDRAW_FILE), attachment_id)
    return redirect("registry:view_establishment", establishment_id)


@require_POST
@acts(Action.WITHDRAW_FILE)
def withdraw_from_product(request: HttpRequest, product_id: int, attachment_id: int) -> HttpResponse:
    """Take a file away from a product."""
    _withdraw(request, product_for(request, product_id, Action.WITHDRAW_FILE), attachment_id)
    return redirect("registry:view_product", product_id)


def _attach(request: HttpRequest, owner: Establishment | Product, office: Office) -> None:
    form = AttachForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Hãy chọn tệp và loại tệp."))
        return
    file = form.cleaned_data["file"]
    attach_file(
        actor=person_of(request),
        owner=owner,
        data=file.read(),
        name=file.name,
        purpose=form.purpose(),
        kind=form.cleaned_data["kind"],
        office=office,
        caption=form.cleaned_data["caption"],
        at=now(),
    )
    messages.success(request, _("Đã đính kèm tệp."))


def _withdraw(request: HttpRequest, owner: Establishment | Product, attachment_id: int) -> None:
    held = Attachment.objects.filter(owner_label=owner_label(owner), owner_id=owner.pk).select_related("file")
    attachment = get_object_or_404(held, pk=attachment_id)
    withdraw_file(actor=person_of(request), owner=owner, attachment=attachment, at=now())
    messages.success(request, _("Đã rút tệp. Tệp vẫn được lưu để đối chiếu."))
