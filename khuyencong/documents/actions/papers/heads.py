"""How an office heads its papers and who signs them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.models import OfficeLetterhead, SigningRight
from khuyencong.documents.rules.papers.signing import RightFacts, refuse_right
from khuyencong.kernel.refusal import Refusal, demand
from khuyencong.kernel.words import gettext_noop as _


@dataclass(frozen=True, slots=True)
class HeadFacts:
    """The head of an office's papers, and the unit behind "Lưu: VT"."""

    superior: str
    agency: str
    place: str
    symbol: str
    archived_by: str = ""


def edit_letterhead(*, actor: Person, office: Office, facts: HeadFacts, at: datetime) -> OfficeLetterhead:
    """Set how the office stands at the head of its papers; capitals as printed. Papers issued before stay.

    :raises Refusal: from the policy.
    """
    with deed(actor, Action.EDIT_LETTERHEAD, on=office, at=at) as record:
        words = {
            "superior": facts.superior.strip().upper(),
            "agency": facts.agency.strip().upper(),
            "place": facts.place.strip(),
            "symbol": "".join(facts.symbol.split()),
            "archived_by": "".join(facts.archived_by.split()),
        }
        row, _made = OfficeLetterhead.objects.update_or_create(
            office=office, defaults={**words, "updated_at": at, "updated_by": actor}
        )
        record.note(**words)
    return row


def add_signer(*, actor: Person, office: Office, facts: RightFacts, at: datetime) -> SigningRight:
    """Let somebody sign papers of the office.

    :raises Refusal: from the policy, or where the right does not say on what it rests.
    """
    with deed(actor, Action.ADD_SIGNER, on=office, at=at) as record:
        demand(refuse_right(facts))
        row = SigningRight.objects.create(
            office=office,
            name=facts.name.strip(),
            prefix=facts.prefix,
            authority=facts.authority.strip().upper(),
            title=facts.title.strip().upper(),
            document=facts.document.strip(),
            kinds=list(facts.kinds),
            from_on=facts.from_on,
            until_on=facts.until_on,
            added_at=at,
            added_by=actor,
        )
        record.on(row)
        record.note(title=row.title, prefix=row.prefix, from_on=facts.from_on, document=row.document)
        record.personal(name=row.name)
    return row


def end_signer(*, actor: Person, right: SigningRight, until_on: date, at: datetime) -> None:
    """Let the right end with a day; papers signed before stay.

    :raises Refusal: from the policy, or for a day before the right began or after its end.
    """
    with deed(actor, Action.END_SIGNER, on=right, at=at) as record:
        if until_on < right.from_on or (right.until_on is not None and until_on > right.until_on):
            raise Refusal(
                "documents.right_ends_outside",
                _("Ngày thôi ký phải nằm trong thời gian của quyền ký."),
            )
        record.note(before=right.until_on, until_on=until_on)
        right.until_on = until_on
        right.save(update_fields=["until_on"])
