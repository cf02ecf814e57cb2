"""The summary table of a plan (Mẫu số 2) and the list behind its decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from khuyencong.documents.rules.papers.paper import Column, Table
from khuyencong.kernel.money import Money
from khuyencong.programme.models import PlanLine, PlannedAmount, PlanVersion, Project
from khuyencong.programme.papers.projects.applications import span
from khuyencong.programme.papers.words import center, figure, maker_of, million, place_of, right, source_of, table
from khuyencong.programme.rules.streams import SOURCE_LABELS, Source

GONE = frozenset({"rejected", "withdrawn"})
NOTHING = Money(0)
SUMMARY = (
    center("TT", 6), Column("Nội dung, đề án", 30), Column("Đơn vị thực hiện", 18),
    Column("Địa điểm, cơ sở thụ hưởng", 22), Column("Nội dung và kết quả chính", 26), center("Thời gian", 19),
    right("Tổng số", 13), right("KC quốc gia", 13), right("KC địa phương", 13), right("Đối ứng", 13),
    right("Khác", 12), center("Loại", 13), center("Ưu tiên", 10), Column("Ghi chú", 14),
)  # fmt: skip  # the head of the form; amounts in triệu đồng
LIST = (
    center("TT", 5), Column("Nội dung, đề án", 32), Column("Đơn vị thực hiện", 20),
    Column("Địa điểm, cơ sở thụ hưởng", 26), Column("Nguồn kinh phí", 18), right("Kinh phí hỗ trợ (đồng)", 18),
    center("Thời gian thực hiện", 16),
)  # fmt: skip  # the head of the form


@dataclass(frozen=True, slots=True)
class PlanRows:
    """What a version gives its lines, with the projects on each line; read in three queries."""

    amounts: list[PlannedAmount]
    projects: dict[int, list[Project]]
    first: frozenset[int]
    """Projects that the appraisal found to be of the preferred kind."""

    @property
    def support(self) -> dict[str, Money]:
        """The support of each stream."""
        found: dict[str, Money] = defaultdict(lambda: NOTHING)
        for one in self.amounts:
            found[one.line.stream] += one.support
        return found

    @property
    def whole(self) -> Money:
        """All support, of both streams; they stand apart in every table."""
        return sum((one.support for one in self.amounts), NOTHING)

    @property
    def counterpart(self) -> Money:
        """What the beneficiaries put in."""
        return sum((one.counterpart for one in self.amounts), NOTHING)

    @property
    def streams(self) -> frozenset[str]:
        """The streams that pay anything."""
        return frozenset(one.line.stream for one in self.amounts)


def rows_of(version: PlanVersion | None) -> PlanRows:
    """Read a version of a plan with its projects."""
    if version is None:
        return PlanRows([], {}, frozenset())
    amounts = (
        PlannedAmount.objects.filter(version=version).select_related("line").order_by("line__stream", "line__code")
    )
    projects: dict[int, list[Project]] = defaultdict(list)
    listed = Project.objects.filter(line__plan=version.plan_id).exclude(state__in=GONE)
    for one in (
        listed.select_related("establishment", "place", "office").prefetch_related("appraisals").order_by("code")
    ):
        projects[one.line_id or 0].append(one)
    every = [project for group in projects.values() for project in group]
    return PlanRows(list(amounts), projects, frozenset(one.pk for one in every if _is_preferred(one)))


def summary_table(rows: PlanRows) -> Table:
    """Return the table of Mẫu số 2: every line, beneath it its projects, at the end the sums of the lines."""
    found: list[tuple[str, ...]] = []
    strong: list[int] = []
    for number, one in enumerate(rows.amounts, start=1):
        strong.append(len(found))
        found.append(_line(number, one))
        found += [
            _project(f"{number}.{index}", project, project.pk in rows.first) for index, project in _under(rows, one)
        ]
    if found:
        strong.append(len(found))
        found.append(_total(rows))
    return table(SUMMARY, found, strong=strong)


def decision_table(rows: PlanRows) -> Table:
    """Return the list behind a decision: lines and projects with amounts, source and time."""
    found: list[tuple[str, ...]] = []
    strong: list[int] = []
    for number, one in enumerate(rows.amounts, start=1):
        strong.append(len(found))
        label = SOURCE_LABELS[Source(one.line.stream)]
        found.append((str(number), one.line.name, "", "", label, figure(one.support), _years(one.line)))
        for index, project in _under(rows, one):
            place = "; ".join(part for part in (place_of(project), maker_of(project)) if part)
            found.append((
                f"{number}.{index}", project.name, project.implementer or project.office.name, place,
                source_of(project), figure(project.approved), span(project),
            ))  # fmt: skip  # one row
    if found:
        strong.append(len(found))
        found.append(("", "Tổng cộng", "", "", "", figure(rows.whole), ""))
    return table(LIST, found, strong=strong)


def _under(rows: PlanRows, one: PlannedAmount) -> Iterable[tuple[int, Project]]:
    return enumerate(rows.projects.get(one.line_id, ()), start=1)


def _line(number: int, one: PlannedAmount) -> tuple[str, ...]:
    line = one.line
    return (
        str(number), line.name, "", "", f"{one.quantity} {one.unit}".strip() if one.quantity else "", _years(line),
        million(one.support + one.counterpart), *_streams(line.stream, one.support), million(one.counterpart), "",
        line.get_kind_display().removeprefix("đề án "), "", one.note,
    )  # fmt: skip  # one row


def _project(number: str, project: Project, preferred: bool) -> tuple[str, ...]:
    support = project.approved if project.approved is not None else project.asked
    return (
        number, project.name, project.implementer or project.office.name,
        "; ".join(part for part in (place_of(project), maker_of(project)) if part), project.summary, span(project),
        million(project.total_cost), *_streams(project.stream, support), million(project.counterpart),
        million(project.other_money), project.get_kind_display().removeprefix("đề án "), "x" if preferred else "", "",
    )  # fmt: skip  # one row


def _total(rows: PlanRows) -> tuple[str, ...]:
    support = rows.support
    return (
        "", "Tổng cộng", "", "", "", "", million(rows.whole + rows.counterpart),
        *(million(support.get(stream, NOTHING)) for stream in ("national", "local")), million(rows.counterpart),
        "", "", "", "",
    )  # fmt: skip  # one row


def _streams(stream: str, support: Money | None) -> Iterator[str]:
    for one in ("national", "local"):
        yield million(support) if stream == one else ""


def _years(line: PlanLine) -> str:
    return f"{line.first_year}–{line.last_year}" if line.first_year and line.last_year else ""


def _is_preferred(project: Project) -> bool:
    appraisals = sorted(project.appraisals.all(), key=lambda one: (one.held_on, one.pk))
    last = appraisals[-1].criteria if appraisals else []
    return any(row.get("code") == "priority" and row.get("met") is True for row in last)
