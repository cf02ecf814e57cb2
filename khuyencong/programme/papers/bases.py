"""What a paper of plans and projects rests on (căn cứ): the norms of its day, then the papers before it."""

from __future__ import annotations

from datetime import date

from khuyencong.accounts.models import Office
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.law.norms import NormsOfDay
from khuyencong.programme.models import Plan, Project
from khuyencong.programme.papers.words import DOTS, long_day
from khuyencong.programme.queries.plans.versions import version_in_force
from khuyencong.programme.queries.projects.bounds import kept_limit, norms_for, support_of
from khuyencong.programme.rules.support import SupportLimit
from khuyencong.rulebook.queries import norms_at

BASES = "programme.paper_bases"


def grounds(*texts: str) -> tuple[str, ...]:
    """Return lines as they stand at the head of a paper; a proposal is followed, everything else is relied on."""
    return tuple(text if text.startswith("Theo ") else f"Căn cứ {text}" for text in texts)


def bases_of_streams(office: Office, streams: frozenset[str], on: date) -> tuple[str, ...]:
    """Return the instruments that papers of these streams cite. Governing day: that of the paper."""
    return _cited(norms_at(on, office_code=office.code), streams)


def bases_of_project(project: Project, on: date) -> tuple[str, ...]:
    """Return the instruments of the project's stream, then what sets its level of support."""
    level = limit_of(project, on)
    found = _cited(norms_for(project, on), frozenset({project.stream}))
    return (*found, f"Mức hỗ trợ quy định tại {level.level.source}") if level else found


def limit_of(project: Project, on: date) -> SupportLimit | None:
    """Return the limit of the support: as decided, else by the norms of the day; None where the day has no level."""
    try:
        return kept_limit(project) or support_of(project, norms_for(project, on))
    except (Refusal, Refusals):
        return None


def approval_of(project: Project) -> str:
    """Name the decision that approved the project, with dots for what is not recorded."""
    number = project.decision_number or DOTS
    return f"Quyết định số {number} {long_day(project.approved_on)} về việc phê duyệt đề án “{project.name}”"


def plan_decision_of(plan: Plan | None) -> tuple[str, ...]:
    """Name the decision in force on a plan; nothing where there is none."""
    version = version_in_force(plan) if plan is not None else None
    if version is None or plan is None:
        return ()
    number, signed = version.decision_number, long_day(version.decision_on)
    return (f"Quyết định số {number} {signed} phê duyệt {plan.name}",)


def contract_of(project: Project) -> str:
    """Name the contract of the project, with dots for what is not recorded."""
    contract = project.contracts.filter(main=None).first()
    number = contract.number if contract is not None else DOTS
    return f"Hợp đồng số {number} {long_day(contract.signed_on if contract is not None else None)}"


def _cited(norms: NormsOfDay, streams: frozenset[str]) -> tuple[str, ...]:
    return tuple(row["label"] for row in norms.rows(BASES) if streams & set(row["streams"]))
