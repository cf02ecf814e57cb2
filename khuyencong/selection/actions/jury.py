"""Name, link and dismiss jurors; declare conflicts of interest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.accounts.rules.roles import Role
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.selection.actions.scoring import held, recount
from khuyencong.selection.models import Declaration, Dossier, Juror, Round, Scorecard
from khuyencong.selection.rules.conflicts import INDEPENDENCE_SOURCE
from khuyencong.selection.rules.ranking import LARGEST_JURY
from khuyencong.selection.rules.round_life import ROUND_LIFE
from khuyencong.selection.rules.scorecard_life import SCORECARD_LIFE
from khuyencong.vietnamese.folding import clean, fold


@dataclass(frozen=True, slots=True)
class JurorFacts:
    """Who is named; ``person`` is None for a juror who scores on paper only."""

    name: str
    person: Person | None = None
    title: str = ""
    organisation: str = ""
    phone: str = ""
    is_head: bool = False
    groups: Sequence[str] = ()


def name_juror(*, actor: Person, round_: Round, facts: JurorFacts, at: datetime) -> Juror:
    """Name a juror; the odd number is asked for when scoring starts.

    :raises Refusal: for somebody already in the jury, or once scores are sealed.
    """
    with deed(actor, Action.NAME_JUROR, on=round_, at=at) as record:
        ROUND_LIFE.after(round_.state, "name_juror")
        juror = seat(round_, facts)
        record.on(juror)
        record.note(round=round_.code, seat=juror.seat_no)
        record.personal(name=juror.name)
    return juror


def seat(round_: Round, facts: JurorFacts) -> Juror:
    """Store a juror in the next free seat; called within a deed on the round."""
    taken = set(Juror.objects.filter(round=round_).values_list("seat_no", flat=True))
    active = Juror.objects.filter(round=round_, state="active").count()
    if active >= LARGEST_JURY:
        raise Refusal("selection.jury_full", _("Ban Giám khảo đã đủ %(most)s người."), most=LARGEST_JURY)
    name = clean(facts.name) or (facts.person.full_name if facts.person else "")
    if not name:
        raise Refusal("selection.juror_unnamed", _("Hãy ghi họ và tên giám khảo."))
    juror = Juror(
        round=round_,
        person=facts.person,
        name=name,
        folded=fold(name),
        title=clean(facts.title),
        organisation=clean(facts.organisation),
        phone=clean(facts.phone),
        seat_no=max(taken, default=0) + 1,
        is_head=facts.is_head,
        groups=f",{','.join(facts.groups)}," if facts.groups else "",
    )
    try:
        with transaction.atomic():
            juror.save()
    except IntegrityError as error:
        raise Refusal(
            "selection.juror_twice", _("“%(name)s” đã có trong Ban Giám khảo, hoặc đã có Trưởng ban."), name=name
        ) from error
    return juror


def link_juror(*, actor: Person, juror: Juror, person: Person, at: datetime) -> Juror:
    """Give a juror that is only a name the account with which the person scores from now on.

    Sheets that came on paper stay what they are.

    :raises Refusal: for a juror who has an account or is gone, a person already in the jury or without the role,
        or once scores are sealed.
    """
    with deed(actor, Action.LINK_JUROR, on=juror, at=at) as record:
        juror.round = held(juror.round)
        ROUND_LIFE.after(juror.round.state, "name_juror")
        if juror.state != Juror.State.ACTIVE:
            raise Refusal("selection.juror_gone", _("Giám khảo này đã thôi từ trước."))
        if juror.person_id is not None:
            raise Refusal("selection.juror_linked", _("Giám khảo này đã gắn với một tài khoản."))
        if not person.is_active or Role.JUROR not in person.roles:
            raise Refusal(
                "selection.not_a_juror", _("%(name)s chưa được giao vai trò giám khảo."), name=person.full_name
            )
        if juror.round.jurors.filter(person=person, state="active").exists():
            raise Refusal(
                "selection.juror_twice",
                _("“%(name)s” đã có trong Ban Giám khảo, hoặc đã có Trưởng ban."),
                name=person.full_name,
            )
        juror.person = person
        juror.save(update_fields=["person"])
        record.note(round=juror.round.code, seat=juror.seat_no, person=person.pk)
    return juror


def dismiss_juror(*, actor: Person, juror: Juror, reason: str, at: datetime) -> Juror:
    """Let a juror go; sheets already given are kept but no longer count.

    :raises Refusal: without a reason, or once scores are sealed.
    """
    with deed(actor, Action.DISMISS_JUROR, on=juror, at=at) as record:
        juror.round = held(juror.round)
        ROUND_LIFE.after(juror.round.state, "name_juror")
        if juror.state != Juror.State.ACTIVE:
            raise Refusal("selection.juror_gone", _("Giám khảo này đã thôi từ trước."))
        if not reason.strip():
            raise Refusal("selection.reason_missing", _("Phải ghi lý do."))
        juror.state, juror.reason = Juror.State.DISMISSED, reason.strip()
        juror.save(update_fields=["state", "reason"])
        recount(juror.round)
        record.note(round=juror.round.code, seat=juror.seat_no)
        record.personal(reason=juror.reason)
    return juror


def declare_interest(
    *, actor: Person, juror: Juror, dossier: Dossier, has_conflict: bool, reason: str = "", at: datetime
) -> Declaration:
    """Record what a juror declares about a dossier; a conflict closes the dossier and recuses the sheet.

    :raises Refusal: for another round's dossier, a conflict without reason, or once scores are sealed.
    """
    with deed(actor, Action.DECLARE_INTEREST, on=juror, at=at) as record:
        juror.round = held(juror.round)
        demand_same_round(juror, dossier)
        ROUND_LIFE.after(juror.round.state, "name_juror")
        if has_conflict and not reason.strip():
            raise Refusal(
                "selection.conflict_without_reason",
                _("Khai có lợi ích liên quan thì phải ghi lý do."),
                source=INDEPENDENCE_SOURCE,
            )
        declaration = declare(juror, dossier, has_conflict=has_conflict, reason=reason, at=at)
        if _follow(juror, dossier, declaration, at):
            recount(juror.round, [dossier.pk])
        record.note(dossier=dossier.entry_code, conflict=has_conflict)
        record.personal(reason=reason.strip())
        record.relies_on(INDEPENDENCE_SOURCE)
    return declaration


def declare(juror: Juror, dossier: Dossier, *, has_conflict: bool, reason: str, at: datetime) -> Declaration:
    """Store a declaration; called within a deed."""
    declaration, _made = Declaration.objects.update_or_create(
        juror=juror,
        dossier=dossier,
        defaults={"has_conflict": has_conflict, "reason": reason.strip()[:300], "declared_at": at},
    )
    return declaration


def _follow(juror: Juror, dossier: Dossier, declaration: Declaration, at: datetime) -> bool:
    """Bring the sheet in line with the declaration; tell whether the ranking may have changed."""
    card = Scorecard.objects.filter(juror=juror, dossier=dossier).first()
    if declaration.has_conflict:
        if card is None:
            Scorecard.objects.create(
                juror=juror, dossier=dossier, state="recused", reason=declaration.reason, saved_at=at
            )
            return False
        if card.state == "recused":
            return False
        counted = card.state == "submitted"
        card.state = SCORECARD_LIFE.after(card.state, "recuse")
        card.reason = declaration.reason
        card.save(update_fields=["state", "reason"])
        return counted
    if card is not None and card.state == "recused":
        card.state = SCORECARD_LIFE.after(card.state, "withdraw_recusal")
        card.reason = ""
        card.save(update_fields=["state", "reason"])
    return False


def demand_same_round(juror: Juror, dossier: Dossier) -> None:
    """Go on only where the juror scores this dossier.

    :raises Refusal: for a dossier of another round or of a group that is not the juror's.
    """
    if juror.round_id != dossier.round_id or not juror.scores_group(dossier.group):
        raise Refusal(
            "selection.not_assigned",
            _("Giám khảo không được phân công chấm hồ sơ %(entry)s."),
            entry=dossier.entry_code,
        )
