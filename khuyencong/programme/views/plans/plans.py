"""Screens of yearly plans: the list, opening, the lines of a version, comparing, and the turns of its life."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal
from khuyencong.programme.actions.plans import plans as actions
from khuyencong.programme.actions.plans.approval import Decision
from khuyencong.programme.actions.plans.approval import approve_plan as put_in_force
from khuyencong.programme.forms.plans.lines import DecisionForm, LineSet, OpenPlanForm, drafts_of, line_rows
from khuyencong.programme.models import PlanVersion
from khuyencong.programme.queries.offices import office_that_runs
from khuyencong.programme.queries.plans.contents import room_of
from khuyencong.programme.queries.plans.versions import lines_of, seen_of
from khuyencong.programme.queries.plans.visibility import plans_visible_to, programmes_visible_to
from khuyencong.programme.rules.plan_life import PLAN_VERSION_LIFE
from khuyencong.programme.rules.plans.versions import CHANGE_LABELS, compare, totals
from khuyencong.programme.rules.streams import STREAM_LABELS
from khuyencong.programme.views.plans.listings import PLANS, line_listing
from khuyencong.programme.views.plans.reach import plan_for, today, tried, version_for
from khuyencong.ui.addresses import number_in

form_or_get = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@acts(Action.VIEW_PLAN)
def view_plans(request: HttpRequest) -> HttpResponseBase:
    """List the yearly plans."""
    rows = PLANS.rows(plans_visible_to(person_of(request)))
    return PLANS.listing.respond(request, rows, "programme/view_plans.html")


@form_or_get
@acts(Action.OPEN_PLAN)
def open_plan(request: HttpRequest) -> HttpResponse:
    """Open the plan of a year."""
    person = person_of(request)
    form = OpenPlanForm(
        request.POST or None,
        initial={"year": today().year + 1},
        programmes=programmes_visible_to(person).order_by("-first_year"),
        plans=plans_visible_to(person).order_by("-year"),
    )
    refusals: list[Refusal] = []
    if request.method == "POST" and form.is_valid():
        office = office_that_runs(person, Action.OPEN_PLAN)
        assert office is not None
        made: list[PlanVersion] = []
        refusals = tried(
            lambda: made.append(actions.open_plan(actor=person, office=office, at=now(), **form.cleaned_data))
        )
        if made:
            words = _("Đã lập %(plan)s. Ghi các dòng, rồi trình phê duyệt.") % {"plan": made[0].plan.name}
            messages.success(request, words)
            return redirect("programme:edit_plan", made[0].pk)
    facts = {
        "form": form,
        "refusals": refusals,
        "title": _("Lập kế hoạch năm"),
        "lead": _("Mỗi đơn vị có một kế hoạch cho mỗi năm; thay đổi sau khi duyệt thì lập bản điều chỉnh."),
        "label": _("Lập kế hoạch"),
        "back": reverse("programme:view_plans"),
    }
    return render(request, "programme/plan_act.html", facts, status=422 if form.errors or refusals else 200)


@require_safe
@acts(Action.VIEW_PLAN)
def view_plan_version(request: HttpRequest, version_id: int) -> HttpResponseBase:
    """Show the lines of one version."""
    version = version_for(request, version_id, Action.VIEW_PLAN)
    listing = line_listing(version)
    facts = {
        "plan": version.plan,
        "version": version,
        "is_lines": True,
        "versions": version.plan.versions.order_by("-number"),
        "before": version.plan.versions.filter(number__lt=version.number).order_by("-number").first(),
        "can": dict.fromkeys(PLAN_VERSION_LIFE.verbs(version.state), True),
    }
    return listing.respond(request, version.amounts.select_related("line"), "programme/view_plan_version.html", facts)


@form_or_get
@acts(Action.EDIT_PLAN)
def edit_plan(request: HttpRequest, version_id: int) -> HttpResponse:
    """Write the lines of a draft in a table."""
    version = version_for(request, version_id, Action.EDIT_PLAN)
    lines, room = lines_of(version), room_of(version.plan)
    contents = [(one.code, _(one.label)) for one in room.contents.values()]
    rows = LineSet(request.POST or None, initial=line_rows(lines), form_kwargs={"contents": contents, "room": room})
    refusals: list[Refusal] = []
    if request.method == "POST" and rows.is_valid():
        drafts, seen = drafts_of(rows, dict(room.contents)), request.POST.get("seen", "")
        refusals = tried(
            lambda: actions.edit_plan(actor=person_of(request), version=version, lines=drafts, seen=seen, at=now())
        )
        if not refusals:
            messages.success(request, _("Đã lưu %(count)s dòng.") % {"count": len(drafts)})
            where = "edit_plan" if request.POST.get("more") else "view_plan_version"
            return redirect(f"programme:{where}", version_id)
    faulty = request.method == "POST"
    facts = {
        "plan": version.plan,
        "version": version,
        "is_lines": True,
        "rows": rows,
        "seen": request.POST.get("seen") or seen_of(lines),
        "refusals": refusals,
    }
    return render(request, "programme/edit_plan.html", facts, status=422 if faulty else 200)


@require_POST
@acts(Action.SUBMIT_PLAN)
def submit_plan(request: HttpRequest, version_id: int) -> HttpResponse:
    """Hand a draft in."""
    version = version_for(request, version_id, Action.SUBMIT_PLAN)
    actions.submit_plan(actor=person_of(request), version=version, at=now())
    return _turned(request, version, _("Đã trình kế hoạch. Người phê duyệt thấy việc này ở trang “Việc của tôi”."))


@require_POST
@acts(Action.RETURN_PLAN)
def return_plan(request: HttpRequest, version_id: int) -> HttpResponse:
    """Give a version back."""
    version = version_for(request, version_id, Action.RETURN_PLAN)
    actions.return_plan(actor=person_of(request), version=version, reason=request.POST.get("reason", ""), at=now())
    return _turned(request, version, _("Đã trả lại kế hoạch để sửa."))


@require_POST
@acts(Action.REJECT_PLAN)
def reject_plan(request: HttpRequest, version_id: int) -> HttpResponse:
    """Refuse a version."""
    version = version_for(request, version_id, Action.REJECT_PLAN)
    actions.reject_plan(actor=person_of(request), version=version, reason=request.POST.get("reason", ""), at=now())
    return _turned(request, version, _("Đã ghi việc không phê duyệt."))


@form_or_get
@acts(Action.APPROVE_PLAN)
def approve_plan(request: HttpRequest, version_id: int) -> HttpResponse:
    """Record the decision that puts a version in force."""
    version = version_for(request, version_id, Action.APPROVE_PLAN)
    form = DecisionForm(request.POST or None)
    refusals: list[Refusal] = []
    if request.method == "POST" and form.is_valid():
        decision = Decision(**form.cleaned_data)
        refusals = tried(lambda: put_in_force(actor=person_of(request), version=version, decision=decision, at=now()))
        if not refusals:
            return _turned(request, version, _("Kế hoạch đã có hiệu lực."))
    facts = {
        "form": form,
        "refusals": refusals,
        "title": _("Ghi quyết định phê duyệt kế hoạch"),
        "lead": _("%(plan)s, bản số %(number)s") % {"plan": version.plan.name, "number": version.number},
        "label": _("Ghi quyết định"),
        "back": reverse("programme:view_plan_version", args=[version_id]),
    }
    return render(request, "programme/plan_act.html", facts, status=422 if form.errors or refusals else 200)


@require_POST
@acts(Action.ADJUST_PLAN)
def adjust_plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Draw up an adjustment."""
    plan = plan_for(request, plan_id, Action.ADJUST_PLAN)
    version = actions.adjust_plan(actor=person_of(request), plan=plan, reason=request.POST.get("reason", ""), at=now())
    messages.success(request, _("Đã lập bản điều chỉnh, giống bản đang áp dụng. Sửa các dòng rồi trình phê duyệt."))
    return redirect("programme:edit_plan", version.pk)


def _turned(request: HttpRequest, version: PlanVersion, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("programme:view_plan_version", version.pk)


@require_safe
@acts(Action.VIEW_PLAN)
def view_plan_changes(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Compare two versions, the last two where the address names none."""
    plan = plan_for(request, plan_id, Action.VIEW_PLAN)
    versions = {one.number: one for one in plan.versions.order_by("number")}
    after = _chosen(request, "sau", versions, max(versions))
    before = _chosen(request, "truoc", versions, max(after.number - 1, min(versions)))
    changes = compare(lines_of(before), lines_of(after))
    facts = {
        "plan": plan,
        "is_changes": True,
        "versions": list(versions.values()),
        "version": after,
        "before": before,
        "after": after,
        "changes": [{"change": one, "words": _(CHANGE_LABELS[one.kind])} for one in changes if one.kind != "same"],
        "same": sum(one.kind == "same" for one in changes),
        "totals": [
            *((_(label), totals(changes, stream.value)) for stream, label in STREAM_LABELS.items()),
            (_("Cả hai nguồn"), totals(changes)),
        ],
    }
    return render(request, "programme/view_plan_changes.html", facts)


def _chosen(request: HttpRequest, name: str, versions: dict[int, PlanVersion], usual: int) -> PlanVersion:
    asked = number_in(request.GET.get(name, ""))
    number = usual if asked is None else asked
    if number not in versions:
        raise Http404
    return versions[number]
