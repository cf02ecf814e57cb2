"""The ranking as the database orders it by exact keys: a page costs the same in any round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, Q, QuerySet

from khuyencong.selection.models import Dossier, Round
from khuyencong.selection.rules.dossier_life import SCORED_STATES
from khuyencong.selection.rules.ranking import UNSCORED, threshold_key

PAGE_SIZE = 50
_SHOWN = (
    "id", "round_id", "entry_code", "group", "state", "product_id", "product_name", "is_set", "establishment_id",
    "establishment_name", "sheets", "root_sums", "mean_key", "ranking_key", "tie_votes",
)  # fmt: skip  # a list of fields


@dataclass(frozen=True, slots=True)
class RankingRow:
    """A dossier with its places; both are None where no sheet counts yet."""

    dossier: Dossier
    rank: int | None
    group_rank: int | None
    reaches_threshold: bool

    @property
    def mean(self) -> Fraction | None:
        """The exact mean in points."""
        return self.dossier.mean

    @property
    def criteria(self) -> list[Fraction]:
        """The exact mean of every main criterion, in points."""
        return self.dossier.criterion_means


@dataclass(frozen=True, slots=True)
class RankingPage:
    """One page of a ranking, with what its frame needs."""

    rows: list[RankingRow]
    number: int
    pages: int
    total: int
    scored: int
    reaching: int


def ranked_dossiers(round_: Round, group: str = "") -> QuerySet[Dossier]:
    """Return the dossiers of the ranking, best first; those without a counting sheet last."""
    found = Dossier.objects.filter(round=round_, state__in=sorted(SCORED_STATES))
    if group:
        found = found.filter(group=group)
    return found.order_by("ranking_key", "entry_code")


def ranking_page(round_: Round, *, group: str = "", page: int = 1, size: int = PAGE_SIZE) -> RankingPage:
    """Return one page of the ranking in three queries, whatever the size of the round."""
    found = ranked_dossiers(round_, group)
    counted = found.order_by().aggregate(
        total=Count("pk"),
        scored=Count("pk", filter=Q(sheets__gt=0)),
        reaching=Count("pk", filter=Q(mean_key__gte=threshold_key(round_.threshold_hundredths))),
    )
    pages = max(1, -(-counted["total"] // size))
    number = min(max(1, page), pages)
    dossiers = list(found.only(*_SHOWN)[(number - 1) * size : number * size])
    return RankingPage(rows=_placed(round_, dossiers), number=number, pages=pages, **counted)


def ranking_rows(round_: Round, group: str = "") -> list[RankingRow]:
    """Return the whole ranking with overall and group places."""
    rows = _placed(round_, ranked_dossiers(round_).only(*_SHOWN))
    return [row for row in rows if not group or row.dossier.group == group]


def _placed(round_: Round, dossiers: Iterable[Dossier]) -> list[RankingRow]:
    listed = list(dossiers)
    if not listed:
        return []
    places = _Places(_ahead_of(round_, listed[0].ranking_key))
    least = threshold_key(round_.threshold_hundredths)
    return [
        RankingRow(dossier, *places.take(dossier), (dossier.mean_key or 0) >= least if dossier.sheets else False)
        for dossier in listed
    ]


def _ahead_of(round_: Round, key: str) -> dict[str, tuple[int, int]]:
    """Return, per group, how many dossiers come before the key, and how many share it."""
    if key == UNSCORED:
        return {}
    counts = (
        Dossier.objects.filter(round=round_, ranking_key__lte=key)
        .order_by()
        .values_list("group")
        .annotate(before=Count("pk", filter=Q(ranking_key__lt=key)), same=Count("pk", filter=Q(ranking_key=key)))
    )
    return {group: (before, same) for group, before, same in counts}


class _Places:
    """Hands out overall and group places along one page, knowing what the pages before it hold."""

    def __init__(self, ahead: dict[str, tuple[int, int]]) -> None:
        self.overall = _Counter(
            sum(before for before, _same in ahead.values()), sum(same for _before, same in ahead.values())
        )
        self.ahead = ahead
        self.groups: dict[str, _Counter] = {}
        self.first = ""

    def take(self, dossier: Dossier) -> tuple[int | None, int | None]:
        if not dossier.sheets:
            return None, None
        self.first = self.first or dossier.ranking_key
        counter = self.groups.setdefault(dossier.group, _Counter(*self.ahead.get(dossier.group, (0, 0))))
        is_first = dossier.ranking_key == self.first
        return self._overall(dossier, is_first=is_first), counter.take(dossier.ranking_key, is_first=is_first)

    def _overall(self, dossier: Dossier, *, is_first: bool) -> int:
        return self.overall.take(dossier.ranking_key, is_first=is_first)


class _Counter:
    """Counts places: ``before`` come ahead of the page's first key, ``same`` share it."""

    def __init__(self, before: int, same: int) -> None:
        self.before = before
        self.passed = before + same
        self.last = ""
        self.place = 0

    def take(self, key: str, *, is_first: bool) -> int:
        if is_first:
            return self.before + 1
        self.passed += 1
        if key != self.last:
            self.place, self.last = self.passed, key
        return self.place


def shared_places(round_: Round) -> Iterator[list[Dossier]]:
    """Yield the dossiers that nothing has parted yet, for the council to vote on."""
    tied = (
        Dossier.objects.filter(round=round_, sheets__gt=0)
        .order_by()
        .values("ranking_key")
        .annotate(number=Count("pk"))
        .filter(number__gt=1)
        .values_list("ranking_key", flat=True)
    )
    for key in sorted(tied):
        yield list(Dossier.objects.filter(round=round_, ranking_key=key).order_by("entry_code"))
