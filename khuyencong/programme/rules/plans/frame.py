"""How much may be assigned to lines: the amounts of the approved version are the frame. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _

ZERO = Money(0)


@dataclass(frozen=True, slots=True)
class LineFrame:
    """What the version in force gives a line, and what was assigned to it, without what last year carried in."""

    code: str
    stream: str
    approved: Money
    assigned: Money

    @property
    def room(self) -> Money:
        """Return what may still be assigned."""
        return self.approved - self.assigned


def split_refusals(stream: str, split: Mapping[str, Money], frames: Mapping[str, LineFrame]) -> list[Refusal]:
    """Say what is wrong with a round of assigned money, by line: amount, stream, frame."""
    if not any(amount.dong for amount in split.values()):
        return [Refusal("programme.nothing_assigned", _("Chưa ghi số tiền giao cho dòng nào."))]
    found = []
    for code, amount in sorted(split.items()):
        frame = frames.get(code)
        if amount.dong < 0:
            found.append(
                Refusal("programme.negative_assignment", _("Dòng %(line)s: số giao không được âm."), line=code)
            )
        elif frame is None or frame.stream != stream:
            found.append(
                Refusal(
                    "programme.line_of_other_stream",
                    _("Dòng %(line)s không có trong bản kế hoạch đang áp dụng của nguồn này."),
                    line=code,
                )
            )
        elif (over := over_frame(frame, amount)) is not None:
            found.append(over)
    return found


def over_frame(frame: LineFrame, amount: Money) -> Refusal | None:
    """Refuse more than the version in force gives the line."""
    if amount <= frame.room:
        return None
    return Refusal(
        "programme.over_frame",
        _(
            "Dòng %(line)s: kế hoạch duyệt %(approved)s đồng, đã giao %(assigned)s đồng, "
            "chỉ giao thêm được %(room)s đồng. Muốn giao nhiều hơn thì lập bản điều chỉnh kế hoạch trước."
        ),
        source="TT 46/2012/TT-BCT, Điều 8",
        line=frame.code,
        approved=frame.approved,
        assigned=frame.assigned,
        room=max(frame.room, ZERO),
    )
