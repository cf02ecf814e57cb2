"""Pages for the phone in the field: a visit, an acceptance, and the photographs that follow when they can.

Each page sends a plain form; the script keeps it in the phone until the answer came, and sends it again after a
lost connection under the same id.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from importlib.resources import files

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of, public
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.programme.actions.work import field as actions
from khuyencong.programme.forms.work import (
    MACHINE_COLUMNS,
    AcceptanceForm,
    FieldForm,
    MachineForm,
    VisitForm,
    faults_of,
    read_lines,
)
from khuyencong.programme.models import Project
from khuyencong.programme.queries.projects.bounds import content_of, norms_for
from khuyencong.programme.queries.work.course import MACHINES
from khuyencong.programme.rules.work.acceptance import AcceptanceFacts
from khuyencong.programme.rules.work.effects import derived_figures
from khuyencong.programme.views.reach import project_for, today
from khuyencong.programme.views.work.telling import to_project, told, tried, typed, warn

form_or_get = require_http_methods(["GET", "POST"])
MOST_APART = 10


@form_or_get
@acts(Action.INSPECT_PROJECT)
def inspect_project(request: HttpRequest, project_id: int) -> HttpResponseBase:
    """Write down a visit."""
    project = project_for(request, project_id, Action.INSPECT_PROJECT)
    form = VisitForm(typed(request), initial={"client_id": uuid.uuid4(), "visited_on": today()})
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        client_id, photos = facts.pop("client_id"), facts.pop("photo_count") or 0
        visit = actions.VisitFacts(**facts, photo_count=photos)
        kept = tried(
            form,
            lambda: actions.inspect_project(
                actor=person_of(request), project=project, client_id=client_id, facts=visit, at=now()
            ),
        )
        if kept:
            return _kept(request, project, kept, _("Đã ghi lần kiểm tra."))
    return _page(request, project, form, "inspect_project", {})


@form_or_get
@acts(Action.ACCEPT_WORK)
def accept_work(request: HttpRequest, project_id: int) -> HttpResponseBase:
    """Write down an acceptance on the spot."""
    project = project_for(request, project_id, Action.ACCEPT_WORK)
    content = content_of(project, norms_for(project, today()))
    form = AcceptanceForm(typed(request), indicators=content.indicators_at("result"), initial=_initial(project))
    if request.method == "POST" and form.is_valid():
        lines = read_lines(request.POST)
        for fault in lines.faults:
            form.add_error(None, fault)
        kept = None if lines.faults else tried(form, lambda: _accept(request, project, form))
        if kept:
            warn_later = "application/json" not in request.headers.get("Accept", "")
            if warn_later:
                warn(request, kept.warnings)
            return _kept(request, project, kept, _("Đã ghi nghiệm thu."))
    machines = list(_machine_forms(request, project))
    facts = {
        "machines": machines if MACHINES in content.tables or machines else [],
        "takes_machines": MACHINES in content.tables,
        "blank_machine": MachineForm(),
        "members": _members(request),
        "planned": project.machines.filter(is_planned=True).order_by("pk"),
    }
    return _page(request, project, form, "accept_work", facts)


def _accept(request: HttpRequest, project: Project, form: AcceptanceForm) -> actions.Kept:
    given, lines = form.cleaned_data, read_lines(request.POST)
    facts = AcceptanceFacts(
        held_on=given["held_on"],
        result=given["result"],
        accepted=given["accepted"],
        members=lines.members,
        reason=given["reason"],
        place=given["place"],
        machines=lines.machines,
    )
    papers = actions.Papers(given["paper"], form.figures(), given["photo_count"] or 0)
    return actions.accept_work(
        actor=person_of(request), project=project, client_id=given["client_id"], facts=facts, papers=papers, at=now()
    )


def _initial(project: Project) -> dict[str, object]:
    machines = sum(one.quantity for one in project.machines.filter(is_planned=True))
    figures = derived_figures(project.facts, machines)
    return {
        "client_id": uuid.uuid4(),
        "held_on": today(),
        "place": str(project.place or project.place_text),
        "result": "full",
        "accepted": project.contracted,
        **{f"now_{code}": str(value) for code, value in figures.items()},
    }


def _machine_forms(request: HttpRequest, project: Project) -> Sequence[MachineForm]:
    """Return the lines of machines: as typed, else as planned."""
    if request.method == "POST":
        columns = [request.POST.getlist(f"machine_{column}") for column in MACHINE_COLUMNS]
        return [
            MachineForm(initial=dict(zip(MACHINE_COLUMNS, line, strict=True))) for line in zip(*columns, strict=False)
        ]
    lines = []
    for one in project.machines.filter(is_planned=True).order_by("pk"):
        planned = {column: getattr(one, column) for column in MACHINE_COLUMNS if column != "works"}
        # Each machine has a plate of its own, so each gets its line; a crowd of small ones stays together.
        apart = one.quantity if one.quantity <= MOST_APART else 1
        lines += [MachineForm(initial=planned | ({"quantity": 1} if apart > 1 else {})) for _number in range(apart)]
    return lines


def _members(request: HttpRequest) -> list[tuple[str, str]]:
    if request.method == "POST":
        return list(zip(request.POST.getlist("member_name"), request.POST.getlist("member_title"), strict=False))
    return [(person_of(request).full_name, person_of(request).title), ("", "")]


def _page(request: HttpRequest, project: Project, form: FieldForm, verb: str, more: dict[str, object]) -> HttpResponse:
    """Show a page of the field, or answer its script with what is wrong."""
    if request.method == "POST" and "application/json" in request.headers.get("Accept", ""):
        return _refused(form)
    no = None if project.life.allows(project.state, verb) else _not_now(project, verb)
    facts = {"project": project, "form": form, "no": no, "verb": verb, **more}
    return render(request, f"programme/{verb}.html", facts, status=422 if form.errors else 200)


def _not_now(project: Project, verb: str) -> Refusal | None:
    try:
        project.life.after(project.state, verb)
    except Refusal as no:
        return no
    return None


def _refused(form: forms.Form) -> JsonResponse:
    told_ = [{"code": "programme.field_refused", "sentence": one, "source": ""} for one in faults_of(form)]
    return JsonResponse({"refusals": told_}, status=409)


def _kept(request: HttpRequest, project: Project, kept: actions.Kept, said: str) -> HttpResponse:
    """Answer the script with when it was kept, or take photographs sent along and go to the project."""
    if "application/json" in request.headers.get("Accept", ""):
        answer = {
            "kept_at": clock(),
            "repeated": kept.is_repeat,
            "warnings": [told(one) for one in kept.warnings],
            "page": reverse("programme:view_project", args=[project.pk]),
        }
        return JsonResponse(answer)
    _photos_along(request, project)
    messages.success(request, said)
    return to_project(project)


def _photos_along(request: HttpRequest, project: Project) -> None:
    """Take the photographs of a form that was sent without the script."""
    visit = uuid.UUID(request.POST["client_id"])
    for number, file in enumerate(request.FILES.getlist("photos")):
        sent = actions.PhotoSent(uuid.uuid5(visit, str(number)), visit, file.read(), file.name or "anh.jpg")
        try:
            actions.keep_photo(actor=person_of(request), project=project, photo=sent, at=now())
        except Refusal as no:
            warn(request, [no])
        except Refusals as several:
            warn(request, several.refusals)


def clock() -> str:
    """Return the time of day, as a phone shows it beside "sent"."""
    return formats.time_format(timezone.localtime(now()), "H:i")


@require_POST
@acts(Action.INSPECT_PROJECT)
def send_photo(request: HttpRequest, project_id: int) -> HttpResponse:
    """Take one photograph of a visit or an acceptance."""
    project = project_for(request, project_id, Action.INSPECT_PROJECT)
    file = request.FILES.get("photo")
    try:
        ids = uuid.UUID(request.POST.get("client_id", "")), uuid.UUID(request.POST.get("visit", ""))
    except ValueError as error:
        raise Refusal("programme.unreadable_id", _("Không đọc được mã gửi; hãy tải lại trang.")) from error
    if file is None:
        raise Refusal("programme.photo_missing", _("Không có ảnh nào trong lần gửi này."))
    sent = actions.PhotoSent(*ids, file.read(), file.name or "anh.jpg")
    kept = actions.keep_photo(actor=person_of(request), project=project, photo=sent, at=now())
    return JsonResponse({"kept_at": clock(), "repeated": kept.is_repeat})


@require_safe
@public
def field_worker(request: HttpRequest) -> HttpResponse:
    """Give the script that lets the pages of the field open without a network; it stands over projects alone."""
    script = files("khuyencong.ui").joinpath("static/ui/field-worker.js").read_text(encoding="utf-8")
    answer = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer
