"""Begin an application, keep what is typed, put it away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal, demand
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.portal.actions.filing.consents import open_consent
from khuyencong.portal.models import Consent, Filing
from khuyencong.portal.queries.filing.offices import centre_of, own_office
from khuyencong.registry.models import Establishment, Product
from khuyencong.selection.models import Round

LONGEST = 6_000
"""What one blank may hold while it is a draft; the sheet has its own bounds."""


@dataclass(frozen=True, slots=True)
class Start:
    """What an application is begun with: content and stream of a project, or the round of an entry."""

    kind: str
    year: int
    content: str = ""
    stream: str = ""
    round: Round | None = None
    product: Product | None = None
    answers: Mapping[str, str] = field(default_factory=dict)


def start_filing(*, actor: Person, establishment: Establishment | None, start: Start, at: datetime) -> Filing:
    """Begin an application; an officer does so only with the establishment's consent on record.

    Somebody whose establishment is not confirmed yet may begin to write, but not send.

    :raises Refusal: without consent, or for a product of another establishment.
    """
    owner = establishment or Person.objects.get(pk=actor.pk)  # whoever is logged in is a lazy stand-in, not a row
    with deed(actor, Action.START_FILING, on=owner, at=at) as record:
        consent = _consent(actor, establishment)
        if start.product is not None and start.product.establishment_id != (establishment and establishment.pk):
            raise Refusal("portal.strange_product", _("Sản phẩm này không phải của cơ sở."))
        filing = Filing.objects.create(
            person=actor, office=_office(actor, establishment, start), establishment=establishment, consent=consent,
            kind=start.kind, content=start.content, stream=start.stream, year=start.year, round=start.round,
            product=start.product, answers=dict(start.answers), created_at=at, changed_at=at,
        )  # fmt: skip  # one row
        record.note(filing=filing.pk, kind=filing.kind, consent=consent.pk if consent else None)
    return filing


def _consent(actor: Person, establishment: Establishment | None) -> Consent | None:
    if establishment is None or establishment.belongs_to(actor):
        return None
    consent = open_consent(establishment)
    if consent is None:
        raise Refusal(
            "portal.no_consent",
            _("Chưa có sự đồng ý của cơ sở “%(name)s”. Hãy ghi sự đồng ý trước khi nộp thay."),
            name=establishment.name,
        )
    return consent


def _office(actor: Person, establishment: Establishment | None, start: Start) -> Office:
    if start.round is not None:
        return start.round.office
    return centre_of(establishment.office if establishment is not None else own_office(actor))


def save_filing(*, actor: Person, filing: Filing, typed: Mapping[str, str], version: int, at: datetime) -> Filing:
    """Keep a page of an application as typed, with an entry in the trail.

    :raises Refusal: where another page or person saved since ``version`` was read.
    """
    with deed(actor, Action.SAVE_FILING, on=filing, at=at) as record:
        _write(filing, typed, version, at)
        record.note(version=filing.version, changed=sorted(typed))
    return filing


def keep_typed(*, actor: Person, filing: Filing, typed: Mapping[str, str], version: int, at: datetime) -> Filing:
    """Keep what is being typed. Half a word is no deed, so the trail hears of it only when the page is saved.

    :raises Refusal: as :func:`save_filing`.
    """
    with transaction.atomic():
        filing.refresh_from_db(from_queryset=Filing.objects.select_for_update())
        demand(refusal(actor, Action.SAVE_FILING, filing))
        _write(filing, typed, version, at)
    return filing


def _write(filing: Filing, typed: Mapping[str, str], version: int, at: datetime) -> None:
    demand_draft(filing)
    wanted = {name: text[:LONGEST] for name, text in typed.items()}
    changed = {name for name, text in wanted.items() if filing.answers.get(name, "") != text}
    if changed and version != filing.version:
        raise Refusal(
            "portal.stale",
            _("Hồ sơ này vừa được ghi ở một trang khác, nên chưa ghi phần đang gõ ở đây để khỏi mất bản kia."),
        )
    if not changed:
        return
    filing.answers = {**filing.answers, **wanted}
    filing.version += 1
    filing.changed_at = at
    filing.save(update_fields=["answers", "version", "changed_at"])


def discard_filing(*, actor: Person, filing: Filing, at: datetime) -> None:
    """Put a draft away."""
    with deed(actor, Action.DISCARD_FILING, on=filing, at=at) as record:
        demand_draft(filing)
        filing.state = Filing.State.DISCARDED
        filing.save(update_fields=["state"])
        record.note(kind=filing.kind)


def demand_draft(filing: Filing) -> None:
    """Refuse to change what was sent or put away.

    :raises Refusal: in any other state.
    """
    if filing.state != Filing.State.DRAFT:
        raise Refusal(
            "portal.filing_closed",
            _("Hồ sơ này %(state)s nên không sửa được nữa."),
            state=str(filing.get_state_display()),
        )
