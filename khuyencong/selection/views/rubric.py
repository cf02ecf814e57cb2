"""Screens of the rubric: read it, edit it while it is open, take over the proposed frame."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.selection.actions import rubric as actions
from khuyencong.selection.forms import rubric_formset, rubric_rows
from khuyencong.selection.models import Criterion, Round
from khuyencong.selection.papers import norms_of
from khuyencong.selection.rules.rubric import CriterionFacts, tree_of
from khuyencong.selection.views.reach import frame, round_for


@require_safe
@acts(Action.VIEW_ROUND)
def view_rubric(request: HttpRequest, round_id: int) -> HttpResponse:
    """Show the general sheet and the own sheets of groups."""
    round_ = round_for(request, round_id, Action.VIEW_ROUND)
    sheets: dict[str, list[Criterion]] = {}
    for criterion in round_.criteria.order_by("group", "order", "pk"):
        sheets.setdefault(criterion.group, []).append(criterion)
    variants = [
        {
            "group": group,
            "lines": lines,
            "total": sum(line.maximum_hundredths for line in lines if not line.parent_code),
        }
        for group, lines in sheets.items()
    ]
    return render(request, "selection/view_rubric.html", {**frame(round_, "view_rubric"), "variants": variants})


@require_http_methods(["GET", "HEAD", "POST"])
@acts(Action.EDIT_RUBRIC)
def edit_rubric(request: HttpRequest, round_id: int) -> HttpResponse:
    """Edit the general sheet, or with ?nhom=A the own sheet of a group."""
    round_ = round_for(request, round_id, Action.EDIT_RUBRIC)
    codes = actions.group_codes(norms_of(round_))
    group = request.GET.get("nhom", "")
    group = group if group in codes else ""
    formset = rubric_formset(request.POST or None, initial=rubric_rows(tree_of(round_.rubric, group)))
    if request.method == "POST" and (request.POST.get("drop") == "yes" or formset.is_valid()):
        lines = [] if request.POST.get("drop") == "yes" else formset.criteria(group)
        return _write(request, round_, group, lines)
    own = {row.group for row in round_.rubric}
    facts = {
        **frame(round_, "view_rubric"),
        "formset": formset,
        "group": group,
        "is_general": not group,
        "has_own": group in own,
        "groups": [{"code": code, "own": code in own, "current": code == group} for code in codes],
    }
    return render(request, "selection/edit_rubric.html", facts, status=422 if request.method == "POST" else 200)


def _write(request: HttpRequest, round_: Round, group: str, lines: list[CriterionFacts]) -> HttpResponse:
    """Put the lines in the place of the group's and leave the other sheets as they are."""
    others = [row for row in round_.rubric if row.group != group]
    criteria = lines + others if not group else others + lines
    actions.edit_rubric(actor=person_of(request), round_=round_, criteria=criteria, at=now())
    messages.success(request, _("Đã lưu khung điểm."))
    return redirect("selection:view_rubric", round_.pk)


@require_POST
@acts(Action.EDIT_RUBRIC)
def adopt_subcriteria(request: HttpRequest, round_id: int) -> HttpResponse:
    """Take over the proposed detailed frame."""
    round_ = round_for(request, round_id, Action.EDIT_RUBRIC)
    actions.adopt_subcriteria(actor=person_of(request), round_=round_, at=now())
    messages.success(request, _("Đã dùng 14 tiêu chí thành phần đề xuất. Sửa từng dòng nếu cần."))
    return redirect("selection:view_rubric", round_id)
