"""What the screens of a round show: counts of the map, the list of dossiers, conflicts, who has scored what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When

from khuyencong.accounts.models import Person
from khuyencong.selection.models import (
    Criterion,
    Declaration,
    Dossier,
    Juror,
    PaperCheck,
    Round,
    Scorecard,
    SupplementRequest,
)
from khuyencong.selection.queries.progress import jury_progress
from khuyencong.selection.queries.sheets import juror_dossiers
from khuyencong.selection.queries.visibility import rounds_visible_to
from khuyencong.selection.rules.conflicts import JurorFacts, MakerFacts, signs
from khuyencong.selection.rules.dossier_life import SCORED_STATES
from khuyencong.selection.rules.journey import RoundCounts
from khuyencong.selection.rules.ranking import threshold_key
from khuyencong.selection.rules.scorecard_life import SETTLED
from khuyencong.vietnamese.folding import fold


def rounds_listed(person: Person) -> QuerySet[Round]:
    """Return the rounds that the person sees, with their numbers of dossiers and of recognised products."""
    dossiers = Dossier.objects.filter(round=OuterRef("pk")).order_by().values("round")
    live = dossiers.exclude(state__in=["rejected", "withdrawn"]).annotate(number=Count("pk")).values("number")
    recognised = dossiers.filter(state="recognised").annotate(number=Count("pk")).values("number")
    return (
        rounds_visible_to(person)
        .select_related("office")
        .annotate(dossier_count=Subquery(live), recognised_count=Subquery(recognised))
    )


def round_counts(round_: Round, certificates: int = 0) -> RoundCounts:
    """Return how far the round has come, in a fixed number of queries."""
    leaves = Criterion.objects.filter(round=round_, is_leaf=True, group="")
    rubric = leaves.aggregate(criteria=Count("pk"), rubric_total=Sum("maximum_hundredths", default=0))
    if not rubric["criteria"]:
        own = Criterion.objects.filter(round=round_, is_leaf=True).order_by("group").values_list("group", flat=True)
        if (group := own.first()) is not None:
            leaves = Criterion.objects.filter(round=round_, is_leaf=True, group=group)
            rubric = leaves.aggregate(criteria=Count("pk"), rubric_total=Sum("maximum_hundredths", default=0))
    dossiers = _dossier_counts(round_)
    progress = jury_progress(round_)
    due = sum(one.due for one in progress)
    return RoundCounts(
        **rubric,
        **dossiers,
        jurors=len(progress),
        declared=Declaration.objects.filter(juror__round=round_, juror__state="active").count(),
        declarations_due=due,
        sheets=sum(one.submitted + one.recused for one in progress),
        sheets_due=due,
        meetings=round_.meetings.count(),
        verdicts=Dossier.objects.filter(round=round_, verdict__isnull=False).count(),
        certificates=certificates,
        is_published=round_.published_at is not None,
    )


def _dossier_counts(round_: Round) -> dict[str, int]:
    live = ~Q(state__in=["rejected", "withdrawn"])
    least = threshold_key(round_.threshold_hundredths)
    return Dossier.objects.filter(round=round_).aggregate(
        dossiers=Count("pk", filter=live),
        unchecked=Count("pk", filter=Q(state="submitted")),
        awaiting=Count("pk", filter=Q(state="needs_supplement")),
        accepted=Count("pk", filter=Q(state__in=["accepted", "recognised", "not_recognised"])),
        reaching=Count("pk", filter=Q(mean_key__gte=least)),
        recognised=Count("pk", filter=Q(state="recognised")),
    )


def dossiers_listed(
    visible: QuerySet[Dossier], round_: Round, papers_due: Mapping[str, Sequence[str]]
) -> QuerySet[Dossier]:
    """Return the dossiers of a round with what the list shows; ``papers_due`` holds the required papers by group."""
    codes = sorted({code for due in papers_due.values() for code in due})
    present = PaperCheck.objects.filter(dossier=OuterRef("pk"), is_present=True, paper_code__in=codes).order_by()
    conflicts = Declaration.objects.filter(dossier=OuterRef("pk"), has_conflict=True).order_by()
    asked = SupplementRequest.objects.filter(dossier=OuterRef("pk"), answered_at=None)
    before = Dossier.objects.filter(product=OuterRef("product"), round__opened_on__lte=round_.opened_on).exclude(
        round=round_
    )
    return visible.filter(round=round_).annotate(
        papers_present=_number_of(present),
        papers_due=Case(
            *(When(group=group, then=Value(len(due))) for group, due in papers_due.items()),
            default=Value(len(codes)),
            output_field=IntegerField(),
        ),
        conflicts=_number_of(conflicts),
        due_on=Subquery(asked.values("due_on")[:1]),
        is_repeat=Exists(before),
    )


def _number_of(rows: QuerySet[PaperCheck] | QuerySet[Declaration]) -> Case:
    counted = Subquery(
        rows.values("dossier").annotate(number=Count("pk")).values("number"), output_field=IntegerField()
    )
    return Case(When(Exists(rows), then=counted), default=Value(0), output_field=IntegerField())


def neighbours(dossier: Dossier) -> tuple[int | None, int | None]:
    """Return the dossiers before and after in the order of the list."""
    others = Dossier.objects.filter(round=dossier.round_id)
    here = Q(entry_code=dossier.entry_code)
    before = others.filter(Q(entry_code__lt=dossier.entry_code) | (here & Q(pk__lt=dossier.pk)))
    after = others.filter(Q(entry_code__gt=dossier.entry_code) | (here & Q(pk__gt=dossier.pk)))
    return (
        before.order_by("-entry_code", "-pk").values_list("pk", flat=True).first(),
        after.order_by("entry_code", "pk").values_list("pk", flat=True).first(),
    )


def next_unchecked(dossier: Dossier) -> int | None:
    """Return the next dossier that waits for its check, going round to the start of the list."""
    waiting = (
        Dossier.objects.filter(round=dossier.round_id, state="submitted").exclude(pk=dossier.pk).order_by("entry_code")
    )
    after = waiting.filter(entry_code__gt=dossier.entry_code).values_list("pk", flat=True).first()
    return after or waiting.values_list("pk", flat=True).first()


def namesakes(dossier: Dossier) -> QuerySet[Dossier]:
    """Return dossiers of the same round whose product bears the same folded name."""
    return (
        Dossier.objects.filter(round=dossier.round_id, product__folded=fold(dossier.product_name))
        .exclude(pk=dossier.pk)
        .exclude(state__in=["rejected", "withdrawn"])
        .order_by("entry_code")
    )


@dataclass(frozen=True, slots=True)
class Concern:
    """A juror and a dossier that should not meet: declared so, or with signs of it."""

    juror: Juror
    dossier: Dossier
    declared: str
    reasons: tuple[str, ...] = ()


def concerns_of(round_: Round) -> list[Concern]:
    """Return the declared conflicts and the pairs with signs of one, jurors in their order."""
    jurors = list(round_.jurors.filter(state="active").order_by("seat_no"))
    dossiers = {one.pk: one for one in Dossier.objects.filter(round=round_, state__in=sorted(SCORED_STATES))}
    declared = Declaration.objects.filter(juror__in=jurors, dossier__in=dossiers)
    said = {(one.juror_id, one.dossier_id): one for one in declared}
    by_name, by_phone = _index(dossiers.values())
    found = []
    for juror in jurors:
        near = by_name.get(fold(juror.name), set()) | by_name.get(fold(juror.organisation), set())
        near |= by_phone.get(_digits(juror.phone), set())
        near |= {pk for (juror_id, pk), one in said.items() if juror_id == juror.pk and one.has_conflict}
        found += [_concern(juror, dossiers[pk], said.get((juror.pk, pk))) for pk in sorted(near)]
    return [one for one in found if one.reasons]


def _index(dossiers: Iterable[Dossier]) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
    by_name: dict[str, set[int]] = {}
    by_phone: dict[str, set[int]] = {}
    for one in dossiers:
        for name in {fold(one.representative), fold(one.establishment_name)} - {""}:
            by_name.setdefault(name, set()).add(one.pk)
        if phone := _digits(one.phone):
            by_phone.setdefault(phone, set()).add(one.pk)
    return by_name, by_phone


def _digits(phone: str) -> str:
    return "".join(letter for letter in phone if letter.isdigit())


def _concern(juror: Juror, dossier: Dossier, said: Declaration | None) -> Concern:
    maker = MakerFacts(dossier.establishment_name, dossier.representative, dossier.phone)
    reasons = tuple(signs(JurorFacts(juror.name, juror.organisation, juror.phone), maker))
    if said is not None and said.has_conflict:
        return Concern(juror, dossier, "conflict", (said.reason, *reasons))
    return Concern(juror, dossier, "undeclared" if said is None else "none", reasons)


@dataclass(frozen=True, slots=True)
class CardCell:
    """A juror's sheet for a dossier, if there is one; ``serves`` tells whether there should be."""

    juror: Juror
    card: Scorecard | None
    serves: bool


@dataclass(slots=True)
class CardRow:
    """One dossier of the table of sheets: a cell for every juror, in the order of their seats."""

    dossier: Dossier
    cells: list[CardCell] = field(default_factory=list)


def card_rows(jurors: Sequence[Juror], dossiers: Sequence[Dossier]) -> list[CardRow]:
    """Return who has scored these dossiers, in one query."""
    cards = Scorecard.objects.filter(juror__in=jurors, dossier__in=dossiers)
    found = {(card.dossier_id, card.juror_id): card for card in cards}
    return [
        CardRow(
            one, [CardCell(juror, found.get((one.pk, juror.pk)), juror.scores_group(one.group)) for juror in jurors]
        )
        for one in dossiers
    ]


def own_seats(person: Person) -> QuerySet[Juror]:
    """Return the seats that the person holds in juries that score, newest round first."""
    return (
        Juror.objects.filter(person=person, state="active")
        .select_related("round__office")
        .order_by(F("round__year").desc(), "-round_id")
    )


@dataclass(frozen=True, slots=True)
class OwnDossier:
    """A dossier as its juror sees it in the list; ``conflict`` is None where nothing was declared yet."""

    dossier: Dossier
    card_state: str
    card_total: int | None
    conflict: bool | None

    @property
    def is_settled(self) -> bool:
        """Tell whether nothing more is awaited from the juror."""
        return self.card_state in SETTLED


def own_dossiers(juror: Juror) -> list[OwnDossier]:
    """Return what the juror scores, with the state of each sheet, in one query."""
    listed = [(one, vars(one)) for one in juror_dossiers(juror)]
    return [OwnDossier(one, told["card_state"] or "", told["card_total"], told["conflict"]) for one, told in listed]
