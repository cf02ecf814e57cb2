"""The door: every view says which act it is, and nothing opens that does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import refusal, scope_of
from khuyencong.accounts.rules.menu import MENU
from khuyencong.accounts.rules.policy import Action
from khuyencong.accounts.rules.roles import STAFF
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.ui.templatetags.words import sentence

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
TOUCH_SECONDS = 60


def now() -> datetime:
    """Read the clock: views and commands pass the moment on to actions."""
    return timezone.now()


def acts(action: Action) -> Callable[[View], View]:
    """Say which act a view is, so that the door asks the policy before it opens."""

    def mark(view: View) -> View:
        view.action = action  # type: ignore[attr-defined]  # the mark itself
        return view

    return mark


def public(view: View) -> View:
    """Open a view to everybody."""
    marked = login_not_required(view)
    marked.is_public = True  # type: ignore[attr-defined]  # the mark itself
    return marked


def person_of(request: HttpRequest) -> Person:
    """Return who is logged in; only for views behind the door."""
    assert isinstance(request.user, Person)
    return request.user


class GuardMiddleware:
    """Refuses what is not classified, asks the policy for what is, and shows every refusal."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if match is not None and not getattr(match.func, "is_public", False):
            # What was read behind the door stays in no cache: the next person at the machine presses "back".
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """Let the view run, or answer in its place."""
        if getattr(view, "is_public", False):
            return None
        action = getattr(view, "action", None)
        if action is None:
            return refused(
                request, [Refusal("accounts.unclassified", _("Địa chỉ này chưa được phân quyền nên không mở được."))]
            )
        if not isinstance(request.user, Person):
            return None
        if session_is_over(request):
            logout(request)
            return redirect(settings.LOGIN_URL)
        if action is not Action.VIEW_OWN_ACCOUNT and (first := comes_first(request)):
            return redirect(first)
        found = refusal(request.user, action) or unwritable(request)
        return refused(request, [found]) if found else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Show an anticipated no; anything else is a bug and goes its way to the log."""
        if isinstance(exception, Refusals):
            return refused(request, exception.refusals)
        if isinstance(exception, Refusal):
            return refused(request, [exception])
        return None


def unwritable(request: HttpRequest) -> Refusal | None:
    """Refuse the sign of number zero, which no keyboard writes and PostgreSQL does not hold, before a view meets it.

    A text to search for (``q``) is only words, whatever stands in it.
    """
    told = [*request.GET.lists(), *request.POST.lists()]
    if not any("\x00" in text for name, texts in told if name != "q" for text in texts):
        return None
    return Refusal("ui.unwritable", _("Nội dung gửi lên có ký tự không ghi được. Hãy xóa, gõ lại rồi gửi."))


def refused(request: HttpRequest, refusals: list[Refusal]) -> HttpResponse:
    """Answer with the reasons: a page for people, JSON for scripts."""
    status = status_of(refusals)
    if "application/json" in request.headers.get("Accept", ""):
        told = [
            {"code": one.code, "sentence": sentence(one), "source": _(one.source) if one.source else ""}
            for one in refusals
        ]
        return JsonResponse({"refusals": told}, status=status)
    facts = {"refusals": refusals, "can_retry": status != 403, "back": _page_before(request)}
    return render(request, "ui/refusal.html", facts, status=status)


def status_of(refusals: list[Refusal]) -> int:
    """Return 403 where rights say no, 429 where somebody asks too often, 409 for the rest."""
    if all(one.code.startswith("accounts.") for one in refusals):
        return 403
    return 429 if all(one.code.endswith(".too_often") for one in refusals) else 409


def _page_before(request: HttpRequest) -> str:
    """Return the address of the page of this site that led here, or nothing. A form may be sent to its own page."""
    before = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure())
    return before if ours and (request.method == "POST" or urlsplit(before).path != request.path) else ""


def session_is_over(request: HttpRequest) -> bool:
    """Tell whether the session has idled or lived too long; else note that it is alive, at most once a minute."""
    seen, moment = request.session.get("seen"), int(now().timestamp())
    begun = request.session.setdefault("begun", moment)
    if moment - begun > settings.SESSION_ABSOLUTE.total_seconds():
        return True
    if seen is not None and moment - seen > settings.SESSION_IDLE.total_seconds():
        return True
    if seen is None or moment - seen >= TOUCH_SECONDS:
        request.session["seen"] = moment
    return False


def comes_first(request: HttpRequest) -> str:
    """Return the page that a person must deal with before any work: a start password, then the second factor."""
    person = person_of(request)
    if person.has_start_password:
        messages.info(request, _("Bạn đang dùng mật khẩu ban đầu do người quản trị đặt. Hãy đổi mật khẩu trước đã."))
        return "account_change_password"
    return "mfa_activate_totp" if needs_second_factor(person) else ""


def needs_second_factor(person: Person) -> bool:
    """Tell whether staff must set up a second factor before anything else."""
    if not settings.SECOND_FACTOR_REQUIRED or not (person.roles & STAFF):
        return False
    from allauth.mfa.utils import is_mfa_enabled

    return not is_mfa_enabled(person)


def template_facts(request: HttpRequest) -> dict[str, object]:
    """Give every template the menu of the person, lazily: public pages never touch the session."""
    view = request.resolver_match.func if request.resolver_match else None
    if getattr(view, "is_public", False) or not isinstance(getattr(request, "user", None), Person):
        return {"menu": [], "product_version": settings.VERSION}
    return {"menu": menu_of(request), "product_version": settings.VERSION}


def menu_of(request: HttpRequest) -> list[dict[str, object]]:
    """Return the lines of the side menu that the person may follow."""
    person, lines = person_of(request), []
    for entry in MENU:
        if not scope_of(person, entry.action):
            continue
        try:
            address = reverse(entry.url_name)
        except NoReverseMatch:
            continue
        lines.append(
            {
                "label": _(entry.label),
                "url": address,
                "icon": entry.icon,
                "current": is_current(request, entry.url_name, address),
            }
        )
    nearest = max((str(line["url"]) for line in lines if line["current"]), key=len, default="")
    return [{**line, "current": line["current"] and line["url"] == nearest} for line in lines]


def is_current(request: HttpRequest, url_name: str, address: str) -> bool:
    """Tell whether the page belongs to a line of the menu: beneath its address, or of the same context."""
    context = url_name.partition(":")[0]
    namespace = request.resolver_match.namespace if request.resolver_match else ""
    return request.path.startswith(address) or (context == namespace == "selection")
