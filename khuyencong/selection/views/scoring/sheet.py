"""Reading and laying out a sheet: what was typed, and the criteria gathered under the main ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest

from khuyencong.kernel.refusal import Refusal
from khuyencong.selection.models import Criterion, Round
from khuyencong.selection.queries.sheets import SheetLine, criteria_for
from khuyencong.selection.rules.scoring import Leaf, check_points, read_points
from khuyencong.ui.templatetags.words import sentence


@dataclass(slots=True)
class ScoreGroup:
    """A main criterion with the lines that receive points; a main criterion without parts is its own line."""

    root: Criterion
    lines: list[SheetLine] = field(default_factory=list)

    @property
    def total(self) -> int:
        """The sum of the points given so far, in hundredths."""
        return sum(line.points or 0 for line in self.lines)


def score_groups(lines: Iterable[SheetLine]) -> list[ScoreGroup]:
    """Gather the lines of a sheet under the main criteria."""
    groups: dict[str, ScoreGroup] = {}
    for line in lines:
        if not line.criterion.parent_code:
            groups[line.criterion.code] = ScoreGroup(line.criterion)
        if line.criterion.is_leaf:
            groups[line.criterion.root_code].lines.append(line)
    return list(groups.values())


def typed_points(request: HttpRequest) -> dict[str, str]:
    """Return what was typed into the fields of a sheet, by the code of the criterion."""
    return {
        name.removeprefix("points-"): str(request.POST[name]) for name in request.POST if name.startswith("points-")
    }


def read_sheet(round_: Round, group: str, typed: Mapping[str, str]) -> tuple[dict[str, int | None], dict[str, str]]:
    """Return the points that can be kept, and a sentence for each field that cannot."""
    points: dict[str, int | None] = {}
    faults: dict[str, str] = {}
    for criterion in criteria_for(round_, group):
        if not criterion.is_leaf or criterion.code not in typed:
            continue
        leaf = Leaf(criterion.code, criterion.root_code, criterion.label, criterion.maximum_hundredths)
        try:
            points[criterion.code] = _read(typed[criterion.code], leaf)
        except Refusal as refusal:
            faults[criterion.code] = sentence(refusal)
    return points, faults


def _read(text: str, leaf: Leaf) -> int | None:
    if not text.strip():
        return None
    hundredths = read_points(text)
    if (refusal := check_points(hundredths, leaf)) is not None:
        raise refusal
    return hundredths
