"""Whether the books of a plan's year may be closed. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.rules.buckets import BUCKET_LABELS, Bucket

WAYS_OUT: dict[Bucket, str] = {
    Bucket.ASSIGNED: _("hủy dự toán hoặc chuyển nguồn sang năm sau"),
    Bucket.RESERVED: _("ký hợp đồng hoặc thôi giữ tiền, rồi hủy hoặc chuyển nguồn"),
    Bucket.CONTRACTED: _("thanh toán, hoặc giảm hợp đồng và thôi giữ tiền"),
    Bucket.ADVANCED: _("thu hồi tạm ứng vào thanh toán hoặc hoàn trả"),
    Bucket.PAID: _("quyết toán"),
}
"""Where money may not stand when a year is locked, and what is done with it first."""


def closing_refusals(year: int, today: date, buckets: Mapping[Bucket, int]) -> list[Refusal]:
    """Say why the year cannot be locked: it is not over, or money stands where nobody could move it any more.

    Governing day: the day of locking. Source: programme.md §6.1, the end of the settlement-correction period.
    """
    found = []
    if today.year <= year:
        found.append(
            Refusal("programme.year_not_over", _("Năm %(year)s chưa hết nên chưa khóa sổ được."), year=str(year))
        )
    found += [
        Refusal(
            "programme.money_still_open",
            _("Còn %(amount)s đồng ở mục “%(bucket)s”: %(way)s trước khi khóa sổ."),
            source="Luật Ngân sách nhà nước, Điều 64",
            amount=Money(buckets[bucket]),
            bucket=BUCKET_LABELS[bucket],
            way=way,
        )
        for bucket, way in WAYS_OUT.items()
        if buckets.get(bucket, 0) > 0
    ]
    return found
