"""Who may act for an establishment: claims and what officers make of them, consents to be filed for."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.portal.actions.filing import claims as actions
from khuyencong.portal.actions.filing import consents
from khuyencong.portal.forms.filing import ClaimForm, ConsentForm, ReasonForm
from khuyencong.portal.models import Claim, Consent
from khuyencong.portal.queries.filing.claims import candidates
from khuyencong.portal.queries.filing.offices import own_office
from khuyencong.portal.queries.filing.visibility import claims_visible_to
from khuyencong.portal.views.filing.reach import form_or_get, thing_for, tried
from khuyencong.registry.models import Establishment
from khuyencong.registry.rules.facts import EstablishmentFacts
from khuyencong.registry.rules.legal_forms import LABELS, LegalForm
from khuyencong.ui.addresses import number_in


@form_or_get
@acts(Action.CLAIM_ESTABLISHMENT)
def claim_establishment(request: HttpRequest) -> HttpResponse:
    """Say which establishment one acts for."""
    person = person_of(request)
    office = own_office(person)
    initial = {"phone": person.phone, "representative": person.full_name, "form": LegalForm.HOUSEHOLD.value}
    form = ClaimForm(request.POST or None, province_code=office.province_code, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        place = told.pop("place")
        facts = EstablishmentFacts(**{**told, "form": LABELS[LegalForm(told["form"])]})
        if tried(
            form,
            lambda: actions.claim_establishment(actor=person, office=office, facts=facts, place=place, at=now()),
        ):
            messages.success(request, _("Đã ghi. Cơ quan sẽ gọi để xác nhận; trong lúc chờ bạn vẫn soạn hồ sơ được."))
            return redirect("filing:view_filings")
    facts_shown = {"form": form, "office": office}
    return render(request, "portal/filing/claim_establishment.html", facts_shown, status=422 if form.errors else 200)


@require_safe
@acts(Action.VIEW_CLAIM)
def view_claims(request: HttpRequest) -> HttpResponse:
    """List the claims, those that wait first."""
    rows = claims_visible_to(person_of(request)).select_related("person", "place", "office", "establishment")
    waiting = list(rows.filter(state=Claim.State.WAITING).order_by("made_at", "pk"))
    decided = rows.exclude(state=Claim.State.WAITING).order_by("-decided_at", "-pk")[:50]
    return render(request, "portal/filing/view_claims.html", {"waiting": waiting, "decided": decided})


@require_safe
@acts(Action.VIEW_CLAIM)
def view_claim(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Show a claim beside the establishments on file that it may mean."""
    claim = thing_for(request, Claim, claim_id, Action.VIEW_CLAIM, "person", "office", "place", "establishment")
    found = candidates(person_of(request), claim)
    return render(request, "portal/filing/view_claim.html", {"claim": claim, "found": found, "form": ReasonForm()})


@require_POST
@acts(Action.CONFIRM_CLAIM)
def confirm_claim(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Link the person to the establishment chosen, or to a new one."""
    claim = thing_for(request, Claim, claim_id, Action.CONFIRM_CLAIM, "person", "office", "place")
    pk = number_in(request.POST.get("co_so", ""))
    found = {one.pk: one for one in candidates(person_of(request), claim)}
    chosen = found.get(pk) if pk else None
    if pk and chosen is None:
        messages.error(request, _("Hãy chọn một cơ sở trong danh sách."))
        return redirect("filing:view_claim", claim.pk)
    actions.confirm_claim(actor=person_of(request), claim=claim, establishment=chosen, at=now())
    messages.success(request, _("Đã xác nhận; tài khoản nay đứng tên cơ sở."))
    return redirect("filing:view_claims")


@require_POST
@acts(Action.REFUSE_CLAIM)
def refuse_claim(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Say why the claim is not confirmed."""
    claim = thing_for(request, Claim, claim_id, Action.REFUSE_CLAIM, "person", "office", "place")
    reason = request.POST.get("reason", "")
    actions.refuse_claim(actor=person_of(request), claim=claim, reason=reason, at=now())
    messages.success(request, _("Đã ghi lý do; người khai đọc được."))
    return redirect("filing:view_claims")


@form_or_get
@acts(Action.RECORD_CONSENT)
def record_consent(request: HttpRequest, establishment_id: int) -> HttpResponse:
    """Record that an establishment lets the office file for it, and go on to the filing."""
    maker = thing_for(request, Establishment, establishment_id, Action.RECORD_CONSENT, "office")
    form = ConsentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        paper = told.pop("paper")
        facts = consents.ConsentFacts(
            **told, paper=paper.read() if paper else b"", paper_name=paper.name if paper else ""
        )
        if tried(
            form,
            lambda: consents.record_consent(actor=person_of(request), establishment=maker, facts=facts, at=now()),
        ):
            messages.success(request, _("Đã ghi sự đồng ý. Nay nộp thay cơ sở được."))
            return redirect("filing:record_consent", maker.pk)
    shown = {
        "maker": maker,
        "form": form,
        "consents": maker.consents.select_related("recorded_by", "withdrawn_by").order_by("-recorded_at"),
        "open": consents.open_consent(maker),
    }
    return render(request, "portal/filing/record_consent.html", shown, status=422 if form.errors else 200)


@require_POST
@acts(Action.WITHDRAW_CONSENT)
def withdraw_consent(request: HttpRequest, consent_id: int) -> HttpResponse:
    """Take a consent back."""
    consent = thing_for(request, Consent, consent_id, Action.WITHDRAW_CONSENT, "establishment")
    consents.withdraw_consent(actor=person_of(request), consent=consent, at=now())
    messages.success(request, _("Đã rút sự đồng ý. Cơ quan không nộp thay được nữa."))
    own = consent.establishment.belongs_to(person_of(request))
    return redirect("filing:view_filings") if own else redirect("filing:record_consent", consent.establishment_id)
