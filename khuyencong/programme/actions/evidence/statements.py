"""Say which transfer a line of a statement is: by the rules when it comes in, by a person afterwards."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from khuyencong.accounts.deeds import Record, deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal, demand
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.models import Statement, StatementLine, Transfer
from khuyencong.programme.queries.evidence.statements import movement, paying, payings_to_match
from khuyencong.programme.rules.evidence.reconciliation import CASH, Found, Match, match_refusal, reconcile

State = StatementLine.State
OPEN = (State.UNMATCHED, State.DOUBTFUL)


def reconcile_within(record: Record, statement: Statement) -> Counter[str]:
    """Match the open lines of a statement that nobody decided on; return how many stand how."""
    lines = list(statement.lines.filter(state__in=OPEN, decided_by=None).order_by("row"))
    found = reconcile([movement(one) for one in lines], [paying(one) for one in payings_to_match(statement)])
    for line, told in zip(lines, found, strict=True):
        _tell(line, told)
    StatementLine.objects.bulk_update(lines, ["state", "transfer", "why", "values"], batch_size=500)
    record.note(statement=statement.pk, lines=len(lines), matched=sum(one.match is Match.MATCHED for one in found))
    return Counter(one.match.value for one in found)


def _tell(line: StatementLine, found: Found) -> None:
    line.state, line.transfer_id = found.match.value, found.transfer
    line.why, line.values = found.sentence, dict(found.values)


def match_statement_line(
    *, actor: Person, line: StatementLine, transfer: Transfer | None, reason: str = "", at: datetime
) -> StatementLine:
    """Say that a line is a transfer; or, without one and with a reason, that it is no money of khuyến công.

    :raises Refusal: for another amount or way, a transfer undone, of another office or matched before; or no reason.
    """
    with deed(actor, Action.MATCH_STATEMENT_LINE, on=line, at=at) as record:
        if transfer is None:
            if not reason.strip():
                raise Refusal(
                    "programme.statement_reason_missing", _("Hãy ghi vì sao dòng này không thuộc kinh phí khuyến công.")
                )
            line.state, line.transfer, line.why, line.values = State.IGNORED, None, reason.strip()[:300], {}
        else:
            demand(_against(line, transfer))
            line.state, line.transfer, line.why, line.values = State.MATCHED, transfer, "", {}
        line.decided_by = actor
        line.save(update_fields=["state", "transfer", "why", "values", "decided_by"])
        record.note(line=line.pk, state=line.state, transfer=str(transfer.pk) if transfer is not None else "")
    return line


def reopen_statement_line(*, actor: Person, line: StatementLine, at: datetime) -> StatementLine:
    """Take back what was said of a line; the rules look at it again."""
    with deed(actor, Action.MATCH_STATEMENT_LINE, on=line, at=at) as record:
        line.state, line.transfer, line.why, line.values, line.decided_by = State.UNMATCHED, None, "", {}, None
        line.save(update_fields=["state", "transfer", "why", "values", "decided_by"])
        reconcile_within(record, line.statement)
    line.refresh_from_db()
    return line


def _against(line: StatementLine, transfer: Transfer) -> Refusal | None:
    if transfer.kind not in {kind.value for kind in CASH}:
        return Refusal("programme.transfer_without_cash", _("Bút toán này không làm tiền ra, vào tài khoản."))
    if transfer.plan.office_id != line.statement.office_id:
        return Refusal("programme.transfer_of_another_office", _("Bút toán này thuộc cơ quan khác."))
    if Transfer.objects.filter(reverses=transfer).exists():
        return Refusal("programme.transfer_reversed", _("Bút toán này đã bị đảo nên không có tiền nào đi theo."))
    other = StatementLine.objects.filter(transfer=transfer).exclude(pk=line.pk).select_related("statement").first()
    if other is not None:
        return Refusal(
            "programme.transfer_matched_before",
            _("Bút toán này đã khớp với dòng %(row)s của sao kê “%(statement)s”."),
            row=str(other.row),
            statement=other.statement.name,
        )
    return match_refusal(movement(line), paying(transfer))
