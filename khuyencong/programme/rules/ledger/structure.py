"""Whether a transfer is rightly formed: table, plan year, lines, project, people, reversal. Pure."""

from __future__ import annotations

from collections.abc import Callable

from khuyencong.kernel.money import LIMIT
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.rules.buckets import BUCKET_LABELS, KINDS, OPENING, REVERSE_LABEL, Kind
from khuyencong.programme.rules.ledger.folding import Balances
from khuyencong.programme.rules.ledger.shapes import Book, TransferFacts, is_allowed_pair, is_of_project, mirrored

Rule = Callable[[TransferFacts, Balances, Book], Refusal | None]

BUDGET_LAW = "Luật Ngân sách nhà nước 89/2025/QH15"
RULE_OF_LEDGER = _("Quy tắc sổ kinh phí")
NEEDS_PAPER = frozenset(
    {Kind.ASSIGN, Kind.WITHDRAW, Kind.MOVE, Kind.CANCEL, Kind.CARRY_OVER, Kind.CARRY_IN}
    | {kind for kind, row in KINDS.items() if row.approved}
)


def dong(amount: int) -> str:
    """Write whole đồng with points between the thousands."""
    return f"{amount:,}".replace(",", ".")


def label(kind: Kind) -> str:
    """Return the words for a kind."""
    return KINDS[kind].label if kind in KINDS else REVERSE_LABEL


def amount_is_sound(transfer: TransferFacts, _balances: Balances, _book: Book) -> Refusal | None:
    """Refuse nothing, less than nothing, and slips of the hand like 10^18."""
    if 0 < transfer.amount < LIMIT:
        return None
    return Refusal(
        "programme.amount_out_of_bounds",
        _(
            "Số tiền %(amount)s đồng không ghi sổ được: mỗi bút toán phải lớn hơn 0 và nhỏ hơn %(limit)s đồng. "
            "Hãy ghi lại số tiền; muốn giảm thì dùng bút toán ngược chiều, không ghi số âm."
        ),
        source=RULE_OF_LEDGER,
        amount=dong(transfer.amount),
        limit=dong(LIMIT),
    )


def row_of_table(transfer: TransferFacts, _balances: Balances, _book: Book) -> Refusal | None:
    """Refuse what the table of kinds does not hold, with or without project and second line."""
    if not is_allowed_pair(transfer.kind, transfer.source, transfer.target):
        return Refusal(
            "programme.kind_not_allowed",
            _("“%(kind)s” không chuyển tiền từ “%(giver)s” sang “%(taker)s”. Hãy chọn loại bút toán khác."),
            source=RULE_OF_LEDGER,
            kind=label(transfer.kind),
            giver=BUCKET_LABELS[transfer.source],
            taker=BUCKET_LABELS[transfer.target],
        )
    return _project_named(transfer) or _second_line_named(transfer)


def _project_named(transfer: TransferFacts) -> Refusal | None:
    wanted = is_of_project(transfer.source, transfer.target)
    if wanted == (transfer.project is not None):
        return None
    return Refusal(
        "programme.project_missing" if wanted else "programme.project_not_wanted",
        _("Bút toán “%(kind)s” phải ghi rõ đề án. Hãy chọn đề án của dòng kế hoạch này.")
        if wanted
        else _("Bút toán “%(kind)s” là của cả dòng kế hoạch, không ghi cho một đề án. Hãy bỏ mã đề án."),
        source=RULE_OF_LEDGER,
        kind=label(transfer.kind),
    )


def _second_line_named(transfer: TransferFacts) -> Refusal | None:
    if transfer.is_move == (transfer.to_line is not None) and transfer.to_line != transfer.line:
        return None
    return Refusal(
        "programme.second_line",
        _(
            "Điều chuyển phải ghi hai dòng kế hoạch khác nhau: từ dòng nào, sang dòng nào. "
            "Các loại bút toán khác chỉ ghi một dòng."
        ),
        source=RULE_OF_LEDGER,
    )


def year_is_open(transfer: TransferFacts, _balances: Balances, book: Book) -> Refusal | None:
    """Refuse any transfer into a year that is locked."""
    line = book.lines[transfer.line]
    if not line.is_locked:
        return None
    return Refusal(
        "programme.year_locked",
        _(
            "Sổ năm %(year)s đã khóa nên không ghi thêm bút toán. "
            "Hãy ghi điều chỉnh bằng bút toán mới ở năm đang mở và nêu chứng từ gốc."
        ),
        source=BUDGET_LAW,
        year=str(line.year),
    )


def lines_agree(transfer: TransferFacts, _balances: Balances, book: Book) -> Refusal | None:
    """Refuse lines of another plan, and money that would change its stream."""
    lines = [book.lines[key] for key in (transfer.line, transfer.to_line) if key is not None]
    if any(line.plan != transfer.plan for line in lines):
        return Refusal(
            "programme.other_plan",
            _("Hai dòng kế hoạch không cùng một kế hoạch năm. Tiền chỉ điều chuyển trong một kế hoạch năm."),
            source=BUDGET_LAW,
        )
    if len({line.stream for line in lines}) > 1:
        return Refusal(
            "programme.other_stream",
            _(
                "Không điều chuyển giữa kinh phí quốc gia và kinh phí địa phương "
                "(dòng %(first)s và dòng %(second)s). Hãy chọn hai dòng cùng nguồn."
            ),
            source=BUDGET_LAW,
            first=lines[0].code,
            second=lines[-1].code,
        )
    return None


def project_belongs(transfer: TransferFacts, balances: Balances, book: Book) -> Refusal | None:
    """Refuse a project of another line or stream; one that once had money on the line may still move it."""
    if transfer.project is None:
        return None
    project, line = book.projects[transfer.project], book.lines[transfer.line]
    known = any(account.line == line.id and account.project == project.id for account in balances.totals)
    if project.stream == line.stream and (project.line == line.id or known):
        return None
    return Refusal(
        "programme.project_of_other_line",
        _(
            "Đề án %(project)s không thuộc dòng kế hoạch %(line)s. "
            "Hãy ghi bút toán ở dòng của đề án, hoặc điều chỉnh đề án sang dòng này trước."
        ),
        source=RULE_OF_LEDGER,
        project=project.code,
        line=line.code,
    )


def day_is_near(transfer: TransferFacts, _balances: Balances, book: Book) -> Refusal | None:
    """Refuse a day more than a year away from the budget year; an opening figure keeps its own day."""
    year = book.lines[transfer.line].year
    if transfer.kind in OPENING or abs(transfer.on.year - year) <= 1:
        return None
    return Refusal(
        "programme.day_outside_year",
        _(
            "Ngày chứng từ %(day)s cách năm ngân sách %(year)s quá xa. "
            "Hãy kiểm tra lại ngày, hoặc chọn đúng kế hoạch năm."
        ),
        source=BUDGET_LAW,
        day=f"{transfer.on:%d/%m/%Y}",
        year=str(year),
    )


def paper_is_named(transfer: TransferFacts, _balances: Balances, _book: Book) -> Refusal | None:
    """Refuse budget acts and payments without the number of their document."""
    if transfer.paper or transfer.kind not in NEEDS_PAPER:
        return None
    return Refusal(
        "programme.paper_missing",
        _("Bút toán “%(kind)s” phải ghi số chứng từ (quyết định, ủy nhiệm chi, biên bản…). Hãy ghi số chứng từ."),
        source=_("Luật Kế toán 2015"),
        kind=label(transfer.kind),
    )


def two_people(transfer: TransferFacts, _balances: Balances, book: Book) -> Refusal | None:
    """Refuse money that leaves or comes back on the word of one person."""
    first = book.earlier.get(transfer.reverses) if transfer.reverses else None
    kind = first.kind if first else transfer.kind
    if transfer.approved_by is None and kind in KINDS and KINDS[kind].approved:
        return Refusal(
            "programme.approval_missing",
            _("Bút toán “%(kind)s” phải có người duyệt chi. Hãy lập đề nghị chi để lãnh đạo duyệt trước."),
            source=RULE_OF_LEDGER,
            kind=label(kind),
        )
    if transfer.approved_by == transfer.posted_by:
        return Refusal(
            "programme.one_person_twice",
            _("Người duyệt và người ghi sổ phải là hai người khác nhau. Hãy để người khác ghi sổ hoặc duyệt."),
            source=RULE_OF_LEDGER,
        )
    return None


def reversal_mirrors(transfer: TransferFacts, _balances: Balances, book: Book) -> Refusal | None:
    """Refuse a reversal that is not the exact way back of one row, or comes twice."""
    if (transfer.kind is Kind.REVERSE) != (transfer.reverses is not None):
        return Refusal(
            "programme.reversal_names_nothing",
            _("Bút toán đảo phải nêu bút toán bị đảo, và chỉ bút toán đảo mới nêu."),
            source=RULE_OF_LEDGER,
        )
    if transfer.reverses is None:
        return None
    first = book.earlier.get(transfer.reverses)
    if first is None or first.plan != transfer.plan:
        return Refusal(
            "programme.reversal_of_nothing",
            _("Không có bút toán %(id)s trong kế hoạch này để đảo. Hãy kiểm tra lại mã bút toán."),
            source=RULE_OF_LEDGER,
            id=str(transfer.reverses),
        )
    return _once(first, book) or _mirror(transfer, first)


def _once(first: TransferFacts, book: Book) -> Refusal | None:
    if first.kind is Kind.REVERSE:
        return Refusal(
            "programme.reversal_of_reversal",
            _("Không đảo một bút toán đảo. Hãy ghi lại bút toán đúng bằng bút toán mới."),
            source=RULE_OF_LEDGER,
        )
    if first.id in book.reversed_ids:
        return Refusal(
            "programme.reversed_twice",
            _("Bút toán %(id)s đã được đảo rồi; mỗi bút toán chỉ đảo một lần."),
            source=RULE_OF_LEDGER,
            id=str(first.id),
        )
    if book.answered.get(first.id, first.id) not in {first.id, *book.reversed_ids}:
        return Refusal(
            "programme.carry_over_answered",
            _("Khoản chuyển nguồn này đã được năm sau nhận. Hãy đảo bút toán nhận nguồn trước."),
            source=RULE_OF_LEDGER,
        )
    return None


def _mirror(transfer: TransferFacts, first: TransferFacts) -> Refusal | None:
    same = (transfer.source, transfer.target, transfer.line, transfer.to_line) == mirrored(first)
    if same and (transfer.amount, transfer.project) == (first.amount, first.project) and transfer.on >= first.on:
        return None
    return Refusal(
        "programme.reversal_differs",
        _(
            "Bút toán đảo phải đúng dòng, đề án và số tiền %(amount)s đồng của bút toán bị đảo, "
            "không ghi ngày sớm hơn ngày %(day)s."
        ),
        source=RULE_OF_LEDGER,
        amount=dong(first.amount),
        day=f"{first.on:%d/%m/%Y}",
    )


def answer_is_sound(transfer: TransferFacts, _balances: Balances, book: Book) -> Refusal | None:
    """Refuse money carried in that no earlier year carried over, or not in this amount, stream and office."""
    if (transfer.kind is Kind.CARRY_IN) == (transfer.answers is None):
        return Refusal(
            "programme.answers_nothing",
            _("Nhận nguồn năm trước phải nêu bút toán chuyển nguồn của năm trước, và chỉ loại này mới nêu."),
            source=BUDGET_LAW,
        )
    if transfer.answers is None:
        return None
    first, line = book.earlier.get(transfer.answers), book.lines[transfer.line]
    if first is None or first.kind is not Kind.CARRY_OVER or first.id in book.reversed_ids:
        return Refusal(
            "programme.answers_no_carry_over",
            _("Không có khoản chuyển nguồn %(id)s của năm trước. Hãy kiểm tra lại mã bút toán."),
            source=BUDGET_LAW,
            id=str(transfer.answers),
        )
    if first.id in book.answered:
        return Refusal(
            "programme.answered_twice",
            _("Khoản chuyển nguồn %(id)s đã được nhận rồi; mỗi khoản chỉ nhận một lần."),
            source=BUDGET_LAW,
            id=str(first.id),
        )
    before = book.lines[first.line]
    wanted = (first.amount, before.stream, before.office, before.year + 1)
    if (transfer.amount, line.stream, line.office, line.year) == wanted:
        return None
    return Refusal(
        "programme.answer_differs",
        _(
            "Khoản nhận phải đúng %(amount)s đồng, đúng nguồn và đúng cơ quan của khoản chuyển nguồn, "
            "vào kế hoạch năm %(year)s."
        ),
        source=BUDGET_LAW,
        amount=dong(first.amount),
        year=str(before.year + 1),
    )
