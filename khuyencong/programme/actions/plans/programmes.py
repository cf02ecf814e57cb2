"""Open, change, approve and end a programme of some years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.models import Programme, ProgrammeMoney, Target
from khuyencong.programme.rules.plan_life import PROGRAMME_LIFE
from khuyencong.programme.rules.plans.versions import DecisionFacts, decision_refusals


@dataclass(frozen=True, slots=True)
class MoneyFacts:
    """What the programme foresees from one source, over all its years or in one."""

    source: str
    amount: Money
    year: int | None = None
    note: str = ""
    citation: str = ""


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """What the programme wants to reach in one indicator."""

    contents: tuple[str, ...]
    indicator: str
    label: str
    unit: str
    low: int
    high: int
    citation: str = ""


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """What a programme is opened or changed with."""

    code: str
    name: str
    first_year: int
    last_year: int
    authority: str = ""
    source: str = ""
    note: str = ""
    money: Sequence[MoneyFacts] = field(default_factory=tuple)
    targets: Sequence[TargetFacts] = field(default_factory=tuple)


def open_programme(*, actor: Person, office: Office, facts: ProgrammeFacts, at: datetime) -> Programme:
    """Open a programme as a draft, with its money and targets.

    :raises Refusal: for a code already used. :raises Refusals: for everything else, at once.
    """
    with deed(actor, Action.OPEN_PROGRAMME, office=office, at=at) as record:
        _demand_whole(facts)
        programme = Programme(office=office)
        _write(programme, facts)
        record.on(programme)
        record.note(code=programme.code, years=[facts.first_year, facts.last_year])
    return programme


def edit_programme(*, actor: Person, programme: Programme, facts: ProgrammeFacts, at: datetime) -> Programme:
    """Change a programme that is not yet approved, with its money and targets.

    :raises Refusal: after the approval. :raises Refusals: for everything else, at once.
    """
    with deed(actor, Action.EDIT_PROGRAMME, on=programme, at=at) as record:
        programme.state = PROGRAMME_LIFE.after(programme.state, "edit_programme")
        _demand_whole(facts)
        programme.money.all().delete()
        programme.targets.all().delete()
        _write(programme, facts)
        record.note(code=programme.code, sources=len(facts.money), targets=len(facts.targets))
    return programme


def approve_programme(
    *, actor: Person, programme: Programme, number: str, on: date | None, authority: str, at: datetime
) -> Programme:
    """Record the decision that approves the programme.

    :raises Refusals: without number, day or authority; a day in the future.
    """
    with deed(actor, Action.APPROVE_PROGRAMME, on=programme, at=at) as record:
        state = PROGRAMME_LIFE.after(programme.state, "approve_programme")
        today = timezone.localtime(at).date()
        facts = DecisionFacts(number, on is not None and on > today, on is not None, authority)
        if found := decision_refusals(facts):
            raise Refusals(found)
        programme.state = state
        programme.decision_number, programme.decision_on = number.strip(), on
        programme.authority = authority.strip()
        programme.save(update_fields=["state", "decision_number", "decision_on", "authority"])
        record.note(state=state, decision=programme.decision_number, on=on)
    return programme


def end_programme(*, actor: Person, programme: Programme, at: datetime) -> Programme:
    """End an approved programme; its plans stay as they are.

    :raises Refusal: before the approval.
    """
    with deed(actor, Action.END_PROGRAMME, on=programme, at=at) as record:
        programme.state = PROGRAMME_LIFE.after(programme.state, "end_programme")
        programme.save(update_fields=["state"])
        record.note(state=programme.state)
    return programme


def _write(programme: Programme, facts: ProgrammeFacts) -> None:
    for name in ("code", "name", "authority", "source", "note"):
        setattr(programme, name, getattr(facts, name).strip())
    programme.first_year, programme.last_year = facts.first_year, facts.last_year
    try:
        with transaction.atomic():
            programme.save()
    except IntegrityError as error:
        raise Refusal(
            "programme.programme_code_taken", _("Đã có chương trình mang mã “%(programme)s”."), programme=facts.code
        ) from error
    ProgrammeMoney.objects.bulk_create(
        ProgrammeMoney(
            programme=programme,
            source=one.source,
            year=one.year,
            amount=one.amount,
            note=one.note,
            citation=one.citation,
        )
        for one in facts.money
    )
    Target.objects.bulk_create(
        Target(
            programme=programme,
            contents=",".join(one.contents),
            indicator=one.indicator,
            label=one.label,
            unit=one.unit,
            low=one.low,
            high=one.high,
            citation=one.citation,
        )
        for one in facts.targets
    )


def _demand_whole(facts: ProgrammeFacts) -> None:
    found = []
    if not facts.code.strip() or not facts.name.strip():
        found.append(Refusal("programme.programme_unnamed", _("Chương trình phải có mã và tên.")))
    if facts.last_year < facts.first_year:
        found.append(Refusal("programme.programme_years", _("Năm cuối không thể trước năm đầu.")))
    if len({(one.source, one.year) for one in facts.money}) != len(facts.money):
        found.append(
            Refusal("programme.money_twice", _("Mỗi nguồn chỉ ghi một dòng cho cả giai đoạn hoặc cho một năm."))
        )
    if any(one.amount.dong < 0 for one in facts.money):
        found.append(Refusal("programme.negative_money", _("Số tiền của chương trình không được âm.")))
    found += [
        Refusal(
            "programme.target_range",
            _("Chỉ tiêu “%(target)s”: mức đến phải bằng hoặc lớn hơn mức từ."),
            target=one.label,
        )
        for one in facts.targets
        if one.high < one.low
    ]
    if len({(one.contents, one.indicator) for one in facts.targets}) != len(facts.targets):
        found.append(Refusal("programme.target_twice", _("Có hai chỉ tiêu trùng nội dung và cách đếm.")))
    if found:
        raise Refusals(found)
