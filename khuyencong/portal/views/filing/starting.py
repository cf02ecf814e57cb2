"""Where an application begins, and the page on which everything handed in is followed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import scope_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal
from khuyencong.portal.actions.filing.drafts import Start
from khuyencong.portal.actions.filing.drafts import start_filing as start
from khuyencong.portal.models import Claim, Filing
from khuyencong.portal.queries.filing.following import drafts_of, followed_by
from khuyencong.portal.queries.filing.visibility import active_own_establishments, filings_visible_to
from khuyencong.portal.queries.results import open_rounds
from khuyencong.portal.views.filing.reach import form_or_get, today
from khuyencong.programme.rules.contents import content_type, stream_refusal
from khuyencong.programme.rules.streams import STREAM_LABELS, Stream
from khuyencong.registry.models import Establishment, Product
from khuyencong.registry.queries import active_establishments
from khuyencong.rulebook.queries import norms_at
from khuyencong.selection.models import Round
from khuyencong.ui.addresses import number_in
from khuyencong.ui.templatetags.words import dong

NONE_YET = "0"
KEPT = ("ky", "noi_dung", "nguon", "nam", "nganh", "tien", "co-so")
"""What the address says of the wish, handed on when the form is sent."""


@form_or_get
@acts(Action.START_FILING)
def start_filing(request: HttpRequest) -> HttpResponse:
    """Choose the establishment (and the product of an entry), and begin; the wish comes from the address."""
    person = person_of(request)
    told = request.POST or request.GET
    if not told.get("noi_dung") and not told.get("ky"):
        return redirect(f"{reverse('filing:ask_entitlement')}?{urlencode({'co-so': told.get('co-so', '')})}")
    makers = _makers(person, number_in(told.get("co-so", "")))
    round_ = open_rounds().filter(code=told.get("ky", "")).first()
    wish = _wish(told, round_)
    if request.method == "POST":
        maker = _chosen(makers, told.get("co_so", ""))
        if maker is not None or told.get("co_so") == NONE_YET:
            filing = start(actor=person, establishment=maker, start=_start(told, wish, maker, round_), at=now())
            return redirect("filing:write_filing", filing.pk)
        messages.error(request, _("Hãy chọn cơ sở."))
    claims = Claim.objects.filter(person=person, state=Claim.State.WAITING)
    products = Product.objects.filter(establishment__in=makers, state="active").order_by("sort_key", "pk")
    facts = {
        "wish": wish, "makers": makers, "claims": claims, "round": round_,
        "hidden": [(name, told[name]) for name in KEPT if told.get(name)],
        "products": products if round_ is not None else [], "is_applicant": scope_of(person, Action.START_FILING).own,
    }  # fmt: skip  # a table
    return render(request, "portal/filing/start_filing.html", facts)


def _makers(person: Person, pk: int | None) -> Sequence[Establishment]:
    """Return one's own establishments; an officer comes with the one for which they file."""
    own = list(active_own_establishments(person))
    if own or pk is None or not scope_of(person, Action.START_FILING).office_ids:
        return own
    return list(active_establishments(person).filter(pk=pk))


def _chosen(makers: Sequence[Establishment], text: str) -> Establishment | None:
    return next((one for one in makers if str(one.pk) == text), None)


def _wish(told: Any, round_: Round | None) -> dict[str, Any]:
    """Return what is asked for, in words.

    :raises Refusal: for a content or stream that the day does not know, or a round that takes nothing in.
    """
    year = number_in(told.get("nam", "")) or today().year
    if round_ is not None:
        return {"kind": Filing.Kind.DOSSIER, "label": round_.name, "year": round_.year}
    if told.get("ky"):
        raise Refusal("portal.round_closed_now", _("Kỳ bình chọn này hiện không nhận hồ sơ."))
    norms = norms_at(today())
    content = content_type(told["noi_dung"], norms)
    stream = told.get("nguon", Stream.LOCAL.value)
    if (wrong := stream_refusal(content, stream)) is not None:
        raise wrong
    words = {"label": _(content.label), "stream_label": _(STREAM_LABELS[Stream(stream)])}
    return {"kind": Filing.Kind.PROJECT, "content": content.code, "stream": stream, "year": year, **words}


def _start(told: Any, wish: dict[str, Any], maker: Establishment | None, round_: Round | None) -> Start:
    if round_ is not None:
        product = _product(maker, number_in(told.get("san_pham", "")))
        return Start(kind=wish["kind"], year=wish["year"], round=round_, product=product, answers=_of_product(product))
    cost = number_in(told.get("tien", ""))
    known = {"sector": told.get("nganh", "")[:200]}
    if cost:
        amount = dong(cost).removesuffix(" đồng")
        known |= {"total_cost": amount, "eligible_cost": amount}
    answers = {name: text for name, text in known.items() if text}
    return Start(kind=wish["kind"], year=wish["year"], content=wish["content"], stream=wish["stream"], answers=answers)


def _product(maker: Establishment | None, pk: int | None) -> Product | None:
    return maker.products.filter(pk=pk, state="active").first() if maker is not None and pk else None


def _of_product(product: Product | None) -> dict[str, str]:
    """Return what the registry knows of a product, as it would be typed."""
    if product is None:
        return {}
    known = {
        "name": product.name,
        "group": product.group,
        "unit": product.unit,
        "annual_output": f"{product.annual_output:f}".rstrip("0").rstrip(".").replace(".", ",")
        if product.annual_output is not None
        else "",
        "price": str(product.price_dong or ""),
        "revenue": str(product.revenue_dong or ""),
        "description": product.description,
    }
    return {name: text for name, text in known.items() if text}


@require_safe
@acts(Action.VIEW_FILING)
def view_filings(request: HttpRequest) -> HttpResponse:
    """Show everything one handed in or is writing, in plain words; to an office, what came in through the portal."""
    person = person_of(request)
    if not scope_of(person, Action.VIEW_FILING).own:
        rows = filings_visible_to(person).exclude(state=Filing.State.DISCARDED)
        related = rows.select_related("establishment", "project", "dossier", "office", "round", "consent")
        facts: dict[str, Any] = {"rows": related.order_by("-changed_at", "-pk")[:200]}
        return render(request, "portal/filing/view_office_filings.html", facts)
    facts = {
        "drafts": list(drafts_of(person)),
        "followed": followed_by(person, today()),
        "claims": Claim.objects.filter(person=person).exclude(state=Claim.State.CONFIRMED).order_by("-made_at"),
        "makers": list(active_own_establishments(person)),
    }
    return render(request, "portal/filing/view_filings.html", facts)
