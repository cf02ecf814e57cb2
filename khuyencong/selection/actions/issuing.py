"""Issue the certificates of a decided round, one after another; safe to stop and to repeat."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.certificates.actions import complete_certificate, reserve_certificate
from khuyencong.certificates.models import Certificate
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
    issued_on: date | None = None,
    codes: Sequence[str] | None = None,
    clock: Callable[[], datetime],
) -> Iterator[Issued]:
    """Issue what is not issued yet and finish what was begun, yielding every certificate of the round.

    Each certificate is its own deed: when the work is killed, what was acknowledged stays, and the same
    call finishes the rest without issuing anything twice. It bears the decision's day unless ``issued_on``
    says otherwise.

    :raises Refusal: before the decision, or for a product that was not recognised.
    """
    demand(refusal(actor, Action.ISSUE_CERTIFICATE, round_))
    ROUND_LIFE.after(round_.state, "issue_certificates")
    for dossier in recognised_dossiers(round_, codes):
        yield Issued(dossier, issue_one(actor=actor, dossier=dossier, issued_on=issued_on, at=clock()))


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
        raise Refusal(
            "selection.not_recognised",
            _("Không cấp giấy chứng nhận cho hồ sơ %(codes)s: sản phẩm không có trong quyết định công nhận."),
            source="TT 26/2014/TT-BCT, Điều 17 khoản 2",
            codes=", ".join(strangers),
        )
    return [dossier for dossier in found if dossier.entry_key in wanted]


def request_key(dossier: Dossier) -> str:
    """Return the key under which the dossier's certificate is reserved, once and for all."""
    return f"selection.dossier:{dossier.pk}"


def issue_one(*, actor: Person, dossier: Dossier, issued_on: date | None = None, at: datetime) -> Certificate:
    """Issue the certificate of one recognised dossier, or finish it where it was begun.

    :raises Refusal: where the product was not recognised.
    """
    certificate = Certificate.objects.filter(request_key=request_key(dossier)).first()
    if certificate is None:
        with deed(actor, Action.ISSUE_CERTIFICATE, on=dossier, at=at) as record:
            if dossier.state != "recognised":
                raise Refusal(
                    "selection.not_recognised",
                    _("Không cấp giấy chứng nhận cho hồ sơ %(codes)s: sản phẩm không có trong quyết định công nhận."),
                    source="TT 26/2014/TT-BCT, Điều 17 khoản 2",
                    codes=dossier.entry_code,
                )
            certificate = reserve_certificate(
                record=record,
                facts=certificate_facts(dossier, issued_on=issued_on),
                product_id=dossier.product_id,
                office=dossier.round.office,
                request_key=request_key(dossier),
            )
            record.note(round=dossier.round.code, entry_code=dossier.entry_code)
            record.relies_on("TT 26/2014/TT-BCT, Điều 17 khoản 2 và khoản 3")
    return complete_certificate(certificate.pk, at=at)
