"""The buckets of the ledger and the kinds of transfer between them, as one table. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from khuyencong.kernel.words import gettext_noop as _


class Bucket(StrEnum):
    """Where money of a plan line can be."""

    OUTSIDE = "outside"
    ASSIGNED = "assigned"
    RESERVED = "reserved"
    CONTRACTED = "contracted"
    ADVANCED = "advanced"
    PAID = "paid"
    SETTLED = "settled"
    RETURNED = "returned"
    CANCELLED = "cancelled"
    CARRIED_OVER = "carried_over"


BUCKET_LABELS: dict[Bucket, str] = {
    Bucket.OUTSIDE: _("Ngân sách ngoài kế hoạch"),
    Bucket.ASSIGNED: _("Đã giao, còn được bố trí"),
    Bucket.RESERVED: _("Giữ cho đề án"),
    Bucket.CONTRACTED: _("Đã ký hợp đồng, chưa chi"),
    Bucket.ADVANCED: _("Tạm ứng chưa thu hồi"),
    Bucket.PAID: _("Đã thanh toán, chưa quyết toán"),
    Bucket.SETTLED: _("Đã quyết toán"),
    Bucket.RETURNED: _("Đã hoàn trả"),
    Bucket.CANCELLED: _("Đã hủy dự toán"),
    Bucket.CARRIED_OVER: _("Chuyển sang năm sau"),
}

OF_PROJECT = frozenset(
    {Bucket.RESERVED, Bucket.CONTRACTED, Bucket.ADVANCED, Bucket.PAID, Bucket.SETTLED, Bucket.RETURNED}
)
"""Buckets that hold the money of one project; the others belong to the line."""


class Kind(StrEnum):
    """What a transfer does."""

    ASSIGN = "assign"
    WITHDRAW = "withdraw"
    MOVE = "move"
    RESERVE = "reserve"
    RELEASE = "release"
    CONTRACT = "contract"
    REDUCE_CONTRACT = "reduce_contract"
    ADVANCE = "advance"
    CLEAR = "clear"
    PAY = "pay"
    SETTLE = "settle"
    RETURN_ADVANCE = "return_advance"
    RETURN_PAYMENT = "return_payment"
    RESTORE = "restore"
    CANCEL = "cancel"
    CARRY_OVER = "carry_over"
    CARRY_IN = "carry_in"
    OPEN_CONTRACTED = "open_contracted"
    OPEN_ADVANCED = "open_advanced"
    OPEN_PAID = "open_paid"
    OPEN_SETTLED = "open_settled"
    REVERSE = "reverse"


@dataclass(frozen=True, slots=True)
class KindRow:
    """One row of the table: label, from where, to where, and whether a second person must have approved."""

    label: str
    source: Bucket
    target: Bucket
    approved: bool = False


# fmt: off
KINDS: dict[Kind, KindRow] = {
    Kind.ASSIGN:          KindRow(_("Giao dự toán"), Bucket.OUTSIDE, Bucket.ASSIGNED),
    Kind.WITHDRAW:        KindRow(_("Rút dự toán đã giao"), Bucket.ASSIGNED, Bucket.OUTSIDE),
    Kind.MOVE:            KindRow(_("Điều chuyển giữa hai dòng"), Bucket.ASSIGNED, Bucket.ASSIGNED),
    Kind.RESERVE:         KindRow(_("Giữ tiền cho đề án"), Bucket.ASSIGNED, Bucket.RESERVED),
    Kind.RELEASE:         KindRow(_("Thôi giữ tiền"), Bucket.RESERVED, Bucket.ASSIGNED),
    Kind.CONTRACT:        KindRow(_("Ký hợp đồng"), Bucket.RESERVED, Bucket.CONTRACTED),
    Kind.REDUCE_CONTRACT: KindRow(_("Giảm giá trị hợp đồng"), Bucket.CONTRACTED, Bucket.RESERVED),
    Kind.ADVANCE:         KindRow(_("Tạm ứng"), Bucket.CONTRACTED, Bucket.ADVANCED, approved=True),
    Kind.CLEAR:           KindRow(_("Thu hồi tạm ứng vào thanh toán"), Bucket.ADVANCED, Bucket.PAID, approved=True),
    Kind.PAY:             KindRow(_("Thanh toán"), Bucket.CONTRACTED, Bucket.PAID, approved=True),
    Kind.SETTLE:          KindRow(_("Quyết toán"), Bucket.PAID, Bucket.SETTLED),
    Kind.RETURN_ADVANCE:  KindRow(_("Hoàn trả tạm ứng"), Bucket.ADVANCED, Bucket.RETURNED, approved=True),
    Kind.RETURN_PAYMENT:  KindRow(_("Hoàn trả tiền đã thanh toán"), Bucket.PAID, Bucket.RETURNED, approved=True),
    Kind.RESTORE:         KindRow(_("Khôi phục dự toán từ tiền hoàn trả"), Bucket.RETURNED, Bucket.ASSIGNED),
    Kind.CANCEL:          KindRow(_("Hủy dự toán"), Bucket.ASSIGNED, Bucket.CANCELLED),
    Kind.CARRY_OVER:      KindRow(_("Chuyển nguồn sang năm sau"), Bucket.ASSIGNED, Bucket.CARRIED_OVER),
    Kind.CARRY_IN:        KindRow(_("Nhận nguồn năm trước chuyển sang"), Bucket.OUTSIDE, Bucket.ASSIGNED),
    Kind.OPEN_CONTRACTED: KindRow(_("Số đầu kỳ: đã ký hợp đồng"), Bucket.OUTSIDE, Bucket.CONTRACTED),
    Kind.OPEN_ADVANCED:   KindRow(_("Số đầu kỳ: tạm ứng chưa thu hồi"), Bucket.OUTSIDE, Bucket.ADVANCED),
    Kind.OPEN_PAID:       KindRow(_("Số đầu kỳ: đã thanh toán"), Bucket.OUTSIDE, Bucket.PAID),
    Kind.OPEN_SETTLED:    KindRow(_("Số đầu kỳ: đã quyết toán"), Bucket.OUTSIDE, Bucket.SETTLED),
}
# fmt: on
OPENING = frozenset({Kind.OPEN_CONTRACTED, Kind.OPEN_ADVANCED, Kind.OPEN_PAID, Kind.OPEN_SETTLED})
"""Money that moved before the ledger began, posted only by the import of past years and running projects."""

REVERSE_LABEL = _("Đảo bút toán")
