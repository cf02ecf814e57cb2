"""Finding what a file of transfers names: plans, lines, projects, people."""

from __future__ import annotations

from collections.abc import Collection

from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import scope_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.models import Plan, PlanLine, Project


def plan_named(person: Person | None, year: int, office: str = "") -> Plan:
    """Return the plan of a year, of the office named or of the only one that the person reaches.

    :raises Refusal: where there is none, or more than one.
    """
    plans = Plan.objects.filter(year=year).select_related("office").order_by("pk")
    if office:
        plans = plans.filter(office__code=office)
    elif person is not None:
        far = scope_of(person, Action.VIEW_LEDGER)
        plans = plans if far.everywhere else plans.filter(office__in=far.office_ids)
    found = list(plans[:20])
    if len(found) == 1:
        return found[0]
    if found:
        raise Refusal(
            "programme.which_office",
            _("Nhiều cơ quan có kế hoạch năm %(year)s. Hãy ghi rõ mã cơ quan: %(offices)s."),
            year=str(year),
            offices=", ".join(plan.office.code for plan in found),
        )
    raise Refusal(
        "programme.no_such_plan",
        _("Không có kế hoạch năm %(year)s. Hãy lập kế hoạch năm trước, hoặc kiểm tra lại năm và mã cơ quan."),
        year=str(year),
    )


def line_named(plan: Plan, code: str) -> PlanLine:
    """Return the line of a plan.

    :raises Refusal: where the plan has no such line.
    """
    line = PlanLine.objects.filter(plan=plan, code=code).select_related("plan").first()
    if line is None:
        codes = PlanLine.objects.filter(plan=plan).order_by("code").values_list("code", flat=True)
        raise Refusal(
            "programme.no_such_line",
            _("Kế hoạch năm %(year)s không có dòng “%(line)s”. Các dòng: %(lines)s."),
            year=str(plan.year),
            line=code,
            lines=", ".join(codes[:30]) or "—",
        )
    return line


def project_named(plan: Plan, code: str) -> Project:
    """Return the project of the plan's office, or the only one of that code.

    :raises Refusal: where there is none.
    """
    found = list(Project.objects.filter(code=code).select_related("office", "line")[:20])
    own = [one for one in found if one.office_id == plan.office_id]
    if own or len(found) == 1:
        return (own or found)[0]
    raise Refusal(
        "programme.no_such_project",
        _("Không có đề án “%(project)s” của cơ quan này. Hãy kiểm tra lại mã đề án."),
        project=code,
    )


def people_named(usernames: Collection[str]) -> dict[str, Person]:
    """Return active people by log-in name."""
    return {one.username: one for one in Person.objects.filter(username__in=usernames, is_active=True)}
