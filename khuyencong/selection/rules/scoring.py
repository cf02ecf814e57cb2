"""Points of one sheet: read exactly, checked against the rubric, added up. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _

RUBRIC_SOURCE = "TT 26/2014/TT-BCT, Phụ lục 4"
_NUMBER = re.compile(r"([+\-−–]?)\s*(\d{1,6})(?:[.,](\d+))?")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A criterion that receives points; ``root`` is the code of the main criterion above it."""

    code: str
    root: str
    label: str
    maximum: int


def read_points(text: str) -> int:
    """Read points as written by hand or by Excel into whole hundredths: "36,5", "18.0", "9".

    :raises Refusal: where it is not a number, is negative, or has more than two decimals.
    """
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        raise Refusal("selection.score_not_a_number", _("“%(text)s” không phải là số điểm."), text=text.strip())
    sign, whole, decimals = match.group(1), match.group(2), (match.group(3) or "").rstrip("0")
    if len(decimals) > 2:
        raise Refusal("selection.score_too_fine", _("Điểm “%(text)s” có quá hai chữ số thập phân."), text=text.strip())
    hundredths = int(whole) * 100 + int(decimals.ljust(2, "0") or 0)
    if sign not in ("", "+") and hundredths:
        raise Refusal("selection.score_negative", _("Điểm “%(text)s” nhỏ hơn 0."), text=text.strip())
    return hundredths


def write_points(hundredths: int) -> str:
    """Write hundredths the Vietnamese way, without idle zeros: 3650 → "36,5"."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole},{rest:02d}".rstrip("0").rstrip(",") if rest else str(whole)


def check_points(hundredths: int, leaf: Leaf) -> Refusal | None:
    """Refuse points outside zero and the criterion's maximum."""
    if hundredths < 0:
        return Refusal(
            "selection.score_negative", _("Điểm “%(text)s” nhỏ hơn 0."), text=f"-{write_points(-hundredths)}"
        )
    if hundredths > leaf.maximum:
        return Refusal(
            "selection.score_over_maximum",
            _("Điểm %(points)s vượt mức tối đa %(maximum)s của tiêu chí “%(criterion)s”."),
            source=RUBRIC_SOURCE,
            points=write_points(hundredths),
            maximum=write_points(leaf.maximum),
            criterion=leaf.label,
        )
    return None


def check_sheet(points: Mapping[str, int | None], leaves: Sequence[Leaf]) -> list[Refusal]:
    """Return every reason why a sheet cannot be submitted: a criterion left empty, unknown, or out of bounds."""
    known = {leaf.code for leaf in leaves}
    refusals = [
        Refusal("selection.unknown_criterion", _("Phiếu chấm không có tiêu chí “%(criterion)s”."), criterion=code)
        for code in sorted(set(points) - known)
    ]
    for leaf in leaves:
        given = points.get(leaf.code)
        problem = missing_points(leaf) if given is None else check_points(given, leaf)
        if problem is not None:
            refusals.append(problem)
    return refusals


def missing_points(leaf: Leaf) -> Refusal:
    """Return the refusal for a criterion that was left empty."""
    return Refusal(
        "selection.score_missing",
        _("Chưa cho điểm tiêu chí “%(criterion)s”. Nếu không chấm hồ sơ này thì ghi rõ lý do không chấm."),
        criterion=leaf.label,
    )


def root_totals(points: Mapping[str, int], leaves: Sequence[Leaf]) -> dict[str, int]:
    """Add the points up to the main criteria, in the order of the rubric."""
    totals: dict[str, int] = {}
    for leaf in leaves:
        totals[leaf.root] = totals.get(leaf.root, 0) + points[leaf.code]
    return totals
