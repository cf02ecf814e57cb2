"""Screens of duplicates: pairs with their reasons, merging with preview, parting again, telling apart."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.registry import actions
from khuyencong.registry.forms import MergeForm
from khuyencong.registry.models import Establishment, Merge
from khuyencong.registry.queries.duplicates import duplicates_among
from khuyencong.registry.queries.merging import line_values, preview_merge
from khuyencong.registry.queries.parties import visible_establishments
from khuyencong.registry.views.reach import establishment_for

PAGE = 20


@require_safe
@acts(Action.MERGE_ESTABLISHMENTS)
def view_duplicates(request: HttpRequest) -> HttpResponse:
    """List the pairs that may be one establishment, the surest first."""
    pairs = duplicates_among(visible_establishments(person_of(request)))
    page = Paginator(pairs, PAGE).get_page(request.GET.get("trang"))
    return render(request, "registry/view_duplicates.html", {"page": page, "has_more": pairs.has_more})


@require_http_methods(["GET", "HEAD", "POST"])
@acts(Action.MERGE_ESTABLISHMENTS)
def merge_establishments(request: HttpRequest, establishment_id: int, other_id: int) -> HttpResponse:
    """Show what merging would do, then do it: the first stays, the other is merged into it."""
    survivor = establishment_for(request, establishment_id, Action.MERGE_ESTABLISHMENTS)
    merged = establishment_for(request, other_id, Action.MERGE_ESTABLISHMENTS)
    names = [line.name for line in preview_merge(survivor, merged).lines if line.differs]
    form = MergeForm(request.POST or None, names=names)
    if request.method == "POST" and form.is_valid():
        actions.merge_establishments(
            actor=person_of(request),
            survivor=survivor,
            merged=merged,
            taken=frozenset(form.cleaned_data["taken"]),
            reason=form.cleaned_data["reason"],
            at=now(),
        )
        messages.success(request, _("Đã gộp. Có thể tách lại ở mục Lịch sử gộp."))
        return redirect("registry:view_establishment", survivor.pk)
    preview = preview_merge(survivor, merged)
    facts = {"survivor": survivor, "merged": merged, "preview": preview, "lines": line_values(preview), "form": form}
    return render(request, "registry/merge_establishments.html", facts, status=422 if form.errors else 200)


@require_POST
@acts(Action.UNDO_MERGE)
def undo_merge(request: HttpRequest, merge_id: int) -> HttpResponse:
    """Part two merged records again."""
    merge = get_object_or_404(Merge.objects.select_related("survivor"), pk=merge_id)
    kept = actions.undo_merge(actor=person_of(request), merge=merge, at=now())
    if kept:
        messages.warning(request, _("Đã tách lại; những mục đã sửa sau khi gộp được giữ nguyên ở bản ghi này."))
    else:
        messages.success(request, _("Đã tách lại hai bản ghi như trước khi gộp."))
    return redirect("registry:view_establishment", merge.survivor_id)


@require_POST
@acts(Action.MARK_DISTINCT)
def mark_distinct(request: HttpRequest, establishment_id: int, other_id: int) -> HttpResponse:
    """Remember that two records are two establishments."""
    first = get_object_or_404(Establishment, pk=establishment_id)
    second = get_object_or_404(Establishment, pk=other_id)
    actions.mark_distinct(actor=person_of(request), first=first, second=second, at=now())
    messages.success(request, _("Đã ghi nhận đây là hai cơ sở khác nhau; cặp này không hiện lại nữa."))
    return redirect("registry:view_duplicates")
