"""Screens of a conference itself: the list, one at a glance, its programme of the day, the steps of its life."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.models import Office
from khuyencong.accounts.queries import office_in_charge
from khuyencong.accounts.rules.policy import Action
from khuyencong.conferences.actions import conferences as actions
from khuyencong.conferences.forms.conferences import ConferenceForm, ItemSet, ReasonForm, item_facts, shown
from khuyencong.conferences.models import Conference
from khuyencong.conferences.queries.page import guest_counts, outcome_counts
from khuyencong.conferences.queries.visibility import conferences_visible_to
from khuyencong.conferences.rules.lives import CONFERENCE_LIFE
from khuyencong.conferences.views.reach import conference_for, form_page, today, tried, typed
from khuyencong.programme.queries.plans.visibility import programmes_visible_to
from khuyencong.selection.models import Round
from khuyencong.ui.listing import Column, Filter, Kind, Listing
from khuyencong.vietnamese.dates import short

form_or_get = require_http_methods(["GET", "HEAD", "POST"])

CONFERENCES = Listing(
    key="hoi-nghi",
    title=gettext_lazy("Hội nghị, lễ trao"),
    columns=[
        Column("held_on", gettext_lazy("Ngày"), lambda one: short(one.held_on), order=("held_on",)),
        Column(
            "name",
            gettext_lazy("Hội nghị"),
            lambda one: one.name,
            order=("name",),
            heads=True,
            link=lambda one: reverse("conferences:view_conference", args=[one.pk]),
        ),
        Column("code", gettext_lazy("Mã"), lambda one: one.code, kind=Kind.CODE, order=("code",)),
        Column("place", gettext_lazy("Địa điểm"), lambda one: one.place),
        Column("state", gettext_lazy("Trạng thái"), lambda one: _(one.state_label)),
    ],
    filters=[
        Filter(
            "tinh-trang",
            gettext_lazy("Trạng thái"),
            choices=lambda: [(one.code, gettext_lazy(one.label)) for one in CONFERENCE_LIFE.states],
            narrow=lambda rows, value: rows.filter(state=value),
        )
    ],
    order=("-held_on", "-pk"),
    empty_title=gettext_lazy("Chưa có hội nghị nào"),
    empty_text=gettext_lazy("Lập hội nghị để mời khách, xếp chỗ, điểm danh, trao giấy chứng nhận và ghi kết luận."),
)


@require_safe
@acts(Action.VIEW_CONFERENCE)
def view_conferences(request: HttpRequest) -> HttpResponseBase:
    """List the conferences."""
    return CONFERENCES.respond(request, conferences_visible_to(person_of(request)), "conferences/view_conferences.html")


@require_safe
@acts(Action.VIEW_CONFERENCE)
def view_conference(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Show a conference at a glance: what is ready and what is next."""
    conference = conference_for(request, conference_id, Action.VIEW_CONFERENCE)
    facts = {
        "conference": conference,
        "can": dict.fromkeys(CONFERENCE_LIFE.verbs(conference.state), True),
        "rounds": conference.rounds.order_by("year", "pk"),
        "agenda": conference.agenda.order_by("starts_at", "pk"),
        "guests": guest_counts(conference),
        "outcomes": outcome_counts(conference),
        "open_conclusions": conference.conclusions.exclude(state="closed").count(),
    }
    return render(request, "conferences/view_conference.html", facts)


@form_or_get
@acts(Action.OPEN_CONFERENCE)
def open_conference(request: HttpRequest) -> HttpResponse:
    """Begin to prepare a conference."""
    office = office_in_charge(person_of(request), Action.OPEN_CONFERENCE)
    assert office is not None
    form = _form(request, office, {"year": today().year, "seat_rows": 8, "seats_per_row": 12})
    made: list[Conference] = []

    def act() -> None:
        made.append(actions.open_conference(actor=person_of(request), office=office, facts=form.facts(), at=now()))

    if request.method == "POST" and form.is_valid() and tried(form, act):
        messages.success(request, _("Đã lập hội nghị."))
        return redirect("conferences:view_conference", made[0].pk)
    title, back = _("Lập hội nghị"), reverse("conferences:view_conferences")
    return form_page(request, None, form, title=title, label=_("Lưu"), back=back)


@form_or_get
@acts(Action.EDIT_CONFERENCE)
def edit_conference(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Change what is known of a conference."""
    conference = conference_for(request, conference_id, Action.EDIT_CONFERENCE)
    form = _form(request, conference.office, shown(conference))

    def act() -> None:
        actions.edit_conference(actor=person_of(request), conference=conference, facts=form.facts(), at=now())

    if request.method == "POST" and form.is_valid() and tried(form, act):
        messages.success(request, _("Đã lưu hội nghị."))
        return redirect("conferences:view_conference", conference_id)
    back = reverse("conferences:view_conference", args=[conference_id])
    return form_page(request, conference, form, title=_("Sửa thông tin hội nghị"), label=_("Lưu"), back=back)


def _form(request: HttpRequest, office: Office, initial: dict[str, object]) -> ConferenceForm:
    return ConferenceForm(
        typed(request),
        initial=initial,
        programmes=programmes_visible_to(person_of(request)).order_by("-first_year", "pk"),
        rounds=Round.objects.filter(office=office).order_by("-year", "pk"),
    )


@form_or_get
@acts(Action.EDIT_AGENDA)
def edit_agenda(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Write the programme of the day."""
    conference = conference_for(request, conference_id, Action.EDIT_AGENDA)
    kept = list(conference.agenda.order_by("starts_at", "pk").values("starts_at", "minutes", "kind", "text", "speaker"))
    rows = ItemSet(typed(request), prefix="muc", initial=kept)
    head = ReasonForm()
    if request.method == "POST" and rows.is_valid():
        head = ReasonForm({"reason": "-"})
        items = item_facts(rows.cleaned_data)
        if tried(
            head,
            lambda: actions.edit_agenda(actor=person_of(request), conference=conference, items=items, at=now()),
        ):
            messages.success(request, _("Đã lưu chương trình."))
            return redirect("conferences:view_conference", conference_id)
    faulty = request.method == "POST"
    facts = {"conference": conference, "rows": rows, "faults": head.non_field_errors()}
    return render(request, "conferences/edit_agenda.html", facts, status=422 if faulty else 200)


@require_POST
@acts(Action.ANNOUNCE_CONFERENCE)
def announce_conference(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Say that guests are invited."""
    conference = conference_for(request, conference_id, Action.ANNOUNCE_CONFERENCE)
    actions.announce_conference(actor=person_of(request), conference=conference, at=now())
    return _stepped(request, conference, _("Khách trả lời được từ bây giờ."))


@require_POST
@acts(Action.START_CONFERENCE)
def start_conference(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Say that the conference has begun."""
    conference = conference_for(request, conference_id, Action.START_CONFERENCE)
    actions.start_conference(actor=person_of(request), conference=conference, at=now())
    return _stepped(request, conference, _("Hội nghị đã khai mạc."))


@require_POST
@acts(Action.CLOSE_CONFERENCE)
def close_conference(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Say that the conference is over."""
    conference = conference_for(request, conference_id, Action.CLOSE_CONFERENCE)
    actions.close_conference(actor=person_of(request), conference=conference, at=now())
    return _stepped(request, conference, _("Hội nghị đã bế mạc. Việc tiếp theo: ghi kết luận và soạn thông cáo."))


@form_or_get
@acts(Action.CANCEL_CONFERENCE)
def cancel_conference(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Call a conference off."""
    conference = conference_for(request, conference_id, Action.CANCEL_CONFERENCE)
    form = ReasonForm(typed(request))

    def act() -> None:
        reason = form.cleaned_data["reason"]
        actions.cancel_conference(actor=person_of(request), conference=conference, reason=reason, at=now())

    if request.method == "POST" and form.is_valid() and tried(form, act):
        return _stepped(request, conference, _("Đã hủy hội nghị."))
    back = reverse("conferences:view_conference", args=[conference_id])
    return form_page(request, conference, form, title=_("Hủy hội nghị"), label=_("Hủy hội nghị"), back=back)


def _stepped(request: HttpRequest, conference: Conference, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("conferences:view_conference", conference.pk)
