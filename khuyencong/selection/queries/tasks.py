"""What waits for somebody in the selection: dossiers to check, sheets to score or compare, decisions to take."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import refusal, scope_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.accounts.rules.tasks import Task
from khuyencong.selection.models import Round, Scorecard, SupplementRequest
from khuyencong.selection.queries.board import own_dossiers, own_seats
from khuyencong.selection.queries.issuing import issued_count
from khuyencong.selection.queries.progress import jury_progress
from khuyencong.selection.queries.visibility import dossiers_visible_to, rounds_visible_to

SOON = timedelta(days=2)


def selection_tasks(person: Person, today: date) -> list[Task]:
    """Return what waits for the person in all rounds."""
    return [
        *_as_juror(person),
        *_to_check(person, today),
        *_supplements(person, today),
        *_as_secretary(person),
        *_second_looks(person),
        *_to_decide(person),
        *_own_supplements(person, today),
    ]


def _as_juror(person: Person) -> list[Task]:
    tasks = []
    for juror in own_seats(person).filter(round__state="scoring"):
        listed = own_dossiers(juror)
        left = sum(not one.is_settled for one in listed)
        if left:
            tasks.append(
                Task(
                    _("Chấm điểm hồ sơ"),
                    _("%(round)s: đã xong %(done)s/%(all)s hồ sơ.")
                    % {"round": juror.round.name, "done": len(listed) - left, "all": len(listed)},
                    reverse("selection:view_own_dossiers", args=[juror.round_id]),
                    "pencil-square",
                    count=left,
                )
            )
    return tasks


def _to_check(person: Person, today: date) -> list[Task]:
    rounds = (
        rounds_visible_to(person, Action.CHECK_PAPER)
        .filter(state__in=["collecting", "scoring"])
        .annotate(waiting=Count("dossiers", filter=Q(dossiers__state="submitted")))
        .filter(waiting__gt=0)
        .order_by("pk")
    )
    return [
        Task(
            _("Kiểm tra hồ sơ"),
            one.name,
            reverse("selection:view_dossiers", args=[one.pk]) + "?trang-thai=submitted",
            "card-checklist",
            count=one.waiting,
            due_on=one.closes_on,
            urgent=one.closes_on is not None and one.closes_on <= today,
        )
        for one in rounds
    ]


def _supplements(person: Person, today: date) -> list[Task]:
    if not scope_of(person, Action.REQUEST_SUPPLEMENT):
        return []
    asked = (
        SupplementRequest.objects.filter(
            dossier__in=dossiers_visible_to(person, Action.REQUEST_SUPPLEMENT), answered_at=None, due_on__lt=today
        )
        .select_related("dossier")
        .order_by("due_on")[:20]
    )
    return [
        Task(
            _("Hồ sơ quá hạn bổ sung"),
            f"{one.dossier.entry_code} {one.dossier.product_name}",
            reverse("selection:view_dossier", args=[one.dossier_id]),
            "alarm",
            due_on=one.due_on,
            urgent=True,
        )
        for one in asked
    ]


def _own_supplements(person: Person, today: date) -> list[Task]:
    if not scope_of(person, Action.ANSWER_SUPPLEMENT).own:
        return []
    asked = (
        SupplementRequest.objects.filter(
            dossier__in=dossiers_visible_to(person, Action.ANSWER_SUPPLEMENT),
            dossier__establishment__applicant=person,
            answered_at=None,
        )
        .select_related("dossier")
        .order_by("due_on")
    )
    return [
        Task(
            _("Bổ sung hồ sơ"),
            f"{one.dossier.entry_code} {one.dossier.product_name}",
            reverse("selection:view_dossier", args=[one.dossier_id]),
            "chat-left-text",
            due_on=one.due_on,
            urgent=one.due_on <= today + SOON,
        )
        for one in asked
    ]


def _as_secretary(person: Person) -> list[Task]:
    tasks = []
    for one in rounds_visible_to(person, Action.SEAL_SCORES).filter(state="scoring").order_by("pk"):
        missing = sum(juror.missing for juror in jury_progress(one))
        address = reverse("selection:view_round", args=[one.pk])
        if missing:
            detail = _("%(round)s: còn thiếu %(missing)s phiếu.") % {"round": one.name, "missing": missing}
            tasks.append(Task(_("Theo dõi việc chấm điểm"), detail, address, "people", count=missing))
        else:
            tasks.append(Task(_("Niêm phong điểm"), one.name, address, "lock"))
    sealed = rounds_visible_to(person, Action.RECORD_VERDICT).filter(state="sealed").order_by("pk")
    tasks += [_task(_("Ghi ý kiến Hội đồng"), one, "view_council", "bank") for one in sealed]
    tasks += _to_issue(person)
    tasks += [_task(_("Công bố kết quả"), one, "view_round", "megaphone") for one in _decided(person)]
    return tasks


def _to_issue(person: Person) -> list[Task]:
    rounds = rounds_visible_to(person, Action.ISSUE_CERTIFICATE).filter(state="decided")
    counted = rounds.annotate(recognised=Count("dossiers", filter=Q(dossiers__state="recognised"))).order_by("pk")
    left = [(one, one.recognised - issued_count(one)) for one in counted]
    return [
        Task(
            _("Cấp giấy chứng nhận"),
            one.name,
            reverse("selection:view_issuing", args=[one.pk]),
            "patch-check",
            count=number,
        )
        for one, number in left
        if number > 0
    ]


def _task(title: str, round_: Round, page: str, icon: str) -> Task:
    return Task(title, round_.name, reverse(f"selection:{page}", args=[round_.pk]), icon)


def _decided(person: Person) -> list[Round]:
    return list(
        rounds_visible_to(person, Action.PUBLISH_RESULTS).filter(state="decided", published_at=None).order_by("pk")
    )


def _second_looks(person: Person) -> list[Task]:
    rounds = rounds_visible_to(person, Action.CHECK_PAPER_SCORECARD).filter(state="scoring")
    cards = (
        Scorecard.objects.filter(juror__round__in=rounds, juror__state="active", state="submitted", checked_by=None)
        .exclude(source=Scorecard.Source.JUROR)
        .exclude(entered_by=person)
    )
    waiting = list(
        cards.order_by("juror__round").values_list("juror__round", "juror__round__name").annotate(number=Count("pk"))
    )
    return [
        Task(
            _("Đối chiếu phiếu giấy"),
            name,
            reverse("selection:view_paper_scorecards", args=[round_id]),
            "file-earmark-check",
            count=number,
        )
        for round_id, name, number in waiting
    ]


def _to_decide(person: Person) -> list[Task]:
    return [
        Task(_("Ra quyết định công nhận"), one.name, reverse("selection:recognise", args=[one.pk]), "journal-check")
        for one in rounds_visible_to(person, Action.RECOGNISE).filter(state="sealed").order_by("pk")
        if refusal(person, Action.RECOGNISE, one) is None
    ]
