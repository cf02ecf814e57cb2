"""Open, change, close and cancel a round; publish its results."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.law.norms import NormsOfDay
from khuyencong.registry.models import Province
from khuyencong.rulebook.queries import norms_at
from khuyencong.selection.actions.rubric import write_rubric
from khuyencong.selection.models import Round
from khuyencong.selection.rules.round_life import ROUND_LIFE
from khuyencong.selection.rules.rubric import CriterionFacts

NORM_KEYS = (
    "selection.threshold_points", "selection.criteria", "selection.tie_order", "selection.jury_odd",
    "selection.product_groups", "selection.required_papers", "selection.minimum_photos",
)  # fmt: skip  # a list of keys


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """What a round is opened with. ``norms_on`` governs its norms; the day of opening where it is None."""

    code: str
    name: str
    level: str
    year: int
    closes_on: date | None = None
    quota: int | None = None
    group_quotas: dict[str, int] = field(default_factory=dict)
    authority: str = ""
    place: str = ""
    norms_on: date | None = None
    with_criteria: bool = True


def open_round(*, actor: Person, office: Office, facts: RoundFacts, at: datetime) -> Round:
    """Open a round under the norms in force, with the legal score sheet unless ``with_criteria`` is off.

    :raises Refusal: for a code already used, a level or a year that the norms do not know.
    """
    norms_on = facts.norms_on or _governing_day(facts.year, timezone.localtime(at).date())
    norms = norms_at(norms_on, office_code=office.code)
    _check_facts(facts, norms)
    with deed(actor, Action.OPEN_ROUND, office=office, at=at) as record:
        round_ = Round(
            office=office,
            code=facts.code.strip(),
            name=facts.name.strip(),
            level=facts.level,
            year=facts.year,
            province_code=office.province_code,
            opened_on=norms_on,
            closes_on=facts.closes_on,
            quota=facts.quota,
            group_quotas=facts.group_quotas,
            authority=facts.authority or _authority(office, facts.level, norms),
            place=facts.place or _place(office),
            threshold_hundredths=norms.whole("selection.threshold_points") * 100,
            tie_order=list(norms.codes("selection.tie_order")),
            norms={key: norms.cite(key) for key in NORM_KEYS},
        )
        try:
            with transaction.atomic():
                round_.save()
        except IntegrityError as error:
            raise _code_taken(facts.code) from error
        if facts.with_criteria:
            write_rubric(round_, legal_criteria(norms))
        record.on(round_)
        record.note(code=round_.code, level=round_.level, year=round_.year, criteria=facts.with_criteria)
        if facts.level == "region":
            record.note(region=region_of(office.province_code, norms))
            record.relies_on(norms.cite("places.regions"))
        record.relies_on(*round_.norms.values())
    return round_


def legal_criteria(norms: NormsOfDay) -> list[CriterionFacts]:
    """Return the criteria of the legal score sheet."""
    return [
        CriterionFacts(code=row["code"], label=row["label"], maximum=row["maximum"] * 100)
        for row in norms.rows("selection.criteria")
    ]


def _governing_day(year: int, today: date) -> date:
    return today if year >= today.year else date(year, 12, 31)


def _authority(office: Office, level: str, norms: NormsOfDay) -> str:
    if level == "province":
        top = (
            Office.objects.filter(path__in=_paths_above(office.path), kind=Office.Kind.COMMITTEE)
            .order_by("path")
            .first()
        )
        if top is not None:
            return top.name.upper()
    organisers = {row["code"]: str(row["organiser"]) for row in norms.rows("selection.levels")}
    return organisers.get(level, office.name).upper()


def region_of(province_code: str, norms: NormsOfDay) -> str:
    """Return the region in which a province competes, or nothing where the norms of the day do not say."""
    regions = {row["province_code"]: str(row["region"]) for row in norms.rows("places.regions")}
    return regions.get(province_code, "")


def _place(office: Office) -> str:
    province = Province.objects.filter(code=office.province_code, until=None).first()
    return province.name if province is not None else ""


def _paths_above(path: str) -> list[str]:
    """Return the paths of the office and of every office above it: "/1/4/" gives "/1/" and "/1/4/"."""
    parts = path.strip("/").split("/")
    return ["/" + "/".join(parts[:count]) + "/" for count in range(1, len(parts) + 1)]


def _check_facts(facts: RoundFacts, norms: NormsOfDay) -> None:
    if facts.level not in {row["code"] for row in norms.rows("selection.levels")}:
        raise Refusal(
            "selection.unknown_level",
            _("Không có cấp bình chọn “%(level)s”."),
            source=norms.cite("selection.levels"),
            level=facts.level,
        )
    if not facts.code.strip() or not facts.name.strip():
        raise Refusal("selection.round_unnamed", _("Kỳ bình chọn phải có mã và tên."))
    if not 1990 <= facts.year <= 2100:
        raise Refusal("selection.bad_year", _("Năm %(year)s không hợp lệ."), year=facts.year)


def _code_taken(code: str) -> Refusal:
    return Refusal("selection.round_code_taken", _("Đã có kỳ bình chọn mang mã “%(round)s”."), round=code)


EDITABLE = frozenset(
    {"name", "closes_on", "quota", "group_quotas", "authority", "place", "quorum_percent", "quorum_source"}
)


def edit_round(*, actor: Person, round_: Round, changes: dict[str, object], at: datetime) -> Round:
    """Change the settings of a round that is not yet decided.

    :raises Refusal: after the decision, or for a setting that does not change this way.
    """
    with deed(actor, Action.EDIT_ROUND, on=round_, at=at) as record:
        if round_.state in {"decided", "closed", "cancelled"}:
            raise Refusal(
                "selection.round_is_over", _("Kỳ bình chọn đã có quyết định hoặc đã hủy, không sửa được nữa.")
            )
        if unknown := set(changes) - EDITABLE:
            raise Refusal("selection.not_editable", _("Không sửa được: %(fields)s."), fields=", ".join(sorted(unknown)))
        before = {name: getattr(round_, name) for name in changes}
        for name, value in changes.items():
            setattr(round_, name, value)
        _demand_valid(round_, changes)
        round_.save(update_fields=sorted(changes))
        record.note(changed=sorted(changes), before={name: str(value) for name, value in before.items()})
    return round_


def _demand_valid(round_: Round, changes: dict[str, object]) -> None:
    untouched = {field.name for field in Round._meta.get_fields() if field.concrete and field.name not in changes}
    try:
        round_.full_clean(exclude=untouched)
    except ValidationError as error:
        raise Refusals([Refusal("selection.bad_setting", str(message)) for message in error.messages]) from error


def open_collecting(*, actor: Person, round_: Round, at: datetime) -> Round:
    """Open the round for dossiers."""
    with deed(actor, Action.OPEN_COLLECTING, on=round_, at=at) as record:
        _step(round_, "open_collecting")
        record.note(state=round_.state)
    return round_


def publish_results(*, actor: Person, round_: Round, at: datetime) -> Round:
    """Show the results of a decided round to the public.

    :raises Refusal: before the decision.
    """
    with deed(actor, Action.PUBLISH_RESULTS, on=round_, at=at) as record:
        round_.state = ROUND_LIFE.after(round_.state, "publish_results")
        round_.published_at = round_.published_at or at
        round_.save(update_fields=["state", "published_at"])
        record.note(state=round_.state)
        record.relies_on("TT 26/2014/TT-BCT, Điều 17 khoản 2")
    return round_


def close_round(*, actor: Person, round_: Round, at: datetime) -> Round:
    """End a decided round."""
    with deed(actor, Action.CLOSE_ROUND, on=round_, at=at) as record:
        _step(round_, "close_round")
        record.note(state=round_.state)
    return round_


def cancel_round(*, actor: Person, round_: Round, reason: str, at: datetime) -> Round:
    """Cancel a round that has no decision yet.

    :raises Refusal: without a reason, or after the decision.
    """
    with deed(actor, Action.CANCEL_ROUND, on=round_, at=at) as record:
        round_.state = ROUND_LIFE.after(round_.state, "cancel_round")
        if not reason.strip():
            raise Refusal("selection.reason_missing", _("Phải ghi lý do."))
        round_.ended_reason = reason.strip()
        round_.save(update_fields=["state", "ended_reason"])
        record.note(state=round_.state)
        record.personal(reason=round_.ended_reason)
    return round_


def _step(round_: Round, verb: str) -> None:
    round_.state = ROUND_LIFE.after(round_.state, verb)
    round_.save(update_fields=["state"])
