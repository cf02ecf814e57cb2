"""Offers of partners: shown to everybody, kept by advisers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.queries import office_in_charge, refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.advisory.actions import links
from khuyencong.advisory.forms import LinkForm
from khuyencong.advisory.models import PartnerLink
from khuyencong.advisory.queries import links_visible_to
from khuyencong.kernel.refusal import Refusal, demand
from khuyencong.ui.templatetags.words import sentence


@require_http_methods(["GET", "HEAD", "POST"])
@acts(Action.ADD_PARTNER_LINK)
def add_partner_link(request: HttpRequest) -> HttpResponse:
    """Show the offers there are, and take a new one."""
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _added(request, form):
        messages.success(request, _("Đã đăng lời chào lên trang Tư vấn."))
        return redirect("advisory:add_partner_link")
    rows = links_visible_to(person_of(request)).filter(withdrawn_at=None).order_by("-added_at", "pk")
    facts = {"form": form, "links": rows[:100], "today": timezone.localdate()}
    return render(request, "advisory/add_partner_link.html", facts, status=422 if form.errors else 200)


@require_POST
@acts(Action.WITHDRAW_PARTNER_LINK)
def withdraw_partner_link(request: HttpRequest, link_id: int) -> HttpResponse:
    """Show an offer no longer."""
    link = get_object_or_404(PartnerLink, pk=link_id)
    demand(refusal(person_of(request), Action.WITHDRAW_PARTNER_LINK, link))
    links.withdraw_partner_link(actor=person_of(request), link=link, at=now())
    messages.success(request, _("Đã gỡ lời chào."))
    return redirect("advisory:add_partner_link")


def _added(request: HttpRequest, form: LinkForm) -> bool:
    office = office_in_charge(person_of(request), Action.ADD_PARTNER_LINK)
    assert office is not None, "the door has asked for the right"
    try:
        links.add_partner_link(actor=person_of(request), office=office, facts=form.facts(), at=now())
    except Refusal as no:
        form.add_error(None, sentence(no))
    return not form.errors
