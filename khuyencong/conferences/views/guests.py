"""Screens of the guest list: who is invited, what they answered."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.conferences.actions import guests as actions
from khuyencong.conferences.forms.guests import AnswerForm, GatherForm, GuestForm, guest_shown
from khuyencong.conferences.models import Conference, Guest
from khuyencong.conferences.queries.page import guest_counts, guests_of
from khuyencong.conferences.views.reach import conference_for, form_page, guest_for, tried, typed
from khuyencong.ui.listing import Column, Filter, Kind, Listing
from khuyencong.vietnamese.folding import fold

form_or_get = require_http_methods(["GET", "HEAD", "POST"])


def _search(rows: QuerySet[Guest], text: str) -> QuerySet[Guest]:
    for word in fold(text).split():
        rows = rows.filter(folded__contains=word)
    return rows


GUESTS = Listing(
    key="khach",
    title=gettext_lazy("Khách mời"),
    columns=[
        Column("number", gettext_lazy("Số"), lambda one: str(one.number), kind=Kind.CODE, order=("number",)),
        Column(
            "name",
            gettext_lazy("Khách"),
            lambda one: f"{one.honorific} {one}".strip(),
            heads=True,
            order=("folded",),
            link=lambda one: reverse("conferences:view_guest", args=[one.pk]),
        ),
        Column("title", gettext_lazy("Chức vụ"), lambda one: one.title),
        Column("organisation", gettext_lazy("Đơn vị"), lambda one: one.organisation if one.name else ""),
        Column("role", gettext_lazy("Vai trò"), lambda one: one.get_role_display(), order=("rank", "number")),
        Column("answer", gettext_lazy("Trả lời"), lambda one: one.get_answer_display(), order=("answer", "number")),
        Column("seat", gettext_lazy("Ghế"), lambda one: one.seat, order=("seat_row", "seat_place")),
    ],
    filters=[
        Filter(
            "tra-loi",
            gettext_lazy("Trả lời"),
            choices=lambda: Guest.Answer.choices,
            narrow=lambda rows, value: rows.filter(answer=value),
        ),
        Filter(
            "vai-tro",
            gettext_lazy("Vai trò"),
            choices=lambda: Guest.Role.choices,
            narrow=lambda rows, value: rows.filter(role=value),
        ),
    ],
    search=_search,
    search_label=gettext_lazy("Tìm theo tên, đơn vị"),
    order=("rank", "number"),
    empty_title=gettext_lazy("Chưa có khách nào"),
    empty_text=gettext_lazy("Lấy khách từ các sổ, rồi thêm những người còn thiếu."),
)


@require_safe
@acts(Action.VIEW_GUESTS)
def view_guests(request: HttpRequest, conference_id: int) -> HttpResponseBase:
    """List the guests with their answers."""
    conference = conference_for(request, conference_id, Action.VIEW_GUESTS)
    facts = {"conference": conference, "counts": guest_counts(conference)}
    return GUESTS.respond(request, guests_of(conference).order_by(), "conferences/view_guests.html", facts)


@require_safe
@acts(Action.VIEW_GUESTS)
def view_guest(request: HttpRequest, guest_id: int) -> HttpResponse:
    """Show one guest with the invitation and its address."""
    guest = guest_for(request, guest_id, Action.VIEW_GUESTS)
    return _guest_page(request, guest, AnswerForm(initial={"answer": guest.answer, "stand_in": guest.stand_in}))


def _guest_page(request: HttpRequest, guest: Guest, form: AnswerForm) -> HttpResponse:
    facts = {"guest": guest, "conference": guest.conference, "form": form}
    return render(request, "conferences/view_guest.html", facts, status=422 if form.errors else 200)


@form_or_get
@acts(Action.ADD_GUEST)
def add_guest(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Put somebody on the list."""
    conference = conference_for(request, conference_id, Action.ADD_GUEST)
    form = GuestForm(typed(request), initial={"role": "delegate", "rank": 500})

    def act() -> None:
        actions.add_guest(actor=person_of(request), conference=conference, facts=form.facts(), at=now())

    if request.method == "POST" and form.is_valid() and tried(form, act):
        messages.success(request, _("Đã thêm khách."))
        return _to_guests(conference)
    back = reverse("conferences:view_guests", args=[conference_id])
    return form_page(request, conference, form, title=_("Thêm khách mời"), label=_("Thêm khách"), back=back)


@form_or_get
@acts(Action.GATHER_GUESTS)
def gather_guests(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Take guests from the registers."""
    conference = conference_for(request, conference_id, Action.GATHER_GUESTS)
    form = GatherForm(typed(request), initial={"sources": ["receivers", "council", "jury"]})
    added: list[int] = []

    def act() -> None:
        sources = form.cleaned_data["sources"]
        added.append(actions.gather_guests(actor=person_of(request), conference=conference, sources=sources, at=now()))

    if request.method == "POST" and form.is_valid() and tried(form, act):
        told = ngettext("Đã thêm %(number)s khách.", "Đã thêm %(number)s khách.", added[0]) % {"number": added[0]}
        messages.success(request, told)
        return _to_guests(conference)
    back = reverse("conferences:view_guests", args=[conference_id])
    title, label = _("Lấy khách từ các sổ"), _("Thêm vào danh sách")
    return form_page(request, conference, form, title=title, label=label, back=back)


@form_or_get
@acts(Action.EDIT_GUEST)
def edit_guest(request: HttpRequest, guest_id: int) -> HttpResponse:
    """Change what is known of a guest."""
    guest = guest_for(request, guest_id, Action.EDIT_GUEST)
    form = GuestForm(typed(request), initial=guest_shown(guest))

    def act() -> None:
        actions.edit_guest(actor=person_of(request), guest=guest, facts=form.facts(guest), at=now())

    if request.method == "POST" and form.is_valid() and tried(form, act):
        messages.success(request, _("Đã lưu khách."))
        return redirect("conferences:view_guest", guest_id)
    back = reverse("conferences:view_guest", args=[guest_id])
    return form_page(request, guest.conference, form, title=_("Sửa khách mời"), label=_("Lưu"), back=back)


@require_POST
@acts(Action.REMOVE_GUEST)
def remove_guest(request: HttpRequest, guest_id: int) -> HttpResponse:
    """Take somebody off the list."""
    guest = guest_for(request, guest_id, Action.REMOVE_GUEST)
    actions.remove_guest(actor=person_of(request), guest=guest, at=now())
    messages.success(request, _("Đã bỏ khách khỏi danh sách."))
    return _to_guests(guest.conference)


@require_POST
@acts(Action.RECORD_ANSWER)
def record_answer(request: HttpRequest, guest_id: int) -> HttpResponse:
    """Write down what a guest said by telephone or letter."""
    guest = guest_for(request, guest_id, Action.RECORD_ANSWER)
    form = AnswerForm(request.POST)

    def act() -> None:
        actions.record_answer(actor=person_of(request), guest=guest, facts=form.facts(), at=now())

    if not form.is_valid() or not tried(form, act):
        return _guest_page(request, guest, form)
    messages.success(request, _("Đã ghi trả lời."))
    return _to_guests(guest.conference)


def _to_guests(conference: Conference) -> HttpResponse:
    return redirect("conferences:view_guests", conference.pk)
