"""Screens of dossiers: the list, one dossier with its check, and the turns of its life."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.models import Attachment
from khuyencong.documents.queries import attachments_of, photos_of
from khuyencong.kernel.refusal import Refusal, Refusals, demand
from khuyencong.registry.queries import active_products, search_products
from khuyencong.selection.actions import dossiers as actions
from khuyencong.selection.actions.lists.schemas import ENTRY_FIELDS
from khuyencong.selection.forms import DossierForm, FileForm, RegisterForm, SupplementForm
from khuyencong.selection.models import Dossier, Round
from khuyencong.selection.papers import norms_of, paper_rules, required_papers
from khuyencong.selection.queries import dossiers_visible_to, earlier_dossiers, open_dossier_refusal
from khuyencong.selection.queries.board import dossiers_listed, namesakes, neighbours, next_unchecked
from khuyencong.selection.rules.dossier_life import DOSSIER_LIFE
from khuyencong.selection.views.dossier_list import dossier_listing
from khuyencong.selection.views.files import file_kinds
from khuyencong.selection.views.reach import dossier_for, frame, possible, round_for
from khuyencong.ui.addresses import number_in
from khuyencong.ui.templatetags.words import dong, sentence, so
from khuyencong.workbooks.rules.columns import Kind

form_or_get = require_http_methods(["GET", "HEAD", "POST"])
FOUND = 30
SHOWN_ELSEWHERE = {"address", "representative", "description"}


@require_safe
@acts(Action.VIEW_DOSSIER)
def view_dossiers(request: HttpRequest, round_id: int) -> HttpResponseBase:
    """List the dossiers of a round."""
    round_ = round_for(request, round_id, Action.VIEW_DOSSIER)
    norms = norms_of(round_)
    groups = [(str(row["code"]), f"{row['code']} – {row['label']}") for row in norms.rows("selection.product_groups")]
    required = required_papers(round_, [code for code, _label in groups])
    rows = dossiers_listed(dossiers_visible_to(person_of(request)), round_, required)
    with_people = refusal(person_of(request), Action.VIEW_PERSONAL_DATA, round_) is None
    return dossier_listing(groups, with_people=with_people).respond(
        request, rows, "selection/view_dossiers.html", frame(round_, "view_dossiers")
    )


@form_or_get
@acts(Action.REGISTER_DOSSIER)
def register_dossier(request: HttpRequest, round_id: int) -> HttpResponse:
    """Enter a dossier by hand for a product found in the registry."""
    round_ = round_for(request, round_id, Action.REGISTER_DOSSIER)
    text = request.GET.get("q", "").strip()
    form = _register_form(request, round_, text)
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        product = form.products[facts.pop("product")]
        draft = actions.DossierDraft(**facts)
        dossier = actions.register_dossier(
            actor=person_of(request), round_=round_, product=product, draft=draft, at=now()
        )
        messages.success(request, _("Đã ghi hồ sơ %(entry)s.") % {"entry": dossier.entry_code})
        return redirect("selection:view_dossier", dossier.pk)
    facts = {**frame(round_, "view_dossiers"), "form": form, "text": text}
    return render(request, "selection/register_dossier.html", facts, status=422 if form.errors else 200)


def _register_form(request: HttpRequest, round_: Round, text: str) -> RegisterForm:
    visible = active_products(person_of(request))
    asked = request.POST.get("product", "")
    chosen = visible.filter(pk=number_in(asked) or 0)
    found = search_products(text, visible)[:FOUND] if text else visible.none()
    groups = [
        (str(row["code"]), f"{row['code']} – {row['label']}")
        for row in norms_of(round_).rows("selection.product_groups")
    ]
    return RegisterForm(request.POST or None, products=[*found, *chosen], groups=groups)


@require_safe
@acts(Action.VIEW_DOSSIER)
def view_dossier(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Show one dossier: content, papers, supplements, history, and what can be done."""
    dossier = dossier_for(request, dossier_id, Action.VIEW_DOSSIER)
    demand(open_dossier_refusal(person_of(request), dossier))
    missing = actions.missing_of(dossier) if dossier.state in {"submitted", "needs_supplement"} else []
    previous_id, next_id = neighbours(dossier)
    facts = {
        **frame(dossier.round, "view_dossiers"),
        **content_of(request, dossier),
        "missing": [no for no in missing if no.code != "selection.paper_missing"],
        "papers_missing": sum(no.code == "selection.paper_missing" for no in missing),
        "can": possible(DOSSIER_LIFE, dossier.state),
        "papers": _papers(dossier),
        "supplements": dossier.supplements.order_by("-requested_at"),
        "file_form": FileForm(kinds=file_kinds(dossier)),
        "supplement_form": SupplementForm(items=_askable(dossier)),
        "history": earlier_dossiers(dossier.product),
        "likely": [{"dossier": one, "reason": _("cùng tên sản phẩm")} for one in namesakes(dossier)],
        "previous_id": previous_id,
        "next_id": next_id,
    }
    return render(request, "selection/view_dossier.html", facts)


def content_of(request: HttpRequest, dossier: Dossier) -> dict[str, object]:
    """Return what a dossier says of itself, without personal data where the reader may not see them."""
    labels = {str(row["code"]): str(row["label"]) for row in norms_of(dossier.round).rows("selection.product_groups")}
    may_see = refusal(person_of(request), Action.VIEW_PERSONAL_DATA, dossier) is None
    return {
        "dossier": dossier,
        "group_label": _(labels[dossier.group]) if dossier.group in labels else "",
        "shows_people": may_see,
        "declared_facts": list(declared_facts(dossier)),
        **files_of(dossier),
    }


def declared_facts(dossier: Dossier) -> Iterator[dict[str, object]]:
    """Yield what the dossier declares in numbers and words, labelled as in the list of entries."""
    for key, label, kind in ENTRY_FIELDS:
        value = dossier.facts.get(key)
        if key in SHOWN_ELSEWHERE or value in ("", None):
            continue
        is_typed = kind not in {Kind.MONEY, Kind.WHOLE, Kind.POINTS}
        text = str(value) if is_typed else so(value)
        text = dong(int(str(value))) if kind is Kind.MONEY else text
        yield {"label": _(label), "value": text, "is_typed": is_typed}


def files_of(dossier: Dossier) -> dict[str, object]:
    """Return the photographs of the dossier and of its product, and the papers by what they are."""
    own = list(attachments_of(dossier))
    papers = [one for one in own if one.kind != "photo"]
    kinds = dict(file_kinds(dossier)) if papers else {}
    return {
        "pictures": [one for one in [*own, *photos_of(dossier.product)] if one.kind == "photo"],
        "scans": [{"attachment": one, "kind": _(kinds.get(one.kind, one.kind))} for one in papers],
        "own_file_ids": {one.pk for one in own},
    }


def _papers(dossier: Dossier) -> list[dict[str, object]]:
    checked = {one.paper_code: one for one in dossier.paper_checks.all()}
    files: dict[str, list[Attachment]] = {}
    for attachment in attachments_of(dossier):
        files.setdefault(attachment.kind, []).append(attachment)
    return [
        {
            "code": rule.code,
            "label": rule.label,
            "required": rule.required,
            "copies": rule.copies,
            "advice": rule.note,
            "is_present": checked[rule.code].is_present if rule.code in checked else False,
            "note": checked[rule.code].note if rule.code in checked else "",
            "files": files.get(rule.code, []),
        }
        for rule in paper_rules(dossier)
    ]  # fmt: skip — one paper a row


def _askable(dossier: Dossier) -> list[tuple[str, str]]:
    fields = [
        ("address", gettext_noop("Địa chỉ cơ sở")),
        ("representative", gettext_noop("Người đại diện")),
        ("description", gettext_noop("Thuyết minh sản phẩm")),
        ("facts", gettext_noop("Số liệu sản lượng, doanh thu, lao động")),
        ("photos", gettext_noop("Ảnh sản phẩm")),
    ]  # fmt: skip — a table of fields
    papers = [(rule.code, rule.label) for rule in paper_rules(dossier)]
    return [*papers, *(pair for pair in fields if pair[0] not in dict(papers))]


@form_or_get
@acts(Action.EDIT_DOSSIER)
def edit_dossier(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Change what a dossier declares."""
    dossier = dossier_for(request, dossier_id, Action.EDIT_DOSSIER)
    before = {name: getattr(dossier, name) for name in DossierForm.base_fields}
    form = DossierForm(request.POST or None, initial=before)
    if request.method == "POST" and form.is_valid():
        changes = {name: value for name, value in form.cleaned_data.items() if value != before[name]}
        if changes:
            actions.edit_dossier(actor=person_of(request), dossier=dossier, changes=changes, at=now())
        messages.success(request, _("Đã lưu."))
        return redirect("selection:view_dossier", dossier_id)
    facts = {
        **frame(dossier.round, "view_dossiers"),
        "form": form,
        "title": _("Sửa hồ sơ"),
        "lead": str(dossier),
        "label": _("Lưu"),
        "back": reverse("selection:view_dossier", args=[dossier_id]),
    }  # fmt: skip — what the form's page shows
    return render(request, "selection/dossier_form.html", facts, status=422 if form.errors else 200)


@require_POST
@acts(Action.CHECK_PAPER)
def check_paper(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Keep the ticked list, then stay, accept, or go to the next dossier."""
    dossier = dossier_for(request, dossier_id, Action.CHECK_PAPER)
    person, then = person_of(request), request.POST.get("then", "stay")
    for code, (is_present, note) in _changed(dossier, request.POST, set(request.POST.getlist("present"))).items():
        actions.check_paper(actor=person, dossier=dossier, paper_code=code, is_present=is_present, note=note, at=now())
    messages.success(request, _("Đã lưu kết quả kiểm tra hồ sơ %(entry)s.") % {"entry": dossier.entry_code})
    if then == "accept" and not _accepted(request, dossier):
        then = "stay"
    following = next_unchecked(dossier) if then in {"accept", "next"} else None
    return redirect("selection:view_dossier", following or dossier_id)


def _accepted(request: HttpRequest, dossier: Dossier) -> bool:
    """Accept after the ticks are kept; what is missing is told on the page, since the ticks do stay."""
    demand(refusal(person_of(request), Action.ACCEPT_DOSSIER, dossier))
    try:
        actions.accept_dossier(actor=person_of(request), dossier=dossier, at=now())
    except (Refusal, Refusals) as refused:
        for one in refused.refusals if isinstance(refused, Refusals) else [refused]:
            messages.warning(request, sentence(one))
        return False
    return True


def _changed(dossier: Dossier, posted: Mapping[str, str], present: set[str]) -> dict[str, tuple[bool, str]]:
    """Return the papers whose tick or note differs from what is kept."""
    found = {}
    for paper in _papers(dossier):
        code = str(paper["code"])
        now_kept = (paper["is_present"], paper["note"])
        wanted = (code in present, posted.get(f"note-{code}", "").strip()[:300])
        if wanted != now_kept:
            found[code] = wanted
    return found


@require_POST
@acts(Action.SUBMIT_DOSSIER)
def submit_dossier(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Hand a draft in."""
    dossier = dossier_for(request, dossier_id, Action.SUBMIT_DOSSIER)
    actions.submit_dossier(actor=person_of(request), dossier=dossier, at=now())
    messages.success(request, _("Đã nộp hồ sơ."))
    return redirect("selection:view_dossier", dossier_id)


@require_POST
@acts(Action.REQUEST_SUPPLEMENT)
def request_supplement(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Ask the maker to add what is missing."""
    dossier = dossier_for(request, dossier_id, Action.REQUEST_SUPPLEMENT)
    askable = _askable(dossier)
    form = SupplementForm(request.POST, items=askable)
    if not form.is_valid():
        return _faulty(request, dossier, form)
    labels, chosen = dict(askable), form.cleaned_data
    items = [{"code": code, "label": labels[code]} for code in chosen["items"]]
    actions.request_supplement(
        actor=person_of(request), dossier=dossier, items=items, due_on=chosen["due_on"], note=chosen["note"], at=now()
    )
    messages.success(request, _("Đã yêu cầu bổ sung."))
    return redirect("selection:view_dossier", dossier_id)


def _faulty(request: HttpRequest, dossier: Dossier, form: SupplementForm) -> HttpResponse:
    facts = {
        **frame(dossier.round, "view_dossiers"),
        "form": form,
        "title": _("Yêu cầu cơ sở bổ sung"),
        "lead": str(dossier),
        "label": _("Yêu cầu bổ sung"),
        "back": reverse("selection:view_dossier", args=[dossier.pk]),
    }  # fmt: skip — what the form's page shows
    return render(request, "selection/dossier_form.html", facts, status=422)


@require_POST
@acts(Action.ANSWER_SUPPLEMENT)
def answer_supplement(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Record that what was asked for has come in."""
    dossier = dossier_for(request, dossier_id, Action.ANSWER_SUPPLEMENT)
    actions.answer_supplement(
        actor=person_of(request), dossier=dossier, answer=request.POST.get("answer", ""), at=now()
    )
    messages.success(request, _("Đã ghi nhận bổ sung."))
    return redirect("selection:view_dossier", dossier_id)


@require_POST
@acts(Action.ACCEPT_DOSSIER)
def accept_dossier(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Accept a complete dossier."""
    dossier = dossier_for(request, dossier_id, Action.ACCEPT_DOSSIER)
    actions.accept_dossier(actor=person_of(request), dossier=dossier, at=now())
    messages.success(request, _("Hồ sơ %(entry)s hợp lệ.") % {"entry": dossier.entry_code})
    return redirect("selection:view_dossier", dossier_id)


@require_POST
@acts(Action.REJECT_DOSSIER)
def reject_dossier(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Turn a dossier away."""
    dossier = dossier_for(request, dossier_id, Action.REJECT_DOSSIER)
    actions.reject_dossier(actor=person_of(request), dossier=dossier, reason=request.POST.get("reason", ""), at=now())
    messages.success(request, _("Đã từ chối hồ sơ."))
    return redirect("selection:view_dossier", dossier_id)


@require_POST
@acts(Action.WITHDRAW_DOSSIER)
def withdraw_dossier(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Take a dossier out."""
    dossier = dossier_for(request, dossier_id, Action.WITHDRAW_DOSSIER)
    actions.withdraw_dossier(actor=person_of(request), dossier=dossier, reason=request.POST.get("reason", ""), at=now())
    messages.success(request, _("Đã rút hồ sơ."))
    return redirect("selection:view_dossier", dossier_id)


@require_POST
@acts(Action.REOPEN_DOSSIER)
def reopen_dossier(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Check a dossier again."""
    dossier = dossier_for(request, dossier_id, Action.REOPEN_DOSSIER)
    actions.reopen_dossier(actor=person_of(request), dossier=dossier, at=now())
    messages.success(request, _("Hồ sơ chờ kiểm tra lại."))
    return redirect("selection:view_dossier", dossier_id)
