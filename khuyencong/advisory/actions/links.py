"""Offers of partners that the office shows."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.utils import timezone

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.advisory.models import PartnerLink
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """What is offered, by whom, and how long it is shown."""

    kind: str
    title: str
    partner: str
    summary: str
    address: str
    shown_until: date


def add_partner_link(*, actor: Person, office: Office, facts: LinkFacts, at: datetime) -> PartnerLink:
    """Show an offer to everybody.

    :raises Refusal: from the policy, or where its last day is over.
    """
    with deed(actor, Action.ADD_PARTNER_LINK, office=office, at=at) as record:
        if facts.shown_until < timezone.localtime(at).date():
            raise Refusal("advisory.link_over", _("Ngày đăng đến hết phải từ hôm nay trở đi."))
        link = PartnerLink.objects.create(office=office, added_at=at, added_by=actor, **asdict(facts))
        record.on(link)
        record.note(title=link.title, partner=link.partner)
    return link


def withdraw_partner_link(*, actor: Person, link: PartnerLink, at: datetime) -> None:
    """Show an offer no longer.

    :raises Refusal: from the policy, or where it was withdrawn before.
    """
    with deed(actor, Action.WITHDRAW_PARTNER_LINK, on=link, at=at):
        if link.withdrawn_at is not None:
            raise Refusal("advisory.link_withdrawn", _("Lời chào này đã được gỡ trước đó."))
        link.withdrawn_at = at
        link.save(update_fields=["withdrawn_at"])
