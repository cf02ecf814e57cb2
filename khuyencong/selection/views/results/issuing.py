"""The screen that issues a round's certificates a few at a time; stopping and going on lose nothing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.certificates.models import Certificate
from khuyencong.selection.actions.issuing import issue_one, recognised_dossiers
from khuyencong.selection.models import Dossier, Round
from khuyencong.selection.queries.issuing import certificates_of
from khuyencong.selection.rules.round_life import ROUND_LIFE
from khuyencong.selection.views.reach import frame, round_for

AT_A_TIME = 4


@require_safe
@acts(Action.VIEW_REGISTER)
def view_issuing(request: HttpRequest, round_id: int) -> HttpResponse:
    """Show which certificates are issued and which are left."""
    round_ = round_for(request, round_id, Action.VIEW_REGISTER)
    known = certificates_of(round_)
    dossiers = Dossier.objects.filter(round=round_, state="recognised").order_by("entry_code")
    rows = [{"dossier": one, "certificate": known.get(one.pk), "url": address(known.get(one.pk))} for one in dossiers]
    facts = {
        **frame(round_, "view_issuing"),
        "rows": rows,
        "done": sum(map(is_complete, known.values())),
        "decision": getattr(round_, "decision", None),
        "token": get_token(request),
    }
    return render(request, "selection/view_issuing.html", facts)


def is_complete(certificate: Certificate | None) -> bool:
    """Tell whether the certificate was signed and filed."""
    return certificate is not None and certificate.state != "reserved"


def address(certificate: Certificate | None) -> str:
    """Return the page of a certificate, or nothing."""
    try:
        return reverse("certificates:view_certificate", args=[certificate.pk]) if certificate else ""
    except NoReverseMatch:
        return ""


@require_POST
@acts(Action.ISSUE_CERTIFICATE)
def issue_certificates(request: HttpRequest, round_id: int) -> HttpResponse:
    """Issue the next few certificates; the page asks again until none is left."""
    round_ = round_for(request, round_id, Action.ISSUE_CERTIFICATE)
    ROUND_LIFE.after(round_.state, "issue_certificates")
    left = _left(round_)
    made = [(dossier, issue_one(actor=person_of(request), dossier=dossier, at=now())) for dossier in left[:AT_A_TIME]]
    remaining = len(left) - len(made)
    if "application/json" in request.headers.get("Accept", ""):
        issued = [{"dossier": one.pk, "serial": paper.serial, "url": address(paper)} for one, paper in made]
        return JsonResponse({"issued": issued, "left": remaining})
    messages.success(
        request, _("Đã cấp %(count)s giấy chứng nhận, còn %(left)s.") % {"count": len(made), "left": remaining}
    )
    return redirect("selection:view_issuing", round_id)


def _left(round_: Round) -> list[Dossier]:
    known = certificates_of(round_)
    return [one for one in recognised_dossiers(round_) if not is_complete(known.get(one.pk))]
