"""Somebody says which establishment they act for; an officer confirms, or says why not."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.portal.models import Claim, Filing
from khuyencong.registry.actions import link_applicant, register_establishment
from khuyencong.registry.models import Establishment, Place
from khuyencong.registry.rules.facts import EstablishmentFacts, settle_establishment


def claim_establishment(
    *, actor: Person, office: Office, facts: EstablishmentFacts, place: Place | None, at: datetime
) -> Claim:
    """Say which establishment one acts for. Nothing of it opens before an officer confirms.

    Whether the office knows it already is not told: that would show who is on file.

    :raises Refusal: when the facts are impossible, or when the same claim waits already.
    """
    settled = settle_establishment(facts).values
    person = Person.objects.get(pk=actor.pk)  # whoever is logged in is a lazy stand-in, not a row
    with deed(actor, Action.CLAIM_ESTABLISHMENT, on=person, at=at) as record:
        claim = Claim(
            person=person, office=office, place=place, made_at=at,
            **{name: settled[name] for name in ("name", "form", "tax_code", "representative", "phone", "address")},
        )  # fmt: skip  # one row
        if not claim.phone:
            raise Refusal("portal.no_phone", _("Hãy ghi số điện thoại để cơ quan gọi xác nhận."))
        _save(claim)
        record.note(claim=claim.pk, form=claim.form)
        record.personal(name=claim.name, tax_code=claim.tax_code)
    return claim


def _save(claim: Claim) -> None:
    try:
        with transaction.atomic():
            claim.save()
    except IntegrityError as error:
        raise Refusal(
            "portal.claim_waits", _("Bạn đã khai cơ sở này; cơ quan đang xác nhận, không cần khai lại.")
        ) from error


def confirm_claim(*, actor: Person, claim: Claim, establishment: Establishment | None, at: datetime) -> Establishment:
    """Link the person to an establishment on file, or put a new one on file from what was told.

    What the person had begun to write without an establishment becomes that of the establishment.

    :raises Refusal: where somebody else acts for the establishment already, or the claim was decided.
    """
    with deed(actor, Action.CONFIRM_CLAIM, on=claim, at=at) as record:
        _demand_waiting(claim)
        found = establishment or register_establishment(
            actor=actor, office=claim.office, facts=_facts(claim), place=claim.place, at=at
        )
        if found.applicant_id not in (None, claim.person_id):
            raise Refusal(
                "portal.has_applicant",
                _("Cơ sở “%(name)s” đã có người khác đứng tên tài khoản; hãy gỡ ở trang cơ sở trước."),
                name=found.name,
            )
        link_applicant(actor=actor, establishment=found, username=claim.person.username, at=at)
        claim.state, claim.establishment = Claim.State.CONFIRMED, found
        _decided(claim, actor, at)
        waiting = Filing.objects.filter(person=claim.person, establishment=None, state=Filing.State.DRAFT)
        waiting.update(establishment=found)
        record.note(establishment=found.pk, is_new=establishment is None)
    return found


def refuse_claim(*, actor: Person, claim: Claim, reason: str, at: datetime) -> None:
    """Say why somebody is not taken for the person of an establishment.

    :raises Refusal: without a reason, or when the claim was decided.
    """
    with deed(actor, Action.REFUSE_CLAIM, on=claim, at=at) as record:
        _demand_waiting(claim)
        if not reason.strip():
            raise Refusal("portal.no_reason", _("Hãy ghi lý do để người khai biết cần làm gì tiếp."))
        claim.state, claim.reason = Claim.State.REFUSED, reason.strip()
        _decided(claim, actor, at)
        record.personal(reason=claim.reason)


def _facts(claim: Claim) -> EstablishmentFacts:
    return EstablishmentFacts(
        name=claim.name, form=claim.get_form_display(), tax_code=claim.tax_code,
        representative=claim.representative, phone=claim.phone, address=claim.address,
    )  # fmt: skip  # one row


def _decided(claim: Claim, actor: Person, at: datetime) -> None:
    claim.decided_at, claim.decided_by = at, actor
    claim.save()


def _demand_waiting(claim: Claim) -> None:
    if claim.state != Claim.State.WAITING:
        raise Refusal("portal.claim_decided", _("Lời khai này đã được xử lý rồi."))
