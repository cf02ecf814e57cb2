"""Every kind of paper of a round: its code, what it is made of, how a person names that, and to whom it is closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import translation

from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.papers import PaperKind
from khuyencong.documents.rules.papers.paper import Paper
from khuyencong.kernel.refusal import Refusal
from khuyencong.selection.models import CouncilMeeting, Dossier, Round, Scorecard
from khuyencong.selection.papers.council import (
    certificate_list,
    council_minutes,
    decision_paper,
    submission,
)
from khuyencong.selection.papers.dossiers import (
    description_paper,
    entry_list,
    registration_form,
    supplement_letter,
)
from khuyencong.selection.papers.opening import (
    call_paper,
    council_decision,
    council_invitation,
    jury_decision,
    plan_paper,
)
from khuyencong.selection.papers.results import result_notice
from khuyencong.selection.papers.scores import blank_sheet, filled_sheet, jury_minutes, score_summary
from khuyencong.selection.queries.visibility import sealed_refusal, sheet_refusal
from khuyencong.selection.rules.entry_codes import code_key

DECIDED = frozenset({"decided", "closed"})
LONGEST_ID = 18


def round_named(text: str) -> Round | None:
    """Find a round by its code, else by its id."""
    return _by_code_or_id(Round.objects.select_related("office__parent", "decision"), text, code=text)


def dossier_named(text: str) -> Dossier | None:
    """Find a dossier by round and entry code ("2026-TINH/A01"), else by its id."""
    round_code, _slash, entry = text.rpartition("/")
    return _by_code_or_id(_dossiers(), text, round__code=round_code, entry_key=code_key(entry))


def meeting_named(text: str) -> CouncilMeeting | None:
    """Find a meeting of a council by its id, or the latest one of the round with this code."""
    known = CouncilMeeting.objects.select_related("round__office__parent").order_by("-held_on", "-pk")
    return _by_code_or_id(known, text, round__code=text)


def sheet_named(text: str) -> Scorecard | None:
    """Find a sheet by round, entry code and seat of the juror ("2026-TINH/A01/3"), else by its id."""
    known = Scorecard.objects.select_related("juror__round__office", "dossier__round__office__parent")
    dossier, _slash, seat = text.rpartition("/")
    round_code, _slash, entry = dossier.rpartition("/")
    where = {"juror__round__code": round_code, "dossier__entry_key": code_key(entry), "juror__state": "active"}
    return _by_code_or_id(known, text, juror__seat_no=seat if _is_id(seat) else None, **where)


def _dossiers() -> QuerySet[Dossier]:
    return Dossier.objects.select_related("round__office__parent", "round__decision", "product", "establishment__place")


def _by_code_or_id(known: QuerySet[Any], text: str, **where: object) -> Any:
    found = known.filter(**where).first()
    return known.filter(pk=text).first() if found is None and _is_id(text) else found


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_ID


def closed_scores(round_: Round, person: Person) -> Refusal | None:
    """Say why a person may not read means and ranks of a round, as on its pages."""
    return refusal(person, Action.VIEW_RANKING, round_) or sealed_refusal(person, round_)


def _closed_until_decided(round_: Round, person: Person) -> Refusal | None:
    return None if round_.state in DECIDED else closed_scores(round_, person)


def _in_vietnamese(facts: Callable[[Any, date], Paper]) -> Callable[[Any, date], Paper]:
    """Say labels of choices in Vietnamese whatever language the screen has."""

    def told(thing: Any, on: date) -> Paper:
        with translation.override("vi"):
            return facts(thing, on)

    return told


def _of_round(code: str, label: str, facts: Callable[[Round, date], Paper], **more: Any) -> PaperKind:
    return PaperKind(f"selection-{code}", label, "selection.round", round_named, _in_vietnamese(facts), **more)


def _of_dossier(code: str, label: str, facts: Callable[[Dossier, date], Paper], **more: Any) -> PaperKind:
    return PaperKind(f"selection-{code}", label, "selection.dossier", dossier_named, _in_vietnamese(facts), **more)


def _round_of(thing: Any) -> Model:
    found: Model = thing.round
    return found


KINDS = (
    _of_round("plan", "Kế hoạch tổ chức bình chọn", plan_paper, is_published=True),
    _of_round("council-decision", "Quyết định thành lập Hội đồng bình chọn", council_decision),
    _of_round("jury-decision", "Quyết định thành lập Ban Giám khảo", jury_decision),
    _of_round("call", "Thông báo nhận hồ sơ", call_paper, is_published=True),
    _of_round("council-invitation", "Giấy mời họp Hội đồng", council_invitation),
    _of_round("entry-list", "Danh sách trích ngang (Phụ lục 5)", entry_list),
    _of_round("score-summary", "Bảng tổng hợp điểm", score_summary, closed_to=closed_scores),
    _of_round("jury-minutes", "Biên bản họp Ban Giám khảo", jury_minutes, closed_to=closed_scores),
    PaperKind(
        "selection-council-minutes",
        "Biên bản họp Hội đồng",
        "selection.councilmeeting",
        meeting_named,
        _in_vietnamese(council_minutes),
        files_of=_round_of,
        closed_to=lambda meeting, person: closed_scores(meeting.round, person),
    ),
    _of_round("submission", "Tờ trình công nhận", submission, closed_to=closed_scores),
    _of_round("decision", "Quyết định công nhận", decision_paper, closed_to=_closed_until_decided, is_published=True),
    _of_round("certificate-list", "Bảng kê giấy chứng nhận", certificate_list, closed_to=_closed_until_decided),
    _of_dossier("registration-form", "Phiếu đăng ký tham gia bình chọn (Phụ lục 1)", registration_form),
    _of_dossier("product-description", "Thuyết minh, mô tả sản phẩm (Phụ lục 2)", description_paper),
    _of_dossier("supplement-letter", "Công văn yêu cầu bổ sung", supplement_letter),
    _of_dossier("blank-sheet", "Phiếu chấm điểm để trống (Phụ lục 4)", blank_sheet),
    PaperKind(
        "selection-sheet",
        "Phiếu chấm điểm đã chấm (Phụ lục 4)",
        "selection.scorecard",
        sheet_named,
        _in_vietnamese(filled_sheet),
        files_of=lambda card: card.dossier,
        closed_to=lambda card, person: sheet_refusal(person, card),
    ),
    _of_dossier(
        "result-notice",
        "Thông báo kết quả bình chọn",
        result_notice,
        closed_to=lambda dossier, person: _closed_until_decided(dossier.round, person),
    ),
)
