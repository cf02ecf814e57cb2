"""Guests and conclusions as facts, and what stands against them. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _

STAND_IN = "stand_in"
ANSWERS = ("yes", "no", STAND_IN)


def answer_refusal(state: str, answer: str, stand_in: str) -> Refusal | None:
    """Say why an answer to an invitation cannot be taken, or None."""
    if state not in {"planning", "open", "running"}:
        return Refusal(
            "conferences.answers_over",
            _("Hội nghị đã kết thúc hoặc không tổ chức nữa nên không nhận trả lời. Cần thay đổi, hãy gọi cơ quan mời."),
        )
    if answer not in ANSWERS:
        return Refusal(
            "conferences.no_such_answer", _("Hãy chọn một câu trả lời: sẽ dự, không dự được, hoặc cử người.")
        )
    if answer == STAND_IN and not stand_in.strip():
        return Refusal("conferences.stand_in_missing", _("Hãy ghi họ tên người dự thay."))
    return None


@dataclass(frozen=True, slots=True)
class Hall:
    """The size of the hall."""

    rows: int
    seats: int

    def refuse_outside(self, seat: tuple[int, int] | None, typed: str) -> Refusal | None:
        """Say that a seat is not in the hall, or None."""
        if seat is not None and seat[0] <= self.rows and seat[1] <= self.seats:
            return None
        return Refusal(
            "conferences.no_such_seat",
            _("Không có ghế “%(seat)s”: hội trường có %(rows)s hàng, mỗi hàng %(seats)s ghế. Ghi như A1, B12."),
            seat=typed[:20],
            rows=self.rows,
            seats=self.seats,
        )


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of a typed list, without dashes, numbers of spaces and empty lines."""
    return tuple(bare for line in text.splitlines() if (bare := line.strip().lstrip("-–•+ ").strip()))
