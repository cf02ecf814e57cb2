"""Which rounds, dossiers and sheets a person sees; the same answers as the policy gives one by one."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import Actor, refusal, scope_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.registry.models import Establishment
from khuyencong.selection.models import Declaration, Dossier, Juror, Round, Scorecard
from khuyencong.selection.rules.conflicts import CONFLICT, NONE, UNDECLARED, opens
from khuyencong.selection.rules.round_life import SEALED_STATES


def rounds_visible_to(person: Actor, action: Action = Action.VIEW_ROUND) -> QuerySet[Round]:
    """Return the rounds on which the person may do the act."""
    far = scope_of(person, action)
    if far.everywhere:
        return Round.objects.all()
    if not isinstance(person, Person):
        return Round.objects.none()
    where = Q(office_id__in=far.office_ids)
    if far.assigned:
        where |= Q(Exists(Juror.objects.filter(round=OuterRef("pk"), person=person, state="active")))
    return Round.objects.filter(where)


def dossiers_visible_to(person: Actor, action: Action = Action.VIEW_DOSSIER) -> QuerySet[Dossier]:
    """Return the dossiers on which the person may do the act; a declared conflict hides a juror's."""
    far = scope_of(person, action)
    if far.everywhere:
        return Dossier.objects.all()
    if not isinstance(person, Person):
        return Dossier.objects.none()
    where = Q(round__office_id__in=far.office_ids)
    if far.own:
        where |= Q(establishment__in=Establishment.objects.filter(applicant=person))
    if far.assigned:
        where |= Q(_scored_by(person))
    return Dossier.objects.filter(where)


def _scored_by(person: Person) -> Exists:
    conflict = Declaration.objects.filter(juror=OuterRef("pk"), dossier=OuterRef(OuterRef("pk")), has_conflict=True)
    return Exists(
        Juror.objects.filter(_of_its_group(), ~Exists(conflict), round=OuterRef("round"), person=person, state="active")
    )


def _of_its_group() -> Q:
    return Q(groups="") | Q(groups__contains=Concat(Value(","), OuterRef("group"), Value(",")))


def scorecards_visible_to(person: Actor) -> QuerySet[Scorecard]:
    """Return the sheets the person may read: jurors their own; others' only once the scores are sealed."""
    if not isinstance(person, Person):
        return Scorecard.objects.none()
    own = Q(juror__person=person, juror__state="active")
    far = scope_of(person, Action.VIEW_SCORES)
    staff = Q() if far.everywhere else Q(juror__round__office_id__in=far.office_ids)
    if not far:
        return Scorecard.objects.filter(own)
    scores_too = Exists(Juror.objects.filter(round=OuterRef("juror__round"), person=person, state="active"))
    sealed = Q(juror__round__state__in=sorted(SEALED_STATES))
    return Scorecard.objects.filter(own | (staff & (sealed | ~scores_too)))


def sheet_refusal(person: Actor, scorecard: Scorecard) -> Refusal | None:
    """Say why the person may not read this sheet, or None."""
    if scorecard.juror.assigned_to(person):
        return None
    if (found := refusal(person, Action.VIEW_SCORES, scorecard)) is not None:
        return found
    return sealed_refusal(person, scorecard.juror.round)


def sealed_refusal(person: Actor, round_: Round) -> Refusal | None:
    """Say why somebody who scores may not see what others gave, or None; whatever other role they hold."""
    if round_.is_sealed or not round_.assigned_to(person):
        return None
    return Refusal(
        "selection.sheets_sealed",
        _("Giám khảo chấm độc lập: chỉ xem được phiếu của người khác sau khi niêm phong điểm."),
        source="TT 26/2014/TT-BCT, Điều 16 khoản 2",
    )


def declaration_of(juror: Juror, dossier: Dossier) -> str:
    """Return what the juror declared about the dossier: undeclared, none or conflict."""
    has_conflict = (
        Declaration.objects.filter(juror=juror, dossier=dossier).values_list("has_conflict", flat=True).first()
    )
    if has_conflict is None:
        return UNDECLARED
    return CONFLICT if has_conflict else NONE


def open_dossier_refusal(person: Person, dossier: Dossier) -> Refusal | None:
    """Say why the person may not open the dossier and its files, or None.

    A juror opens it only after having declared no conflict of interest, whatever other role they hold.
    """
    juror = Juror.objects.filter(round=dossier.round_id, person=person, state="active").first()
    if juror is not None and juror.scores_group(dossier.group):
        return opens(declaration_of(juror, dossier))
    return refusal(person, Action.VIEW_DOSSIER, dossier)
