"""Statements of a bank or the Treasury in workbooks: what their rows mean, and what they make."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from django.urls import reverse

from khuyencong.accounts.deeds import Record, deed
from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.money import LIMIT, Money
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.actions.evidence.statements import reconcile_within
from khuyencong.programme.models import Statement, StatementLine
from khuyencong.programme.queries.evidence.statements import lines_known
from khuyencong.programme.rules.evidence.statement_columns import movement_of, statement_schema
from khuyencong.vietnamese.folding import fold
from khuyencong.workbooks.actions import Applied, Importer, Progress
from khuyencong.workbooks.actions.sending import SentFile, take_in
from khuyencong.workbooks.models import ImportRun
from khuyencong.workbooks.rules.columns import Schema
from khuyencong.workbooks.rules.findings import Fault, say
from khuyencong.workbooks.rules.understanding import Row, Table, Understanding

ACCOUNT = re.compile(r"(?:so )?(?:tai khoan|tk|account)[^0-9:]*:?\s*([0-9][0-9.\- ]{4,})")
Key = tuple[object, ...]


class StatementImporter(Importer):
    """Takes in a statement, and finds which transfer each of its movements is."""

    code: ClassVar[str] = "programme.statement"
    label: ClassVar[str] = _("sao kê ngân hàng, Kho bạc")
    lead: ClassVar[str] = _("Tệp sao kê tài khoản của ngân hàng hoặc bảng kê chứng từ của Kho bạc, đúng như tải về.")
    action: ClassVar[Action] = Action.IMPORT_STATEMENT

    def find(self, target_id: int) -> Office | None:
        return Office.objects.filter(pk=target_id).first()

    def office(self, target: Office) -> Office:
        return target

    def schema(self, target: Office) -> Schema:
        return statement_schema()

    def address(self, target: Office) -> str:
        return reverse("programme:view_statements")

    def check(self, understanding: Understanding, target: Office, options: Collection[str]) -> Sequence[Fault]:
        """Return the rows that move nothing, or both ways at once."""
        return [fault for table in understanding.tables for fault in _faults(table)]

    def apply(
        self,
        *,
        understanding: Understanding,
        target: Office,
        options: Collection[str],
        record: Record,
        progress: Progress,
    ) -> Applied:
        """Make a statement of each table, without lines that another statement of the account holds already."""
        made = [_statement(table, target, record) for table in understanding.tables if table.rows]
        taken = [(statement, kept) for statement, kept in made if statement is not None]
        progress(1, 2)
        states: Counter[str] = Counter()
        for statement, _kept in taken:
            states.update(reconcile_within(record, statement))
        progress(2, 2)
        rows = understanding.row_count
        lines = sum(kept for _statement, kept in taken)
        counts = {
            _("dòng sao kê mới"): lines,
            _("dòng đã có"): rows - lines,
            _("đã khớp"): states["matched"],
            _("nghi ngờ"): states["doubtful"],
            _("chưa khớp"): states["unmatched"],
        }
        return Applied(refs={"statements": [one.pk for one, _kept in taken]}, counts=counts)

    def undo(self, *, refs: Mapping[str, Any], target: Office, record: Record) -> None:
        """Take the statements away with their lines.

        :raises Refusal: where a person decided on a line.
        """
        lines = StatementLine.objects.filter(statement__in=refs["statements"])
        if lines.filter(decided_by__isnull=False).exists():
            raise Refusal(
                "programme.statement_in_use",
                _("Không hoàn tác được: đã có người đối chiếu tay trên sao kê này."),
            )
        lines.delete()
        Statement.objects.filter(pk__in=refs["statements"]).delete()


def _faults(table: Table) -> Iterator[Fault]:
    if not {"outgoing", "incoming", "amount"} & table.columns.keys():
        message = say(_("Bảng cần cột Ghi nợ, Ghi có (hoặc Số tiền)."))
        yield Fault(table.sheet, table.header_row, "A", None, message)
        return
    signed = _is_signed(table)
    for row in table.rows:
        outgoing, incoming = _moved(row, signed=signed)
        column = next(key for key in ("outgoing", "incoming", "amount") if key in table.columns)
        if outgoing and incoming:
            yield table.fault(row, column, say(_("Một dòng chỉ có tiền chi hoặc tiền thu, không cả hai.")))
        elif not outgoing and not incoming:
            yield table.fault(row, column, say(_("Dòng này không có số tiền nào.")))
        elif max(outgoing, incoming) >= LIMIT:
            yield table.fault(row, column, say(_("Số tiền quá lớn, hãy kiểm tra lại đơn vị.")))


def _is_signed(table: Table) -> bool:
    return any(_whole(row, "amount") < 0 for row in table.rows)


def _moved(row: Row, *, signed: bool) -> tuple[int, int]:
    told = (_whole(row, "amount"), _whole(row, "outgoing"), _whole(row, "incoming"))
    return movement_of(*told, signed=signed)


def _whole(row: Row, key: str) -> int:
    value = row.values.get(key)
    return value if isinstance(value, int) else 0


def _statement(table: Table, office: Office, record: Record) -> tuple[Statement | None, int]:
    """Make the statement of a sheet; none where every line is known."""
    account = _account(table)
    rows = [(row, _key(row, signed=_is_signed(table))) for row in table.rows]
    known = Counter(lines_known(office, account, [key[0] for _row, key in rows]))
    fresh = []
    for row, key in rows:
        if known[key]:
            known[key] -= 1
        else:
            fresh.append((row, key))
    if not fresh:
        return None, 0
    days = [key[0] for _row, key in fresh]
    statement = Statement.objects.create(
        office=office, name=_name(table, days), account=account, first_on=min(days), last_on=max(days),
        taken_in_at=record.at, taken_in_by=record.actor,
    )  # fmt: skip  # one row
    StatementLine.objects.bulk_create((_line(statement, row, key) for row, key in fresh), batch_size=500)
    return statement, len(fresh)


def _key(row: Row, *, signed: bool) -> tuple[date, str, str, int, int]:
    on = row.values["on"]
    assert isinstance(on, date)  # the schema told a row without a day
    outgoing, incoming = _moved(row, signed=signed)
    return on, _text(row, "paper")[:120], _text(row, "content")[:500], outgoing, incoming


def _text(row: Row, key: str) -> str:
    return str(row.values.get(key) or "")


def _line(statement: Statement, row: Row, key: tuple[date, str, str, int, int]) -> StatementLine:
    on, paper, content, outgoing, incoming = key
    return StatementLine(
        statement=statement, row=row.number, happened_on=on, paper=paper, content=content,
        outgoing=Money(outgoing), incoming=Money(incoming),
    )  # fmt: skip  # one row


def _account(table: Table) -> str:
    for line in table.title_lines:
        if found := ACCOUNT.search(fold(line)):
            return re.sub(r"[^0-9]", "", found[1])[:80]
    return ""


def _name(table: Table, days: Sequence[date]) -> str:
    first, last = min(days), max(days)
    title = table.title_lines[0] if table.title_lines else table.sheet
    return f"{title[:140]} ({first:%d/%m/%Y} – {last:%d/%m/%Y})"


def import_statement(*, actor: Person, office: Office, file: SentFile, at: datetime) -> ImportRun:
    """Import a statement in one go; the same file again changes nothing.

    :raises Refusal: where it has faults.
    """
    with deed(actor, Action.IMPORT_STATEMENT, on=office, at=at) as record:
        run = take_in(actor=actor, importer=StatementImporter(), target=office, file=file, at=at)
        record.note(run=run.pk, rows=run.row_count)
    return run
