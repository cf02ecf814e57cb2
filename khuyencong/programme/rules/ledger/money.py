"""Whether the money of a transfer is there, and within approval, contract, acceptance and advance rate. Pure."""

from __future__ import annotations

from fractions import Fraction

from khuyencong.kernel.money import LIMIT
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.rules.buckets import BUCKET_LABELS, OPENING, Bucket, Kind
from khuyencong.programme.rules.ledger.folding import Account, Balances, legs
from khuyencong.programme.rules.ledger.shapes import Book, ProjectFacts, TransferFacts
from khuyencong.programme.rules.ledger.structure import BUDGET_LAW, RULE_OF_LEDGER, dong, label

PROCEDURE = "TT 36/2013/TT-BCT"
SPENT = frozenset({Bucket.PAID, Bucket.SETTLED})
COMMITTED = SPENT | {Bucket.CONTRACTED, Bucket.ADVANCED}
HELD = COMMITTED | {Bucket.RESERVED}
BACK = frozenset({"contracted", "running", "suspended", "accepted", "settled", "liquidated", "closed", "stopped"})
STATES: dict[Kind, frozenset[str]] = {
    Kind.RESERVE: frozenset({"planned", "contracted", "running", "accepted"}),
    Kind.CONTRACT: frozenset({"planned", "contracted", "running", "accepted"}),
    Kind.ADVANCE: frozenset({"contracted", "running", "accepted"}),
    Kind.CLEAR: frozenset({"running", "accepted", "settled"}),
    Kind.PAY: frozenset({"running", "accepted", "settled"}),
    Kind.SETTLE: frozenset({"accepted", "settled", "stopped"}),
    Kind.RETURN_ADVANCE: BACK,
    Kind.RETURN_PAYMENT: BACK,
}
"""States of the project in which a kind may be posted; kinds not named do not ask."""


def state_allows(transfer: TransferFacts, _balances: Balances, book: Book) -> Refusal | None:
    """Refuse a payment to a stopped or suspended project, and money for one that was never approved."""
    if transfer.project is None or transfer.kind not in STATES:
        return None
    project = book.projects[transfer.project]
    if project.state in STATES[transfer.kind]:
        return None
    stopped = project.state in {"stopped", "ended", "suspended"}
    return Refusal(
        "programme.project_stopped" if stopped else "programme.project_not_ready",
        _("Đề án %(project)s đang tạm dừng hoặc đã ngừng, không ghi được “%(kind)s”; chỉ thu hồi tiền đã chi.")
        if stopped
        else _(
            "Đề án %(project)s chưa tới bước để ghi “%(kind)s”. "
            "Hãy hoàn thành bước trước (phê duyệt, ký hợp đồng, nghiệm thu) ở trang đề án."
        ),
        source=PROCEDURE,
        project=project.code,
        kind=label(transfer.kind),
    )


def balance_stays(transfer: TransferFacts, balances: Balances, _book: Book) -> Refusal | None:
    """Refuse what would leave a bucket below zero at the end of its day or of any day after."""
    account = legs(transfer)[0][0]
    if account.bucket is Bucket.OUTSIDE:
        return None
    left, day = balances.lowest(account, transfer.on)
    if left >= transfer.amount:
        return None
    return Refusal(
        "programme.not_enough",
        _(
            "“%(bucket)s” chỉ còn %(left)s đồng vào ngày %(day)s, không đủ %(amount)s đồng cho bút toán “%(kind)s”. "
            "Hãy giảm số tiền hoặc bổ sung trước."
        ),
        source=BUDGET_LAW,
        bucket=BUCKET_LABELS[account.bucket],
        left=dong(left),
        day=f"{day:%d/%m/%Y}",
        amount=dong(transfer.amount),
        kind=label(transfer.kind),
    )


def _raised(transfer: TransferFacts, balances: Balances, book: Book, buckets: frozenset[Bucket]) -> int | None:
    """Return what the project will have in the buckets, or None where the transfer does not raise it."""
    if transfer.project is None or transfer.kind in OPENING:
        return None
    if transfer.target not in buckets or transfer.source in buckets:
        return None
    return balances.of_project(transfer.project, buckets) + transfer.amount


def reserve_within_approval(transfer: TransferFacts, balances: Balances, book: Book) -> Refusal | None:
    """Refuse holding more for a project than was approved for it."""
    total = _raised(transfer, balances, book, HELD)
    if total is None:
        return None
    return _over("programme.reserve_over_approval", _project(transfer, book), total, RESERVE_WORDS)


def contract_within_approval(transfer: TransferFacts, balances: Balances, book: Book) -> Refusal | None:
    """Refuse contracting more than the contract says, or than was approved."""
    total = _raised(transfer, balances, book, COMMITTED)
    if total is None:
        return None
    return _over("programme.contract_over_approval", _project(transfer, book), total, CONTRACT_WORDS)


RESERVE_WORDS = _(
    "Đề án %(project)s chỉ được phê duyệt %(limit)s đồng, không giữ được %(total)s đồng. "
    "Hãy giảm số tiền hoặc điều chỉnh mức phê duyệt trước."
)
CONTRACT_WORDS = _(
    "Hợp đồng của đề án %(project)s không được vượt mức %(limit)s đồng đã phê duyệt hoặc đã ký, "
    "mà sẽ là %(total)s đồng. Hãy giảm số tiền, hoặc ký phụ lục theo quyết định điều chỉnh."
)


def _project(transfer: TransferFacts, book: Book) -> ProjectFacts:
    assert transfer.project is not None
    return book.projects[transfer.project]


def _over(code: str, project: ProjectFacts, total: int, words: str) -> Refusal | None:
    limits = [project.approved or 0]
    if code == "programme.contract_over_approval" and project.contracted is not None:
        limits.append(project.contracted)
    if total <= min(limits):
        return None
    return Refusal(code, words, source=PROCEDURE, project=project.code, limit=dong(min(limits)), total=dong(total))


def paid_within_acceptance(transfer: TransferFacts, balances: Balances, book: Book) -> Refusal | None:
    """Refuse paying more than was accepted."""
    total = _raised(transfer, balances, book, SPENT)
    if total is None or total <= (_project(transfer, book).accepted or 0):
        return None
    project = _project(transfer, book)
    return Refusal(
        "programme.paid_over_acceptance",
        _(
            "Đề án %(project)s mới nghiệm thu %(limit)s đồng, không thanh toán được tới %(total)s đồng. "
            "Hãy ghi nghiệm thu trước hoặc giảm số tiền."
        ),
        source=PROCEDURE,
        project=project.code,
        limit=dong(project.accepted or 0),
        total=dong(total),
    )


def advance_within_rate(transfer: TransferFacts, balances: Balances, book: Book) -> Refusal | None:
    """Refuse advances above the rate of the contract, undone returns included; rounded down to whole đồng."""
    undoes_return = (transfer.kind, transfer.source, transfer.target) == (
        Kind.REVERSE, Bucket.RETURNED, Bucket.ADVANCED,
    )  # fmt: skip  # one row
    if transfer.kind is not Kind.ADVANCE and not undoes_return:
        return None
    project = _project(transfer, book)
    if project.advance_percent is None:
        return None
    limit = int(Fraction(project.advance_percent, 100) * (project.contracted or 0))
    given = balances.flowed(project.id, Kind.ADVANCE, Kind.OPEN_ADVANCED)
    total = given - balances.flowed(project.id, Kind.RETURN_ADVANCE) + transfer.amount
    if total <= limit:
        return None
    return Refusal(
        "programme.advance_over_rate",
        _(
            "Tổng tạm ứng của đề án %(project)s sẽ là %(total)s đồng, vượt %(percent)s%% giá trị hợp đồng "
            "(%(limit)s đồng). Hãy giảm số tiền tạm ứng."
        ),
        source=project.advance_source or f"{PROCEDURE}, Điều 13",
        project=project.code,
        total=dong(total),
        percent=str(project.advance_percent),
        limit=dong(limit),
    )


def late_advance(project: ProjectFacts, balances: Balances, transfer: TransferFacts) -> int:
    """Return how much of the advances due before the day is still not cleared; the oldest is cleared first."""
    due = sum(amount for day, amount in project.advances_due if day < transfer.on)
    cleared = balances.flowed(project.id, Kind.CLEAR, Kind.RETURN_ADVANCE)
    return max(0, due - cleared)


def advance_not_late(transfer: TransferFacts, balances: Balances, book: Book) -> Refusal | None:
    """Refuse a second advance while the first is late."""
    if transfer.kind is not Kind.ADVANCE:
        return None
    project = _project(transfer, book)
    late = late_advance(project, balances, transfer)
    if not late:
        return None
    return Refusal(
        "programme.advance_late",
        _(
            "Đề án %(project)s còn %(late)s đồng tạm ứng quá hạn chưa thu hồi. "
            "Hãy thu hồi khoản này trước khi tạm ứng tiếp."
        ),
        source=f"{PROCEDURE}, Điều 14",
        project=project.code,
        late=dong(late),
    )


def line_below_limit(transfer: TransferFacts, balances: Balances, book: Book) -> Refusal | None:
    """Refuse a line whose money would be beyond every budget, so that sums can be trusted."""
    line = book.lines[transfer.line]
    inside = -balances.balance(Account(line.id, None, Bucket.OUTSIDE))
    if transfer.source is not Bucket.OUTSIDE or inside + transfer.amount < LIMIT:
        return None
    return Refusal(
        "programme.line_out_of_bounds",
        _("Tổng tiền giao cho dòng %(line)s sẽ vượt %(limit)s đồng. Hãy kiểm tra lại số tiền."),
        source=RULE_OF_LEDGER,
        line=line.code,
        limit=dong(LIMIT),
    )
