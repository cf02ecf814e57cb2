"""The list of projects with its filters, and the board by state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from khuyencong.accounts.guards import acts, person_of
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.programme.models import PlanLine
from khuyencong.programme.queries.offices import office_that_runs
from khuyencong.programme.queries.projects.board import board, listed, years_of
from khuyencong.programme.queries.projects.visibility import projects_visible_to
from khuyencong.programme.rules.project_life import NATIONAL_PROJECT_LIFE
from khuyencong.programme.rules.streams import STREAM_LABELS, Stream
from khuyencong.programme.views.reach import today
from khuyencong.rulebook.queries import norms_at
from khuyencong.ui.addresses import number_in
from khuyencong.ui.listing import Column, Filter, Kind, Listing
from khuyencong.ui.listing.declaration import Rows
from khuyencong.vietnamese.folding import fold

CELLS = "programme/cells"
MINE = "toi"
SHORTCUTS = (
    ("?phu-trach=toi", gettext_lazy("Tôi phụ trách"), "person-check"),
    ("?trang-thai=registered", gettext_lazy("Chờ thẩm định"), "clipboard-check"),
    ("?trang-thai=cho", gettext_lazy("Danh sách chờ vào kế hoạch"), "hourglass-split"),
    ("?trang-thai=needs_supplement", gettext_lazy("Chờ bổ sung"), "chat-left-text"),
    ("?trang-thai=planned", gettext_lazy("Chờ ký hợp đồng"), "pen"),
    ("?trang-thai=dang-chay", gettext_lazy("Đang chạy"), "play-circle"),
)
"""Choices that people ask for every day, as addresses that can be kept."""
STATE_GROUPS: Mapping[str, tuple[Any, Q]] = {
    "cho": (
        gettext_lazy("Danh sách chờ (đã thẩm định, chưa vào kế hoạch)"),
        Q(stream="local", state="appraised") | Q(state="ministry_appraised"),
    ),
    "dang-chay": (gettext_lazy("Đang chạy (từ hợp đồng đến nghiệm thu)"), Q(state__in=["contracted", "running"])),
    "xong": (gettext_lazy("Đã xong"), Q(state__in=["accepted", "settled", "liquidated", "closed"])),
    "bo": (gettext_lazy("Đã rút, từ chối, ngừng"), Q(state__in=["withdrawn", "rejected", "stopped", "ended"])),
}


def content_labels() -> dict[str, str]:
    """Return the label of every kind of content that today's norms know."""
    return {row["code"]: str(row["label"]) for row in norms_at(today()).rows("programme.contents")}


def project_listing(request: HttpRequest) -> Listing:
    """Declare the list as this reader sees it."""
    person, labels = person_of(request), content_labels()
    visible = projects_visible_to(person)
    return Listing(
        key="de-an",
        title=gettext_lazy("Đề án"),
        columns=_columns(labels),
        order=("-year", "-pk"),
        filters=[
            Filter(
                "nam",
                gettext_lazy("Năm"),
                lambda: [(str(year), str(year)) for year in years_of(visible)],
                lambda rows, value: rows.filter(year=number_in(value) or 0),
            ),
            Filter("nguon", gettext_lazy("Nguồn"), _streams, lambda rows, value: rows.filter(stream=value)),
            Filter(
                "noi-dung",
                gettext_lazy("Nội dung"),
                lambda: [(code, _(label)) for code, label in labels.items()],
                lambda rows, value: rows.filter(content=value),
            ),
            Filter("trang-thai", gettext_lazy("Trạng thái"), _states, _by_state),
            Filter(
                "noi", gettext_lazy("Xã, phường"), lambda: _places(visible), lambda rows, v: rows.filter(place__code=v)
            ),
            Filter(
                "phu-trach",
                gettext_lazy("Người phụ trách"),
                lambda: _officers(visible),
                lambda rows, value: rows.filter(officer=person.pk if value == MINE else _number(value)),
            ),
        ],
        search=_search,
        search_label=gettext_lazy("Tìm mã, tên đề án, cơ sở"),
        empty_title=gettext_lazy("Chưa có đề án nào"),
        empty_text=gettext_lazy("Lập đề án từ cơ sở cần hỗ trợ, hoặc nhập danh sách đề án từ Excel."),
    )


def _columns(labels: Mapping[str, str]) -> tuple[Column, ...]:
    return (
        Column(
            "ma",
            gettext_lazy("Mã"),
            lambda one: one.code,
            Kind.CODE,
            order=("code",),
            heads=True,
            link=lambda one: reverse("programme:view_project", args=[one.pk]),
        ),
        Column(
            "ten", gettext_lazy("Tên đề án"), lambda one: one.name, order=("name",), cell=f"{CELLS}/project_name.html"
        ),
        Column(
            "co-so",
            gettext_lazy("Cơ sở thụ hưởng"),
            lambda one: one.establishment.name if one.establishment else "",
            order=("establishment__sort_key",),
            shown=False,
        ),
        Column("noi-dung", gettext_lazy("Nội dung"), lambda one: _(labels.get(one.content, one.content)), shown=False),
        Column("nguon", gettext_lazy("Nguồn"), lambda one: _(STREAM_LABELS[Stream(one.stream)]), shown=False),
        Column("nam", gettext_lazy("Năm"), lambda one: str(one.year), shown=False),
        Column(
            "trang-thai",
            gettext_lazy("Trạng thái"),
            lambda one: _(one.state_label),
            order=("state",),
            cell=f"{CELLS}/project_state.html",
        ),
        Column("de-nghi", gettext_lazy("Đề nghị (đồng)"), lambda one: one.asked, Kind.MONEY, order=("asked",)),
        Column("duyet", gettext_lazy("Phê duyệt (đồng)"), lambda one: one.approved, Kind.MONEY, order=("approved",)),
        *_hidden(),
    )


def _hidden() -> tuple[Column, ...]:
    """Return what stands only in the file."""
    return (
        Column("hop-dong", gettext_lazy("Hợp đồng (đồng)"), lambda one: one.contracted, Kind.MONEY, shown=False),
        Column("nghiem-thu", gettext_lazy("Nghiệm thu (đồng)"), lambda one: one.accepted, Kind.MONEY, shown=False),
        Column("doi-ung", gettext_lazy("Vốn của cơ sở (đồng)"), lambda one: one.counterpart, Kind.MONEY, shown=False),
        Column("loai", gettext_lazy("Loại"), lambda one: one.get_kind_display(), shown=False),
        Column("dong", gettext_lazy("Dòng kế hoạch"), lambda one: one.line.code if one.line else "", shown=False),
        Column("quyet-dinh", gettext_lazy("Số quyết định"), lambda one: one.decision_number, shown=False),
        Column("duyet-ngay", gettext_lazy("Ngày phê duyệt"), lambda one: one.approved_on, Kind.DAY, shown=False),
        Column("han", gettext_lazy("Hoàn thành"), lambda one: one.ends_on, Kind.DAY, shown=False),
        Column(
            "dia-diem",
            gettext_lazy("Địa điểm"),
            lambda one: str(one.place) if one.place else one.place_text,
            shown=False,
        ),
        Column(
            "phu-trach",
            gettext_lazy("Người phụ trách"),
            lambda one: one.officer.full_name if one.officer else "",
            shown=False,
        ),
    )


def _streams() -> list[tuple[str, str]]:
    return [(stream.value, _(label)) for stream, label in STREAM_LABELS.items()]


def _states() -> list[tuple[str, str]]:
    groups = [(code, label) for code, (label, _where) in STATE_GROUPS.items()]
    return [*groups, *((code, _(label)) for code, label in NATIONAL_PROJECT_LIFE.choices())]


def _by_state(rows: Rows, value: str) -> Rows:
    return rows.filter(STATE_GROUPS[value][1]) if value in STATE_GROUPS else rows.filter(state=value)


def _places(visible: Rows) -> list[tuple[str, str]]:
    found = visible.filter(place__isnull=False).order_by("place__sort_key")
    return [(code, name) for code, name in found.values_list("place__code", "place__name").distinct()]


def _officers(visible: Rows) -> list[tuple[str, str]]:
    found = visible.filter(officer__isnull=False).order_by("officer__full_name")
    people = [(str(pk), name) for pk, name in found.values_list("officer", "officer__full_name").distinct()]
    return [(MINE, _("Tôi")), *people]


def _number(value: str) -> int:
    return number_in(value) or 0


def _search(rows: Rows, text: str) -> Rows:
    for word in fold(text).split():
        rows = rows.filter(search_text__contains=word)
    return rows


@require_safe
@acts(Action.VIEW_PROJECT)
def view_projects(request: HttpRequest) -> HttpResponseBase:
    """List the projects that the reader may see."""
    person = person_of(request)
    facts = {
        "shortcuts": [] if person_sees_only_own(request) else SHORTCUTS,
        "may_open": office_that_runs(person, Action.OPEN_PROJECT) is not None,
        "drafts": projects_visible_to(person, Action.REGISTER_PROJECT).filter(state="draft").order_by("-pk")[:30],
    }
    rows = listed(projects_visible_to(person))
    return project_listing(request).respond(request, rows, "programme/view_projects.html", facts)


def person_sees_only_own(request: HttpRequest) -> bool:
    """Tell whether the reader is an applicant, for whom the tools of the office are noise."""
    return refusal(person_of(request), Action.CHECK_SUPPORT) is not None


@require_safe
@acts(Action.VIEW_PROJECT)
def view_project_board(request: HttpRequest) -> HttpResponse:
    """Show the projects of a year as cards under their states, with counts and sums."""
    visible = projects_visible_to(person_of(request))
    years = years_of(visible)
    asked = number_in(request.GET.get("nam", ""))
    year = asked if asked in years else (years[0] if years else today().year)
    stream = request.GET.get("nguon", "")
    rows = visible.filter(year=year)
    rows = rows.filter(stream=stream) if stream in set(Stream) else rows
    facts = {
        "columns": board(rows),
        "year": year,
        "years": years,
        "stream": stream,
        "streams": _streams(),
        "kinds": PlanLine.Kind.choices,
    }
    return render(request, "programme/view_project_board.html", facts)
