"""Seeing letters before they leave: preview of many, approval of what was seen, sending."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.actions import letters as actions
from khuyencong.documents.adapters.mail import writes_files
from khuyencong.documents.queries import letters_to_see

SHOWN_AT_ONCE = 50


@require_safe
@acts(Action.VIEW_LETTERS)
def preview_letters(request: HttpRequest) -> HttpResponse:
    """Show every word of the letters that wait to be seen, a page of them at a time."""
    waiting = letters_to_see(person_of(request))
    if label := request.GET.get("loai", ""):
        waiting = waiting.filter(label=label)
    page = Paginator(waiting, SHOWN_AT_ONCE).get_page(request.GET.get("trang"))
    facts = {"page": page, "label": label, "writes_files": writes_files()}
    return render(request, "documents/preview_letters.html", facts)


@require_POST
@acts(Action.APPROVE_LETTERS)
def approve_letters(request: HttpRequest) -> HttpResponse:
    """Approve the letters that were ticked, as they were shown."""
    seen = {pk: request.POST.get(f"sha-{pk}", "") for pk in _ticked(request)}
    number = actions.approve_letters(actor=person_of(request), seen=seen, at=now())
    told = ngettext("Đã duyệt %(number)s thư.", "Đã duyệt %(number)s thư.", number)
    messages.success(request, told % {"number": number})
    return redirect("documents:view_letters")


@require_POST
@acts(Action.RENEW_LETTERS)
def renew_letters(request: HttpRequest) -> HttpResponse:
    """Make the ticked letters again from the records of today."""
    number = actions.renew_letters(actor=person_of(request), ids=_ticked(request), at=now())
    told = ngettext("Đã lập lại %(number)s thư.", "Đã lập lại %(number)s thư.", number)
    messages.success(request, told % {"number": number})
    return redirect("documents:preview_letters")


@require_POST
@acts(Action.SEND_LETTERS)
def send_letters(request: HttpRequest) -> HttpResponse:
    """Send what was approved and is due."""
    told = actions.send_letters(actor=person_of(request), at=now())
    counts = {"sent": told.sent, "waiting": told.waiting, "failed": told.failed}
    words = _("Đã gửi %(sent)s thư; %(waiting)s thư chờ gửi lại; %(failed)s thư gửi không được.") % counts
    (messages.warning if told.waiting or told.failed else messages.success)(request, words)
    return redirect("documents:view_letters")


def _ticked(request: HttpRequest) -> set[int]:
    return {int(pk) for pk in request.POST.getlist("letter") if pk.isascii() and pk.isdecimal() and len(pk) < 18}
