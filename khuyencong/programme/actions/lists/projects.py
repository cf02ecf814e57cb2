"""The list of projects of one year as an office keeps it: what it means, what is wrong in it, and what it makes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django.urls import reverse

from khuyencong.accounts.deeds import Record
from khuyencong.accounts.models import Office
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.actions.lists.projects_schema import projects_schema
from khuyencong.programme.actions.lists.projects_writing import Writing, take_back
from khuyencong.programme.models import Plan, Project
from khuyencong.programme.rules.project_headings import DAYS, MONEY, WORDS
from khuyencong.programme.rules.project_list import (
    ListedAmounts,
    ListedProject,
    amount_faults,
    content_in,
    state_in,
    stream_in,
)
from khuyencong.programme.rules.streams import Stream
from khuyencong.registry.actions.ensure import ensure_establishments
from khuyencong.registry.rules.listed import establishment_of
from khuyencong.rulebook.queries import norms_at
from khuyencong.vietnamese.folding import fold
from khuyencong.workbooks.actions import Applied, Importer, Progress
from khuyencong.workbooks.rules.columns import Schema
from khuyencong.workbooks.rules.findings import Fault, say
from khuyencong.workbooks.rules.understanding import Row, Table, Understanding

MONEY_COLUMNS = tuple(key for key, _label in MONEY)
KEPT = (*(key for key, _label in WORDS), "commune", "note")
NO_CONTENT = _("Chưa biết đề án thuộc nội dung khuyến công nào; thêm cột “Nội dung khuyến công”.")
CODE_ELSEWHERE = _("Mã %(code)s đã dùng cho đề án năm %(year)s.")
NO_STREAM = _("Chưa biết là khuyến công quốc gia hay địa phương; thêm cột “Nguồn khuyến công”.")


def contents_of(plan: Plan) -> dict[str, str]:
    """Return the contents that the norms know, code to label. Governing day: the last of the plan's year."""
    norms = norms_at(date(plan.year, 12, 31), office_code=plan.office.code)
    return {str(row["code"]): str(row["label"]) for row in norms.rows("programme.contents")}


class ProjectsImporter(Importer):
    """Takes in the projects of a year: those of past years as done, running ones as they stand."""

    code: ClassVar[str] = "programme.projects"
    label: ClassVar[str] = _("danh sách đề án")
    lead: ClassVar[str] = _(
        "Bảng tổng hợp đề án của một năm, như cơ quan vẫn lập bằng Excel: năm cũ hoặc năm đang làm."
    )
    action: ClassVar[Action] = Action.IMPORT_PROJECTS

    def find(self, target_id: int) -> Plan | None:
        return Plan.objects.select_related("office").filter(pk=target_id).first()

    def office(self, target: Plan) -> Office:
        return target.office

    def schema(self, target: Plan) -> Schema:
        return projects_schema(contents_of(target))

    def address(self, target: Plan) -> str:
        return f"{reverse('programme:view_projects')}?nam={target.year}"

    def check(self, understanding: Understanding, target: Plan, options: Collection[str]) -> Sequence[Fault]:
        """Return what is wrong beyond single cells: no content or source, sums that do not agree, a locked year."""
        check = _Check(target, understanding)
        return [fault for table in understanding.tables for fault in check.table(table)]

    def apply(
        self,
        *,
        understanding: Understanding,
        target: Plan,
        options: Collection[str],
        record: Record,
        progress: Progress,
    ) -> Applied:
        """Find or add the beneficiaries, and add the projects that are not there yet with their opening transfers."""
        plan = Plan.objects.select_for_update().get(pk=target.pk)
        _refuse_locked(plan)
        codes = contents_of(plan)
        rows = [(row, _listed(table, row, codes, plan)) for table in understanding.tables for row in table.rows]
        named = [(row, one) for row, one in rows if one.establishment]
        found = ensure_establishments(
            record=record, office=plan.office, many=[establishment_of(row) for row, _one in named]
        )
        makers = {id(row): maker for (row, _one), (maker, _new) in zip(named, found, strict=True)}
        progress(len(rows) // 2, len(rows))
        writing = Writing(plan, record, codes)
        for row, one in rows:
            writing.add(one, makers.get(id(row)))
        made = writing.finish()
        progress(len(rows), len(rows))
        new_makers = sorted({maker.pk for maker, new in found if new})
        counts = {
            _("đề án mới"): len(made),
            _("đề án đã có"): len(rows) - len(made),
            _("cơ sở mới"): len(new_makers),
        }
        refs = {"projects": [project.pk for project in made], "establishments": new_makers}
        return Applied(refs=refs, counts=counts, facts={"plan": plan.year})

    def undo(self, *, refs: Mapping[str, Any], target: Plan, record: Record) -> None:
        """Take the projects away again; their opening transfers are reversed, for the ledger forgets nothing.

        :raises Refusal: where a project went on since, or the year is locked.
        """
        _refuse_locked(target)
        take_back(refs, record)


def _refuse_locked(plan: Plan) -> None:
    if plan.locked_at is not None:
        raise Refusal(
            "programme.year_locked",
            _("Sổ kinh phí năm %(year)s đã khóa nên không nhập thêm được; ghi điều chỉnh vào năm đang mở."),
            source=_("quy tắc khóa sổ năm"),
            year=plan.year,
        )


class _Check:
    """Looks over all sheets of one list for what single cells cannot tell."""

    def __init__(self, plan: Plan, understanding: Understanding) -> None:
        self.plan, self.codes = plan, contents_of(plan)
        self.told = {(fault.sheet, fault.row, fault.column) for fault in understanding.faults}
        self.names: dict[tuple[str, str, str], tuple[str, int]] = {}
        self.elsewhere = dict(
            Project.objects.filter(office=plan.office).exclude(year=plan.year).values_list("code", "year")
            if plan.office_id
            else ()
        )

    def table(self, table: Table) -> Iterator[Fault]:
        for row in table.rows:
            for fault in self._row(table, row):
                if (fault.sheet, fault.row, fault.column) not in self.told:
                    self.told.add((fault.sheet, fault.row, fault.column))
                    yield fault

    def _row(self, table: Table, row: Row) -> Iterator[Fault]:
        one = _listed(table, row, self.codes, self.plan)
        if not one.content and not row.raw.get("content"):
            yield table.fault(row, _of(table, "content", "name"), say(NO_CONTENT))
        if one.stream is None and not row.raw.get("stream") and not (one.amounts.national and one.amounts.local):
            yield table.fault(row, _of(table, "stream", "name"), say(NO_STREAM))
        for key, refusal in amount_faults(one.amounts):
            yield table.fault(row, _of(table, key, *MONEY_COLUMNS), say(refusal.sentence, **refusal.values))
        if one.code and (year := self.elsewhere.get(one.code)) is not None:
            yield table.fault(
                row, "code", say(_("Mã %(code)s đã dùng cho đề án năm %(year)s."), code=one.code, year=year)
            )
        yield from self._twice(table, row, one)
        if self.plan.locked_at is not None:
            yield table.fault(row, "name", say(_("Sổ kinh phí năm %(year)s đã khóa."), year=self.plan.year))

    def _twice(self, table: Table, row: Row, one: ListedProject) -> Iterator[Fault]:
        key = (fold(one.name), fold(one.establishment), str(one.stream))
        first = self.names.setdefault(key, (table.sheet, row.number))
        if first != (table.sheet, row.number):
            message = say(_("Đề án này đã có ở trang “%(sheet)s”, dòng %(row)s."), sheet=first[0], row=first[1])
            yield table.fault(row, "name", message)


def _of(table: Table, *keys: str) -> str:
    """Return the first of the columns that the sheet has."""
    return next((key for key in keys if key in table.columns), "name")


def _listed(table: Table, row: Row, codes: Mapping[str, str], plan: Plan) -> ListedProject:
    """Return the row as a project: what its own cells say, else the heading above it, else its name."""
    amounts = ListedAmounts(**{name: row.whole(name) for name in MONEY_COLUMNS})
    above = " ".join([row.group_title, *table.title_lines])
    stream = _stream_of(row, amounts) or stream_in(row.group_title) or stream_in(above)
    content = row.text("content") or content_in(row.group_title, codes) or content_in(row.text("name"), codes)
    return ListedProject(
        code=row.text("code"),
        name=row.text("name"),
        content=content,
        stream=stream,
        establishment=row.text("establishment_name"),
        state=row.text("state") or state_in(row.group_title),
        amounts=amounts,
        words={key: row.text(key) for key in KEPT},
        days={key: value for key, _label in DAYS if isinstance(value := row.values.get(key), date)},
    )


def _stream_of(row: Row, amounts: ListedAmounts) -> Stream | None:
    told = row.values.get("stream")
    return Stream(str(told)) if told else amounts.stream
