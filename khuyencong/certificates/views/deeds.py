"""What staff do to a certificate: sign, revoke, replace, record."""

from __future__ import annotations

import dataclasses
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.certificates import actions
from khuyencong.certificates.forms import FileForm, ForeignForm, ReasonForm, ReplaceForm
from khuyencong.certificates.models import Certificate
from khuyencong.certificates.rules.facts import CertificateFacts
from khuyencong.certificates.views.register import seen
from khuyencong.kernel.refusal import Refusal, demand
from khuyencong.registry.models import Product


@require_POST
@acts(Action.COMPLETE_CERTIFICATE)
def complete_certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign what has a number but was cut off before it was signed."""
    certificate = seen(request, pk)
    demand(refusal(person_of(request), Action.COMPLETE_CERTIFICATE, certificate))
    done = actions.complete_certificate(pk, at=now(), actor=person_of(request))
    messages.success(request, _("Đã ký giấy chứng nhận %(serial)s.") % {"serial": done.serial})
    return redirect("certificates:view_certificate", pk)


@require_POST
@acts(Action.COMPLETE_CERTIFICATE)
def hand_in_signed(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back the paper that the office signed with a tool of its own."""
    certificate, form = seen(request, pk), FileForm(request.POST, request.FILES)
    demand(refusal(person_of(request), Action.COMPLETE_CERTIFICATE, certificate))
    if not form.is_valid():
        raise Refusal("certificates.no_file_given", _("Hãy chọn tệp PDF đã ký."))
    data = form.cleaned_data["file"].read()
    done = actions.hand_in_signed(actor=person_of(request), certificate=certificate, data=data, at=now())
    messages.success(request, _("Đã nhận giấy chứng nhận %(serial)s đã ký.") % {"serial": done.serial})
    return redirect("certificates:view_certificate", pk)


@require_POST
@acts(Action.REVOKE_CERTIFICATE)
def revoke_certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke with a reason."""
    certificate, form = seen(request, pk), ReasonForm(request.POST)
    if not form.is_valid():
        raise Refusal("certificates.no_reason", _("Phải ghi lý do."))
    actions.revoke_certificate(
        actor=person_of(request), certificate=certificate, reason=form.cleaned_data["reason"], at=now()
    )
    messages.success(request, _("Đã thu hồi giấy chứng nhận %(serial)s.") % {"serial": certificate.serial})
    return redirect("certificates:view_certificate", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@acts(Action.REPLACE_CERTIFICATE)
def replace_certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue another in its place, with the content put right."""
    certificate = seen(request, pk)
    demand(refusal(person_of(request), Action.REPLACE_CERTIFICATE, certificate))
    content = certificate.content
    names = [name for name in ReplaceForm.base_fields if name != "reason"]
    form = ReplaceForm(request.POST or None, initial={name: getattr(content, name) for name in names})
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        reason = given.pop("reason")
        made = actions.replace_certificate(
            actor=person_of(request),
            certificate=certificate,
            facts=dataclasses.replace(content, **given),
            reason=reason,
            at=now(),
        )
        messages.success(request, _("Đã cấp lại: giấy mới mang số %(serial)s.") % {"serial": made.serial})
        return redirect("certificates:view_certificate", made.pk)
    facts = {"form": form, "certificate": certificate}
    return render(request, "certificates/replace_certificate.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@acts(Action.RECORD_FOREIGN_CERTIFICATE)
def record_foreign_certificate(request: HttpRequest, product_id: int) -> HttpResponse:
    """Record what another body gave to a product."""
    product = get_object_or_404(
        Product.objects.select_related("establishment__office", "establishment__place"), pk=product_id
    )
    demand(refusal(person_of(request), Action.RECORD_FOREIGN_CERTIFICATE, product))
    form = ForeignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        made = _recorded(request, product, given.pop("number"), given)
        messages.success(request, _("Đã ghi nhận giấy chứng nhận %(serial)s.") % {"serial": made.serial})
        return redirect("certificates:view_certificate", made.pk)
    facts = {"form": form, "product": product}
    return render(request, "certificates/record_foreign_certificate.html", facts, status=422 if form.errors else 200)


def _recorded(request: HttpRequest, product: Product, number: str, given: dict[str, Any]) -> Certificate:
    maker = product.establishment
    facts = CertificateFacts(
        series="",
        product_name=product.name,
        is_set=product.is_set,
        establishment_name=maker.name,
        establishment_address=maker.public_address,
        group_label=product.get_group_display(),
        round_name="",
        entry_code="",
        signer_authority_lines=(),
        signer_name="",
        place="",
        **given,
    )
    return actions.record_foreign_certificate(
        actor=person_of(request),
        facts=facts,
        number=number,
        product_id=product.pk,
        office=maker.office,
        at=now(),
    )
