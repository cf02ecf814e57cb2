"""How far the jury has come, and which sheets are missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q

from khuyencong.selection.models import Dossier, Juror, Round, Scorecard
from khuyencong.selection.rules.dossier_life import SCORED_STATES
from khuyencong.selection.rules.scorecard_life import SETTLED


@dataclass(frozen=True, slots=True)
class Progress:
    """One juror's count of sheets."""

    juror: Juror
    due: int
    submitted: int
    recused: int
    drafts: int
    unchecked_paper: int

    @property
    def settled(self) -> int:
        """How many sheets are done, or will not come."""
        return self.submitted + self.recused

    @property
    def missing(self) -> int:
        """How many sheets are still awaited."""
        return max(0, self.due - self.submitted - self.recused)


def scored_dossiers(round_: Round) -> list[tuple[int, str, str]]:
    """Return (id, entry code, group) of the dossiers that are to be scored, in the order of their codes."""
    found = Dossier.objects.filter(round=round_, state__in=sorted(SCORED_STATES))
    return list(found.order_by("entry_code").values_list("pk", "entry_code", "group"))


def jury_progress(round_: Round) -> list[Progress]:
    """Return the progress of every active juror in two queries."""
    per_group: dict[str, int] = {}
    for _pk, _code, group in scored_dossiers(round_):
        per_group[group] = per_group.get(group, 0) + 1
    jurors = (
        Juror.objects.filter(round=round_, state="active")
        .select_related("person")
        .annotate(
            submitted=Count("scorecards", filter=Q(scorecards__state="submitted")),
            recused=Count("scorecards", filter=Q(scorecards__state="recused")),
            drafts=Count("scorecards", filter=Q(scorecards__state__in=["draft", "returned"])),
            unchecked=Count(
                "scorecards",
                filter=Q(scorecards__state="submitted", scorecards__checked_by=None) & ~Q(scorecards__source="juror"),
            ),
        )
        .order_by("seat_no")
    )
    return [
        Progress(
            juror=juror,
            due=sum(count for group, count in per_group.items() if juror.scores_group(group)),
            submitted=juror.submitted,
            recused=juror.recused,
            drafts=juror.drafts,
            unchecked_paper=juror.unchecked,
        )
        for juror in jurors
    ]


def missing_sheets(round_: Round) -> Iterator[tuple[Juror, str]]:
    """Yield (juror, entry code) for every sheet that is neither submitted nor recused."""
    settled = set(
        Scorecard.objects.filter(juror__round=round_, state__in=sorted(SETTLED)).values_list("juror_id", "dossier_id")
    )
    dossiers = scored_dossiers(round_)
    for juror in Juror.objects.filter(round=round_, state="active").order_by("seat_no"):
        for pk, code, group in dossiers:
            if juror.scores_group(group) and (juror.pk, pk) not in settled:
                yield juror, code
