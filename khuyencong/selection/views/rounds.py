"""Screens of rounds: the list, opening, the map of the work, and the turns of a round's life."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.queries import office_in_charge
from khuyencong.accounts.rules.policy import Action
from khuyencong.selection.actions import rounds as actions
from khuyencong.selection.actions import scoring
from khuyencong.selection.forms import EditRoundForm, RoundForm
from khuyencong.selection.models import Round
from khuyencong.selection.queries.board import round_counts, rounds_listed
from khuyencong.selection.queries.issuing import issued_count
from khuyencong.selection.rules.journey import Stop, journey
from khuyencong.selection.rules.round_life import ROUND_LIFE
from khuyencong.selection.views.reach import frame, round_for, seat_of, today
from khuyencong.ui.listing import Column, Kind, Listing

form_or_get = require_http_methods(["GET", "HEAD", "POST"])

ROUNDS = Listing(
    key="ky-binh-chon",
    title=gettext_lazy("Các kỳ bình chọn"),
    columns=[
        Column(
            "name",
            gettext_lazy("Kỳ bình chọn"),
            lambda one: one.name,
            order=("name",),
            heads=True,
            link=lambda one: reverse("selection:view_round", args=[one.pk]),
        ),
        Column("level", gettext_lazy("Cấp"), lambda one: one.get_level_display()),
        Column("year", gettext_lazy("Năm"), lambda one: str(one.year), order=("year",)),
        Column(
            "state", gettext_lazy("Trạng thái"), lambda one: _(one.state_label), cell="selection/cells/round_state.html"
        ),
        Column("dossiers", gettext_lazy("Hồ sơ"), lambda one: one.dossier_count or 0, kind=Kind.NUMBER),
        Column("recognised", gettext_lazy("Được công nhận"), lambda one: one.recognised_count or 0, kind=Kind.NUMBER),
    ],
    order=("-year", "-pk"),
    empty_title=gettext_lazy("Chưa có kỳ bình chọn nào"),
    empty_text=gettext_lazy("Thư ký Hội đồng mở kỳ bình chọn, rồi nhập danh sách sản phẩm từ Excel."),
)  # fmt: skip — one column a line

STOP_ADDRESSES = {
    "rubric": "view_rubric",
    "dossiers": "view_dossiers",
    "jury": "view_jury",
    "scoring": "view_scores",
    "council": "view_council",
    "certificates": "view_issuing",
}  # fmt: skip — a table of names


@require_safe
@acts(Action.VIEW_ROUND)
def view_rounds(request: HttpRequest) -> HttpResponseBase:
    """List the rounds."""
    return ROUNDS.respond(request, rounds_listed(person_of(request)), "selection/view_rounds.html")


@form_or_get
@acts(Action.OPEN_ROUND)
def open_round(request: HttpRequest) -> HttpResponse:
    """Open a round in the reader's office."""
    person = person_of(request)
    form = RoundForm(request.POST or None, initial={"year": today().year})
    if request.method == "POST" and form.is_valid():
        office = office_in_charge(person, Action.OPEN_ROUND)
        assert office is not None
        round_ = actions.open_round(
            actor=person, office=office, facts=actions.RoundFacts(**form.cleaned_data), at=now()
        )
        messages.success(request, _("Đã mở kỳ bình chọn %(name)s.") % {"name": round_.name})
        return redirect("selection:view_round", round_.pk)
    facts = {
        "form": form,
        "title": _("Mở kỳ bình chọn"),
        "lead": _("Kỳ mới dùng bộ tiêu chí và mức điểm đạt theo quy định đang có hiệu lực."),
        "label": _("Mở kỳ bình chọn"),
        "back": reverse("selection:view_rounds"),
    }
    return render(request, "selection/open_round.html", facts, status=422 if form.errors else 200)


@require_safe
@acts(Action.VIEW_ROUND)
def view_round(request: HttpRequest, round_id: int) -> HttpResponse:
    """Show the map of the round's work."""
    round_ = round_for(request, round_id, Action.VIEW_ROUND)
    counts = round_counts(round_, issued_count(round_))
    stops = journey(round_.state, counts)
    facts = {
        **frame(round_, "view_round"),
        "stops": [_stop(round_, stop) for stop in stops],
        "counts": counts,
        "can": dict.fromkeys(ROUND_LIFE.verbs(round_.state), True),
        "is_own_juror": seat_of(request, round_) is not None,
        "citations": sorted(set(filter(None, round_.norms.values()))),
    }
    return render(request, "selection/view_round.html", facts)


def _stop(round_: Round, stop: Stop) -> dict[str, object]:
    name = STOP_ADDRESSES.get(stop.code)
    return {
        "code": stop.code,
        "title": _(stop.title),
        "icon": stop.icon,
        "state": stop.state,
        "detail": _(stop.detail) % stop.values,
        "left": _(stop.left) % stop.values if stop.left else "",
        "url": reverse(f"selection:{name}", args=[round_.pk]) if name else "",
        "weight": "secondary" if stop.left and stop.values.get("missing") else "primary",
        "buttons": f"selection/stops/{stop.code}.html",
    }


@form_or_get
@acts(Action.EDIT_ROUND)
def edit_round(request: HttpRequest, round_id: int) -> HttpResponse:
    """Change the settings of a round."""
    round_ = round_for(request, round_id, Action.EDIT_ROUND)
    names = EditRoundForm.base_fields
    form = EditRoundForm(request.POST or None, initial={name: getattr(round_, name) for name in names})
    if request.method == "POST" and form.is_valid():
        actions.edit_round(actor=person_of(request), round_=round_, changes=form.cleaned_data, at=now())
        messages.success(request, _("Đã lưu."))
        return redirect("selection:view_round", round_id)
    back = reverse("selection:view_round", args=[round_id])
    facts = {
        "round": round_,
        "form": form,
        "title": _("Sửa thông tin kỳ bình chọn"),
        "lead": round_.name,
        "label": _("Lưu"),
        "back": back,
    }
    return render(request, "selection/open_round.html", facts, status=422 if form.errors else 200)


@require_POST
@acts(Action.CANCEL_ROUND)
def cancel_round(request: HttpRequest, round_id: int) -> HttpResponse:
    """Cancel a round."""
    round_ = round_for(request, round_id, Action.CANCEL_ROUND)
    actions.cancel_round(actor=person_of(request), round_=round_, reason=request.POST.get("reason", ""), at=now())
    messages.success(request, _("Đã hủy kỳ bình chọn."))
    return redirect("selection:view_round", round_id)


@require_POST
@acts(Action.OPEN_COLLECTING)
def open_collecting(request: HttpRequest, round_id: int) -> HttpResponse:
    """Open the round for dossiers."""
    round_ = round_for(request, round_id, Action.OPEN_COLLECTING)
    actions.open_collecting(actor=person_of(request), round_=round_, at=now())
    messages.success(request, _("Đã mở nhận hồ sơ."))
    return redirect("selection:view_round", round_id)


@require_POST
@acts(Action.START_SCORING)
def start_scoring(request: HttpRequest, round_id: int) -> HttpResponse:
    """Freeze the rubric and let the jury score."""
    round_ = round_for(request, round_id, Action.START_SCORING)
    with_unchecked = request.POST.get("with_unchecked") == "yes"
    scoring.start_scoring(actor=person_of(request), round_=round_, with_unchecked=with_unchecked, at=now())
    messages.success(request, _("Đã bắt đầu chấm điểm. Giám khảo thấy việc này ở trang “Việc của tôi”."))
    return redirect("selection:view_round", round_id)


@require_POST
@acts(Action.SEAL_SCORES)
def seal_scores(request: HttpRequest, round_id: int) -> HttpResponse:
    """Seal the scores."""
    round_ = round_for(request, round_id, Action.SEAL_SCORES)
    scoring.seal_scores(actor=person_of(request), round_=round_, at=now())
    messages.success(request, _("Đã niêm phong điểm."))
    return redirect("selection:view_ranking", round_id)


@require_POST
@acts(Action.REOPEN_SCORING)
def reopen_scoring(request: HttpRequest, round_id: int) -> HttpResponse:
    """Break the seal, with a reason."""
    round_ = round_for(request, round_id, Action.REOPEN_SCORING)
    scoring.reopen_scoring(actor=person_of(request), round_=round_, reason=request.POST.get("reason", ""), at=now())
    messages.success(request, _("Đã mở lại việc chấm điểm."))
    return redirect("selection:view_round", round_id)


@require_POST
@acts(Action.PUBLISH_RESULTS)
def publish_results(request: HttpRequest, round_id: int) -> HttpResponse:
    """Show the results to the public."""
    round_ = round_for(request, round_id, Action.PUBLISH_RESULTS)
    actions.publish_results(actor=person_of(request), round_=round_, at=now())
    messages.success(request, _("Đã công bố kết quả trên trang công khai."))
    return redirect("selection:view_round", round_id)


@require_POST
@acts(Action.CLOSE_ROUND)
def close_round(request: HttpRequest, round_id: int) -> HttpResponse:
    """End a decided round."""
    round_ = round_for(request, round_id, Action.CLOSE_ROUND)
    actions.close_round(actor=person_of(request), round_=round_, at=now())
    messages.success(request, _("Kỳ bình chọn đã kết thúc."))
    return redirect("selection:view_round", round_id)
