"""The five questions, open to everybody, and the account with which one goes on."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.forms import ChoiceField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from khuyencong.accounts.actions.people import become_applicant, register_applicant
from khuyencong.accounts.guards import limit, now, public
from khuyencong.accounts.models import Office, Person
from khuyencong.law.norms import NormsOfDay
from khuyencong.portal.forms.filing import FiveQuestions, RegisterForm
from khuyencong.portal.queries.filing.offices import registry_offices
from khuyencong.portal.queries.filing.visibility import papers_visible_to
from khuyencong.portal.queries.results import open_rounds
from khuyencong.portal.rules.filing.entitlement import Answers, entitlement
from khuyencong.portal.views.filing.reach import form_or_get, today, tried
from khuyencong.rulebook.queries import norms_at
from khuyencong.ui.addresses import number_in

MOST_SIGN_UPS, WITHIN_SECONDS = 10, 3600


@public
@require_safe
def ask_entitlement(request: HttpRequest) -> HttpResponse:
    """Ask five questions and answer what the establishment is entitled to; the address keeps the answers."""
    offices = registry_offices()
    asked = "muon" in request.GET
    office = _office(request, offices)
    norms = norms_at(today(), office_code=office.code if office else "")
    provinces = [one.province_code for one in offices]
    form = FiveQuestions(
        request.GET if asked else None, norms=norms, provinces=provinces, initial={"nam": today().year}
    )
    facts = {"form": form, "rounds": open_rounds(), "maker_id": number_in(request.GET.get("co-so", ""))}
    if asked and form.is_valid():
        facts |= _answer(request, form, norms)
    return render(request, "portal/filing/ask_entitlement.html", facts, status=422 if form.errors else 200)


def _office(request: HttpRequest, offices: list[Office]) -> Office | None:
    """Return the office whose own norms count: that of the only province here."""
    return offices[0] if len(offices) == 1 else None


def _answer(request: HttpRequest, form: FiveQuestions, norms: NormsOfDay) -> dict[str, object]:
    told = form.cleaned_data
    answers = Answers(told["ai"], told["lam_gi"], told["muon"], told["tien"], told["nam"])
    found = entitlement(answers, norms)
    known: dict[str, object] = {"nam": told["nam"], "nganh": _label(form, "lam_gi", told["lam_gi"])}
    if told["tien"] is not None:
        known["tien"] = told["tien"].dong
    if maker := number_in(request.GET.get("co-so", "")):
        known["co-so"] = maker
    return {
        "found": found,
        "start": urlencode(known),
        "kept": _kept_kinds(request),
    }


def _label(form: FiveQuestions, name: str, code: str) -> str:
    field = form.fields[name]
    assert isinstance(field, ChoiceField)
    return str(dict(field.choices)[code])  # type: ignore[arg-type]  # plain pairs


def _kept_kinds(request: HttpRequest) -> set[str]:
    """Return the kinds of papers that lie in the lockers of whoever is logged in."""
    if not isinstance(request.user, Person):
        return set()
    rows = papers_visible_to(request.user).filter(establishment__applicant=request.user, dropped_at=None)
    still = [one for one in rows if one.valid_until is None or one.valid_until >= today()]
    return {paper.kind for paper in still}


@public
@form_or_get
def register_applicant_page(request: HttpRequest) -> HttpResponse:
    """Let somebody of an establishment make an account, or begin with the one they came in with from elsewhere."""
    person = request.user if isinstance(request.user, Person) else None
    following = _next(request)
    if person is not None and person.roles:
        return redirect(following or "filing:view_filings")
    form = RegisterForm(request.POST or None, offices=registry_offices(), signed_in=person is not None)
    if request.method == "POST" and form.is_valid():
        limit(request, "portal.sign_up", most=MOST_SIGN_UPS, seconds=WITHIN_SECONDS)
        made = tried(form, lambda: _sign_up(form, person))
        if made is not None:
            messages.success(request, _("Đã tạo tài khoản. Hãy khai cơ sở của bạn để cơ quan xác nhận."))
            if person is None:
                login(request, made, backend=settings.AUTHENTICATION_BACKENDS[0])
            return redirect(following or "filing:claim_establishment")
    facts = {"form": form, "next": following, "person": person}
    return render(request, "portal/filing/register_applicant.html", facts, status=422 if form.errors else 200)


def _sign_up(form: RegisterForm, person: Person | None) -> Person:
    told = dict(form.cleaned_data)
    if person is None:
        return register_applicant(**told, at=now())
    become_applicant(person=person, office=told["office"], at=now())
    return person


def _next(request: HttpRequest) -> str:
    """Return the page of this site to which one was on the way."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else ""
