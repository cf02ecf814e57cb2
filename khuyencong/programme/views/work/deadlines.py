"""Deadlines of the year, and the secret address under which a calendar program reads them."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of, public
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.programme.actions.work.calendars import (
    end_calendar_address,
    fingerprint,
    make_calendar_address,
)
from khuyencong.programme.models import CalendarFeed
from khuyencong.programme.queries.work.deadlines import Due, dues_between, dues_of_year
from khuyencong.programme.rules.work.calendar_feed import Entry, calendar_text
from khuyencong.programme.rules.work.dues import DUTIES, duty_of
from khuyencong.programme.views.reach import today
from khuyencong.ui.addresses import number_in
from khuyencong.ui.templatetags.words import cited

SHOWN_ONCE = "calendar_address"
BACK, AHEAD = timedelta(days=60), timedelta(days=400)


class IcsConverter:
    """The secret of a calendar address with its ending."""

    regex = r"[0-9a-f]{40}\.ics"

    def to_python(self, value: str) -> str:
        """Take the ending off."""
        return value.removesuffix(".ics")

    def to_url(self, value: str) -> str:
        """Put the ending on."""
        return f"{value}.ics"


@require_safe
@acts(Action.VIEW_PROJECT)
def view_deadlines(request: HttpRequest) -> HttpResponse:
    """List the days of a year by month: late, due, over."""
    asked = number_in(request.GET.get("nam", "")) or 0
    year = asked if 2000 <= asked <= 2100 else today().year
    verb = request.GET.get("viec", "")
    verb = verb if verb in {duty.verb for duty in DUTIES.values()} else ""
    dues = [one for one in dues_of_year(person_of(request), today(), year) if not verb or _verb(one) == verb]
    months = [(month, list(rows)) for month, rows in groupby(dues, key=lambda one: one.deadline.due_on.month)]
    facts = {
        "year": year,
        "months": months,
        "late": sum(one.is_late for one in dues),
        "verb": verb,
        "duties": {duty.verb: duty.label for duty in DUTIES.values()},
        "feed": CalendarFeed.objects.filter(person=person_of(request), ended_at=None).first(),
        "address": request.session.pop(SHOWN_ONCE, "") if SHOWN_ONCE in request.session else "",
    }
    return render(request, "programme/view_deadlines.html", facts)


def _verb(due: Due) -> str:
    duty = duty_of(due.deadline.code)
    return duty.verb if duty else ""


@require_POST
@acts(Action.VIEW_OWN_ACCOUNT)
def make_calendar(request: HttpRequest) -> HttpResponse:
    """Make a secret address and show it this once."""
    secret = make_calendar_address(actor=person_of(request), at=now())
    request.session[SHOWN_ONCE] = settings.PUBLIC_ADDRESS + reverse("programme:calendar", args=[secret])
    messages.success(request, _("Đã tạo địa chỉ lịch mới. Hãy chép ngay, địa chỉ chỉ hiện lần này."))
    return redirect("programme:view_deadlines")


@require_POST
@acts(Action.VIEW_OWN_ACCOUNT)
def end_calendar(request: HttpRequest) -> HttpResponse:
    """End the person's calendar address."""
    end_calendar_address(actor=person_of(request), at=now())
    messages.success(request, _("Đã thôi dùng địa chỉ lịch."))
    return redirect("programme:view_deadlines")


@require_safe
@public
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """Answer a calendar program with the deadlines of the person whose secret it knows."""
    feed = CalendarFeed.objects.filter(fingerprint=fingerprint(secret), ended_at=None).select_related("person").first()
    if feed is None or not feed.person.is_active:
        raise Http404
    text = calendar_text(_("Hạn khuyến công"), _entries(feed.person), now())
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="han-khuyen-cong.ics"'
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _entries(person: Person) -> list[Entry]:
    day, host = today(), settings.PUBLIC_ADDRESS.partition("://")[2]
    return [
        Entry(
            uid=f"{one.key}@{host}",
            on=one.deadline.due_on,
            title=(_("QUÁ HẠN: %(title)s") % {"title": one.title}) if one.is_late else one.title,
            detail="\n".join(
                filter(None, [one.detail, _("Căn cứ: %(source)s") % {"source": cited(one.deadline.source)}])
            ),
            url=settings.PUBLIC_ADDRESS + one.url if one.url else "",
            is_late=one.is_late or one.is_over,
        )
        for one in dues_between(person, day, day - BACK, day + AHEAD)
    ]
