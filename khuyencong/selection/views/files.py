"""Photographs and papers of a dossier: put to it while it may change, taken away again."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.actions import attach_file, withdraw_file
from khuyencong.documents.queries import attachments_of
from khuyencong.selection.forms import FileForm
from khuyencong.selection.models import Dossier
from khuyencong.selection.papers import paper_rules
from khuyencong.selection.rules.dossier_life import DOSSIER_LIFE
from khuyencong.selection.views.reach import dossier_for


def file_kinds(dossier: Dossier) -> Sequence[tuple[str, str]]:
    """Return what a file may be: a photograph, or a paper of the list."""
    papers = [(rule.code, rule.label) for rule in paper_rules(dossier) if rule.code != "photos"]
    return [("photo", gettext_noop("Ảnh sản phẩm")), *papers]


@require_POST
@acts(Action.ATTACH_FILE)
def attach_to_dossier(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Put a photograph or a paper to a dossier."""
    dossier = dossier_for(request, dossier_id, Action.ATTACH_FILE)
    DOSSIER_LIFE.after(dossier.state, "edit_dossier")
    form = FileForm(request.POST, request.FILES, kinds=file_kinds(dossier))
    if not form.is_valid():
        messages.error(request, _("Hãy chọn tệp và loại tệp."))
        return redirect("selection:view_dossier", dossier_id)
    file, kind = form.cleaned_data["file"], form.cleaned_data["kind"]
    attach_file(
        actor=person_of(request),
        owner=dossier,
        data=file.read(),
        name=file.name,
        kind=kind,
        purpose="photo" if kind == "photo" else "paper",
        office=dossier.round.office,
        at=now(),
    )  # fmt: skip — one file
    messages.success(request, _("Đã đính kèm tệp."))
    return redirect("selection:view_dossier", dossier_id)


@require_POST
@acts(Action.WITHDRAW_FILE)
def withdraw_from_dossier(request: HttpRequest, dossier_id: int, attachment_id: int) -> HttpResponse:
    """Take a file away from a dossier."""
    dossier = dossier_for(request, dossier_id, Action.WITHDRAW_FILE)
    DOSSIER_LIFE.after(dossier.state, "edit_dossier")
    attachment = get_object_or_404(attachments_of(dossier), pk=attachment_id)
    withdraw_file(actor=person_of(request), owner=dossier, attachment=attachment, at=now())
    messages.success(request, _("Đã rút tệp. Tệp vẫn được lưu để đối chiếu."))
    return redirect("selection:view_dossier", dossier_id)
