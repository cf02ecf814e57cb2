"""Programmes, plans of the year and supported projects, as the law wants them read by everybody.

Source: NĐ 42/2022/NĐ-CP on what a public body's portal tells. Of a household neither name nor number comes out, as
both are its owner's: its project is told by content and commune.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from khuyencong.kernel.money import Money
from khuyencong.programme.models import Plan, PlannedAmount, PlanVersion, Programme, Project
from khuyencong.programme.queries.plans.contents import content_choices, norms_of_year
from khuyencong.programme.rules.project_life import project_life
from khuyencong.programme.rules.streams import STREAM_LABELS, Stream
from khuyencong.registry.rules.legal_forms import LegalForm

APPROVED = ("planned", "contracted", "running", "suspended", "accepted", "settled", "liquidated", "closed")
STOPPED = ("stopped", "ended")
DONE = ("accepted", "settled", "liquidated", "closed")
NAMELESS = frozenset({LegalForm.HOUSEHOLD.value, LegalForm.WORKSHOP.value})
"""A workshop of unknown registration is taken for a household, so that no owner's name slips out."""


def public_programmes() -> QuerySet[Programme]:
    """Return the programmes that an authority approved, the newest first."""
    rows = Programme.objects.filter(state__in=["approved", "ended"]).select_related("office")
    return rows.order_by("-first_year", "code")


def public_plans() -> QuerySet[Plan]:
    """Return the plans in force of all years with the version in force, the newest first."""
    in_force = PlanVersion.objects.filter(state="approved")
    rows = Plan.objects.filter(versions__state="approved").select_related("office", "programme")
    supported = Q(lines__projects__state__in=(*APPROVED, *STOPPED))
    return (
        rows.annotate(project_count=Count("lines__projects", filter=supported, distinct=True))
        .prefetch_related(Prefetch("versions", queryset=in_force, to_attr="in_force"))
        .order_by("-year", "office__path", "pk")
    )


@dataclass(frozen=True, slots=True)
class PublicLine:
    """A line of a plan in force."""

    code: str
    name: str
    stream: str
    content: str
    support: Money
    counterpart: Money
    quantity: int


@dataclass(frozen=True, slots=True)
class PublicProject:
    """A supported project without anything of a person."""

    code: str
    name: str
    beneficiary: str
    place: str
    stream: str
    support: Money | None
    state: str
    is_done: bool


def public_lines(plan: Plan) -> list[PublicLine]:
    """Return the lines of the version in force; one query and the norms of the plan's year."""
    labels = content_choices(norms_of_year(plan.year, office_code=plan.office.code))
    amounts = PlannedAmount.objects.filter(version__plan=plan, version__state="approved").select_related("line")
    return [
        PublicLine(
            code=one.line.code,
            name=one.line.name,
            stream=STREAM_LABELS[Stream(one.line.stream)],
            content=labels[one.line.content].label if one.line.content in labels else one.line.content,
            support=one.support,
            counterpart=one.counterpart,
            quantity=one.quantity,
        )
        for one in amounts.order_by("line__stream", "line__code")
    ]


def projects_of(plan: Plan) -> QuerySet[Project]:
    """Return the supported projects of a plan."""
    rows = Project.objects.filter(line__plan=plan, state__in=(*APPROVED, *STOPPED))
    return rows.select_related("establishment", "place__province", "place__parent__province").order_by("code", "pk")


def public_projects(plan: Plan, projects: Iterable[Project]) -> list[PublicProject]:
    """Return the projects as everybody may read them."""
    labels = content_choices(norms_of_year(plan.year, office_code=plan.office.code))
    return [_public(one, labels[one.content].label if one.content in labels else one.content) for one in projects]


def _public(project: Project, content: str) -> PublicProject:
    maker = project.establishment
    nameless = maker is not None and maker.form in NAMELESS
    place = project.place.full_name if project.place is not None else ""
    return PublicProject(
        code=project.code,
        name=content if nameless else project.name,
        beneficiary=maker.get_form_display() if maker is not None and nameless else (maker.name if maker else ""),
        place=place or (maker.public_address if maker is not None else ""),
        stream=STREAM_LABELS[Stream(project.stream)],
        support=project.accepted if project.state in DONE and project.accepted is not None else project.approved,
        state=project_life(project.stream).public_label(project.state),
        is_done=project.state in DONE,
    )


@dataclass(frozen=True, slots=True)
class YearFigures:
    """What a year comes to: planned support, supported projects, those accepted and their support."""

    year: int
    planned: Money
    projects: int
    done: int
    accepted: Money


def year_figures() -> YearFigures | None:
    """Return the figures of the newest plan in force, for the front page; two queries."""
    amounts = PlannedAmount.objects.filter(version__state="approved")
    newest = amounts.values("version__plan__year").annotate(planned=Sum("support")).order_by("-version__plan__year")
    found = newest.first()
    if found is None:
        return None
    year = found["version__plan__year"]
    counted = Project.objects.filter(line__plan__year=year, line__plan__versions__state="approved").aggregate(
        projects=Count("pk", filter=Q(state__in=APPROVED)),
        done=Count("pk", filter=Q(state__in=DONE)),
        accepted=Sum("accepted", filter=Q(state__in=DONE)),
    )
    return YearFigures(year, found["planned"], counted["projects"], counted["done"], counted["accepted"] or Money(0))
