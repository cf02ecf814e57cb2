"""Writes the projects of a list: their lines, amounts, machines and opening transfers; and takes them back."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from khuyencong.accounts.deeds import Record
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.actions.ledger import TransferOrder, post_within
from khuyencong.programme.models import Machine, Plan, PlanLine, PlannedAmount, PlanVersion, Project, Transfer
from khuyencong.programme.rules.buckets import OPENING, Kind
from khuyencong.programme.rules.project_list import ListedProject, opening_amounts
from khuyencong.programme.rules.streams import Stream
from khuyencong.registry.actions.parties import forget_unused
from khuyencong.registry.models import Establishment
from khuyencong.vietnamese.folding import fold

NAMES = uuid.UUID("5d0a52a4-7d0c-5f2e-9f62-3f3a4c1b7e11")
"""Under which the ids of opening transfers are made, so that the same project opens once."""

OF_LIST = _("Theo danh sách đã nhập")
UNDONE = _("Hoàn tác lần nhập danh sách")

ON_LINES = frozenset({"contracted", "running", "accepted", "closed"})
"""States of a listed project that has money, and so a plan line."""

PREFIX = {Stream.NATIONAL: "QG", Stream.LOCAL: "DP"}


class Writing:
    """Adds the projects of one list to a plan; those that are there already change nothing."""

    def __init__(self, plan: Plan, record: Record, contents: Mapping[str, str]) -> None:
        self.plan, self.record, self.contents = plan, record, contents
        there = Project.objects.filter(office=plan.office, year=plan.year).exclude(state="withdrawn")
        there = there.select_related("establishment")
        self.codes = {project.code for project in there}
        self.keys = {_key(project.name, project.establishment, project.stream) for project in there}
        self.lines = {(line.stream, line.content): line for line in plan.lines.order_by("-pk")}
        self.line_codes = set(plan.lines.values_list("code", flat=True))
        self.made: list[tuple[Project, ListedProject]] = []
        self.opened = self.version_of_list()

    def version_of_list(self) -> PlanVersion | None:
        """Return the version that the list itself makes for a plan without any; None where the plan has its own."""
        if self.plan.versions.exists():
            return None
        return PlanVersion.objects.create(
            plan=self.plan,
            number=1,
            state="approved",
            decision_number=OF_LIST,
            decision_on=min(date(self.plan.year, 12, 31), self.today),
            created_at=self.record.at,
            created_by=self.record.actor,
        )

    @property
    def today(self) -> date:
        """The day of the import in the office's time zone."""
        return timezone.localtime(self.record.at).date()

    def add(self, one: ListedProject, maker: Establishment | None) -> None:
        """Take one row, unless its project is there."""
        assert one.stream is not None  # the check told a row without a source
        key = _key(one.name, maker, one.stream)
        if one.code in self.codes or key in self.keys:
            return
        project = self._project(one, maker)
        self.codes.add(project.code)
        self.keys.add(key)
        self.made.append((project, one))

    def finish(self) -> list[Project]:
        """Write what was taken, and return the new projects."""
        made = Project.objects.bulk_create([project for project, _one in self.made], batch_size=200)
        Machine.objects.bulk_create([_machine(project, one) for project, one in self.made if one.words["machine"]])
        post_within(
            self.record, [order for project, one in self.made for order in self._openings(project, one)], opening=True
        )
        self._plan_amounts()
        return made

    def _project(self, one: ListedProject, maker: Establishment | None) -> Project:
        amounts, state = one.amounts, one.state or self._usual_state()
        support = Money(amounts.state_money or 0)
        words, at = one.words, self.record.at
        assert one.stream is not None  # the check told a row without a source
        project = Project(
            office=self.plan.office, code=one.code or self._next_code(), name=one.name[:400], stream=one.stream,
            content=one.content, year=self.plan.year, state=state, establishment=maker,
            implementer=words["implementer"][:300], place=maker.place if maker else None,
            place_text=(words["place"] or words["commune"])[:300], sector=words["sector"][:200],
            summary=words["summary"],
            total_cost=_money(amounts.total), eligible_cost=_money(amounts.total), asked=support, proposed=support,
            counterpart=_money(amounts.counterpart), other_money=_money(amounts.other),
            starts_on=one.days.get("starts_on"), ends_on=one.days.get("ends_on"),
            registered_on=min(date(self.plan.year, 1, 1), self.today), imported_from=self.plan.name[:200],
            created_at=at, created_by=self.record.actor, changed_at=at,
        )  # fmt: skip  # facts read better in a block
        project.search_text = fold(f"{project.code} {project.name} {one.establishment}")[:900]
        if state in ON_LINES:
            self._put_on_line(project, one, support)
        if state in {"ended", "rejected"}:
            project.ended_reason = words["note"] or OF_LIST
        return project

    def _put_on_line(self, project: Project, one: ListedProject, support: Money) -> None:
        amounts = one.amounts
        project.line = self._line(project)
        project.approved = support
        project.approved_on = one.days.get("decision_on") or min(date(self.plan.year, 12, 31), self.today)
        project.decision_number = one.words["decision_number"][:80]
        project.contracted = _money(amounts.contracted) or support
        if project.state in {"accepted", "closed"}:
            told = (amounts.accepted, amounts.paid if project.state == "closed" else None, project.contracted.dong)
            project.accepted = Money(next(value for value in told if value is not None))
            project.accepted_on = one.days.get("accepted_on")

    def _line(self, project: Project) -> PlanLine:
        known = self.lines.get((project.stream, project.content))
        if known is None:
            prefix = PREFIX[Stream(project.stream)]
            number = next(n for n in range(1, 1000) if f"{prefix}{n:02}" not in self.line_codes)
            known = PlanLine.objects.create(
                plan=self.plan, code=f"{prefix}{number:02}", stream=project.stream, content=project.content,
                name=self.contents[project.content][:300],
            )  # fmt: skip  # facts read better in a block
            self.line_codes.add(known.code)
            self.lines[project.stream, project.content] = known
        return known

    def _next_code(self) -> str:
        start = len(self.codes) + 1
        return next(code for n in range(start, 10**6) if (code := f"DA-{self.plan.year}-{n:03}") not in self.codes)

    def _usual_state(self) -> str:
        return "closed" if self.plan.year < self.today.year else "registered"

    def _openings(self, project: Project, one: ListedProject) -> list[TransferOrder]:
        if project.line is None:
            return []
        on = project.accepted_on or min(date(self.plan.year, 12, 31), self.today)
        return [
            TransferOrder(
                id=uuid.uuid5(NAMES, f"{project.pk}/{kind}"),
                line=project.line,
                project=project,
                kind=Kind(kind),
                amount=Money(dong),
                on=on,
                paper=project.decision_number or OF_LIST,
            )
            for kind, dong in opening_amounts(project.state, one.amounts).items()
            if dong
        ]

    def _plan_amounts(self) -> None:
        """Give the lines of a plan that the list itself made what the list says of them."""
        if self.opened is None:
            return
        sums: dict[int, list[int]] = {}
        for project, one in self.made:
            if project.line is not None:
                told = sums.setdefault(project.line.pk, [0, 0, 0])
                told[0] += one.amounts.state_money or 0
                told[1] += one.amounts.counterpart or 0
                told[2] += 1
        PlannedAmount.objects.bulk_create(
            PlannedAmount(
                version=self.opened, line_id=pk, support=Money(told[0]), counterpart=Money(told[1]), quantity=told[2]
            )
            for pk, told in sums.items()
        )  # fmt: skip  # one row


def _key(name: str, maker: Establishment | None, stream: str) -> tuple[str, int | None, str]:
    return fold(name), maker.pk if maker else None, str(stream)


def _money(dong: int | None) -> Money | None:
    return None if dong is None else Money(dong)


def _machine(project: Project, one: ListedProject) -> Machine:
    return Machine(
        project=project, name=one.words["machine"][:300], model=one.words["model"][:120],
        serial=one.words["serial"][:120],
    )  # fmt: skip  # one row


def take_back(refs: Mapping[str, Any], record: Record) -> None:
    """Remove the projects that an import made, or withdraw those whose opening transfers have to be reversed.

    :raises Refusal: where one went on since.
    """
    projects = list(Project.objects.select_for_update().filter(pk__in=refs["projects"]).order_by("pk"))
    opening = [kind.value for kind in OPENING]
    later = Transfer.objects.filter(project__in=projects).exclude(kind__in=opening)
    touched = {project.code for project in projects if project.changed_at != project.created_at}
    if touched := touched | set(later.values_list("project__code", flat=True)):
        raise Refusal(
            "programme.listed_in_use",
            _("Không hoàn tác được: đề án %(codes)s đã được xử lý tiếp."),
            codes=", ".join(sorted(touched)),
        )
    opened = list(Transfer.objects.filter(project__in=projects, kind__in=opening).select_related("line", "project"))
    post_within(record, [_reversal(row) for row in opened])
    kept = {row.project_id for row in opened}
    for project in projects:
        if project.pk in kept:
            _withdraw(project, record)
        else:
            project.machines.all().delete()
            project.delete()
    forget_unused(record=record, establishments=refs["establishments"], products=[])


def _reversal(row: Transfer) -> TransferOrder:
    return TransferOrder(
        id=uuid.uuid5(NAMES, f"reverse/{row.pk}"),
        line=row.line,
        project=row.project,
        kind=Kind.REVERSE,
        amount=row.amount,
        on=row.on,
        paper=row.paper,
        reverses=row.pk,
        note=UNDONE,
    )


def _withdraw(project: Project, record: Record) -> None:
    """Keep the row for the ledger's sake, out of every list, and free its code."""
    project.machines.all().delete()
    project.code = f"{project.code}~{project.pk}"[:40]
    project.state, project.ended_reason = "withdrawn", UNDONE
    project.line = project.approved = project.contracted = project.accepted = project.approved_on = None
    project.changed_at = record.at
    project.save()
