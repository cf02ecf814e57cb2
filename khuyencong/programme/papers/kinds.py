"""Every kind of paper of plans and projects: its code, what it is made of, and how a person names that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import translation

from khuyencong.documents.papers import PaperKind
from khuyencong.documents.rules.papers.paper import Paper
from khuyencong.programme.models import (
    Acceptance,
    Appraisal,
    Contract,
    PaymentOrder,
    Plan,
    ProgressReport,
    Project,
    ProjectSupplement,
    ProjectVersion,
)
from khuyencong.programme.papers.plans import plan_decision, plan_paper, plan_submission
from khuyencong.programme.papers.projects.applications import application_paper, proposal_paper, training_plan_paper
from khuyencong.programme.papers.projects.appraisals import appraisal_minutes, appraisal_sheet
from khuyencong.programme.papers.projects.contracts import annex_paper, contract_paper, liquidation_paper
from khuyencong.programme.papers.projects.decisions import (
    project_adjustment,
    project_approval,
    project_stop,
    rejection_notice,
    supplement_letter,
)
from khuyencong.programme.papers.projects.payments import payment_request, settlement_paper
from khuyencong.programme.papers.projects.work import acceptance_minutes, progress_paper
from khuyencong.programme.queries.projects.facts import content_shown

LONGEST_ID = 18
"""Digits of the longest number that may be an id."""
WITH_PEOPLE = frozenset({"trainee", "member"})


def project_named(text: str) -> Project | None:
    """Find a project by its code, where only one office uses it, else by its id."""
    known = Project.objects.select_related("office__parent", "establishment__place", "place", "line__plan__programme")
    found = list(known.filter(code=text)[:2])
    if len(found) == 1:
        return found[0]
    return known.filter(pk=text).first() if not found and _is_id(text) else None


def plan_named(text: str) -> Plan | None:
    """Find a plan by its year, where only one office has one, by year and office ("2026@ttkc-vinh-long"), or by id."""
    year, _at, office = text.partition("@")
    known = Plan.objects.select_related("office__parent", "programme")
    if not _is_id(year):
        return None
    rows = known.filter(year=year) if len(year) == len("2026") else known.none()
    found = list((rows.filter(office__code=office) if office else rows)[:2])
    if len(found) == 1:
        return found[0]
    return known.filter(pk=year).first() if not found and not office else None


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_ID


def _latest(rows: QuerySet[Any], order: str) -> Callable[[str], Model | None]:
    """Find a record of a project by its id, or the latest one of the project named by its code."""

    def load(text: str) -> Model | None:
        known = rows.select_related("project__office__parent", "project__establishment__place", "project__place")
        found: Model | None = known.filter(pk=text).first() if _is_id(text) else None
        project = project_named(text) if found is None else None
        return known.filter(project=project).order_by(order, "-pk").first() if project is not None else found

    return load


def _in_vietnamese(facts: Callable[[Any, date], Paper]) -> Callable[[Any, date], Paper]:
    """Say labels of choices in Vietnamese whatever language the screen has."""

    def gathered(thing: Any, on: date) -> Paper:
        with translation.override("vi"):
            return facts(thing, on)

    return gathered


def _of_plan(code: str, label: str, facts: Callable[[Plan, date], Paper]) -> PaperKind:
    published = code == "plan-decision"
    return PaperKind(code, label, "programme.plan", plan_named, _in_vietnamese(facts), is_published=published)


def _of_project(
    code: str, label: str, facts: Callable[[Project, date], Paper], fits: Callable[[Project], bool] = lambda _one: True
) -> PaperKind:
    return PaperKind(code, label, "programme.project", project_named, _in_vietnamese(facts), fits=fits)


def _of_record(
    code: str, label: str, rows: QuerySet[Any], order: str, facts: Callable[[Any, date], Paper]
) -> PaperKind:
    owner = rows.model._meta.label_lower
    return PaperKind(
        code, label, owner, _latest(rows, order), _in_vietnamese(facts), files_of=lambda thing: thing.project
    )


def _trains_people(project: Project) -> bool:
    return bool(WITH_PEOPLE & content_shown(project, date(project.year, 12, 31)).tables.keys())


KINDS_OF_PAPERS: tuple[PaperKind, ...] = (
    _of_plan("plan-submission", "Tờ trình kế hoạch khuyến công năm", plan_submission),
    _of_plan("plan", "Kế hoạch khuyến công năm", plan_paper),
    _of_plan("plan-decision", "Quyết định phê duyệt kế hoạch", plan_decision),
    _of_project("project-application", "Đơn đề nghị hỗ trợ", application_paper),
    _of_project("project-proposal", "Đề án", proposal_paper),
    _of_record(
        "project-supplement", "Công văn yêu cầu bổ sung hồ sơ", ProjectSupplement.objects.all(), "-requested_at",
        supplement_letter,
    ),
    _of_project("appraisal-sheet", "Phiếu thẩm định", appraisal_sheet),
    _of_record("appraisal-minutes", "Biên bản thẩm định", Appraisal.objects.all(), "-held_on", appraisal_minutes),
    _of_project(
        "project-rejection", "Thông báo không hỗ trợ", rejection_notice, lambda one: one.state == "rejected"
    ),
    _of_project(
        "project-approval", "Quyết định phê duyệt đề án", project_approval, lambda one: one.approved is not None
    ),
    _of_record(
        "project-adjustment", "Quyết định điều chỉnh đề án", ProjectVersion.objects.all(), "-number",
        project_adjustment,
    ),
    _of_project(
        "project-stop", "Quyết định ngừng đề án", project_stop, lambda one: one.state in {"stopped", "ended"}
    ),
    _of_project("project-contract", "Hợp đồng", contract_paper, lambda one: one.approved is not None),
    _of_record(
        "contract-annex", "Phụ lục hợp đồng", Contract.objects.filter(main__isnull=False), "-signed_on", annex_paper
    ),
    _of_project("training-plan", "Kế hoạch đào tạo (Mẫu số 11)", training_plan_paper, _trains_people),
    _of_record(
        "progress-report", "Báo cáo tiến độ", ProgressReport.objects.all(), "-reported_on", progress_paper
    ),
    _of_record(
        "acceptance-minutes", "Biên bản nghiệm thu cơ sở", Acceptance.objects.all(), "-held_on", acceptance_minutes
    ),
    _of_record(
        "payment-request", "Giấy đề nghị thanh toán (Mẫu số 9)", PaymentOrder.objects.all(), "-proposed_at",
        payment_request,
    ),
    _of_project(
        "project-settlement", "Báo cáo quyết toán đề án", settlement_paper, lambda one: one.accepted is not None
    ),
    _of_project(
        "contract-liquidation", "Biên bản thanh lý hợp đồng", liquidation_paper, lambda one: one.contracted is not None
    ),
)  # fmt: skip  # a list of kinds
