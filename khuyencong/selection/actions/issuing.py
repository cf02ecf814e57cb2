"""Issue the certificates of a decided round, one after another; safe to stop and to repeat."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.certificates.actions import complete_certificate, complete_many, reserve_certificate
from khuyencong.certificates.models import Certificate
from khuyencong.certificates.models.certificate import ALIVE
from khuyencong.kernel.refusal import Refusal, demand
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.selection.models import Dossier, Round
from khuyencong.selection.papers import certificate_facts
from khuyencong.selection.rules.entry_codes import code_key
from khuyencong.selection.rules.round_life import ROUND_LIFE


@dataclass(frozen=True, slots=True)
class Issued:
    """One certificate of the round, complete."""

    dossier: Dossier
    certificate: Certificate


def issue_certificates(
    *,
    actor: Person,
    round_: Round,
    at: datetime,
    issued_on: date | None = None,
    codes: Sequence[str] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> list[Issued]:
    """Issue what is not issued yet, finish what was begun, and return every living certificate of the round.

    Each number is taken in its own deed and each certificate is finished by itself: when the work is killed,
    what was acknowledged stays, and the same call finishes the rest without issuing anything twice. They bear
    the decision's day unless ``issued_on`` says otherwise. What was revoked or replaced is not issued again.

    :raises Refusal: before the decision, or for a product that was not recognised.
    :raises Refusals: where some could not be printed; the others are issued all the same.
    """
    demand(refusal(actor, Action.ISSUE_CERTIFICATE, round_))
    ROUND_LIFE.after(round_.state, "issue_certificates")
    dossiers = {dossier.pk: dossier for dossier in recognised_dossiers(round_, codes)}
    reserved = {
        pk: reserve_one(actor=actor, dossier=dossier, issued_on=issued_on, at=at) for pk, dossier in dossiers.items()
    }
    living = {certificate.pk: pk for pk, certificate in reserved.items() if certificate.state in ALIVE}
    done = complete_many(list(living), at=at, actor=actor, on_progress=on_progress)
    return [Issued(dossiers[living[certificate.pk]], certificate) for certificate in done]


def recognised_dossiers(round_: Round, codes: Sequence[str] | None = None) -> list[Dossier]:
    """Return the recognised dossiers, or those with the given codes.

    :raises Refusal: where one of the codes was not recognised.
    """
    found = list(
        Dossier.objects.filter(round=round_, state="recognised")
        .select_related("round__office", "round__decision", "product", "establishment__place")
        .order_by("entry_code")
    )
    if codes is None:
        return found
    wanted = {code_key(code): code for code in codes}
    known = {dossier.entry_key for dossier in found}
    if strangers := sorted(code for key, code in wanted.items() if key not in known):
        raise not_recognised(strangers)
    return [dossier for dossier in found if dossier.entry_key in wanted]


def request_key(dossier: Dossier) -> str:
    """Return the key under which the dossier's certificate is reserved, once and for all."""
    return f"selection.dossier:{dossier.pk}"


def issue_one(*, actor: Person, dossier: Dossier, issued_on: date | None = None, at: datetime) -> Certificate:
    """Issue the certificate of one recognised dossier, or finish it where it was begun.

    :raises Refusal: where the product was not recognised.
    """
    certificate = reserve_one(actor=actor, dossier=dossier, issued_on=issued_on, at=at)
    return complete_certificate(certificate.pk, at=at, actor=actor) if certificate.state in ALIVE else certificate


def reserve_one(*, actor: Person, dossier: Dossier, issued_on: date | None = None, at: datetime) -> Certificate:
    """Take the number of a recognised dossier's certificate, once and for all.

    :raises Refusal: where the product was not recognised.
    """
    known = Certificate.objects.filter(request_key=request_key(dossier)).first()
    if known is not None:
        return known
    with deed(actor, Action.ISSUE_CERTIFICATE, on=dossier, at=at) as record:
        if dossier.state != "recognised":
            raise not_recognised([dossier.entry_code])
        certificate = reserve_certificate(
            record=record,
            facts=certificate_facts(dossier, issued_on=issued_on),
            product_id=dossier.product_id,
            office=dossier.round.office,
            request_key=request_key(dossier),
        )
        record.note(round=dossier.round.code, entry_code=dossier.entry_code)
        record.relies_on("TT 26/2014/TT-BCT, Điều 17 khoản 2 và khoản 3")
    return certificate


def not_recognised(codes: Sequence[str]) -> Refusal:
    """Return the refusal for products that no decision names."""
    return Refusal(
        "selection.not_recognised",
        _("Không cấp giấy chứng nhận cho hồ sơ %(codes)s: sản phẩm không có trong quyết định công nhận."),
        source="TT 26/2014/TT-BCT, Điều 17 khoản 2",
        codes=", ".join(codes),
    )
