"""Papers of an establishment go into its locker, out of it, and from it into a filing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.actions import attach_within, store_file
from khuyencong.documents.models import Attachment
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.portal.actions.filing.drafts import demand_draft
from khuyencong.portal.models import Filing, LockerPaper
from khuyencong.registry.models import Establishment


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """One paper to be kept: what it is, its file, and its last valid day where it has one."""

    kind: str
    title: str
    data: bytes
    name: str
    valid_until: date | None = None


def keep_paper(*, actor: Person, establishment: Establishment, facts: PaperFacts, at: datetime) -> LockerPaper:
    """Put a paper into the locker of an establishment.

    :raises Refusal: without a title, or when the content is not accepted.
    """
    with deed(actor, Action.KEEP_PAPER, on=establishment, at=at) as record:
        if not facts.title.strip():
            raise Refusal("portal.paper_without_title", _("Hãy ghi tên giấy tờ."))
        stored = store_file(
            actor=actor, data=facts.data, name=facts.name, purpose="paper", office=establishment.office, at=at
        )
        paper = LockerPaper.objects.create(
            establishment=establishment, kind=facts.kind, title=facts.title.strip(), file=stored,
            valid_until=facts.valid_until, added_at=at, added_by=actor,
        )  # fmt: skip  # one row
        attach_within(record=record, stored=stored, owner=paper, kind=facts.kind)
        record.note(paper=paper.pk)
    return paper


def drop_paper(*, actor: Person, paper: LockerPaper, at: datetime) -> None:
    """Take a paper out of the locker; what it was filed with keeps it.

    :raises Refusal: where it was taken out before.
    """
    with deed(actor, Action.DROP_PAPER, on=paper, at=at) as record:
        if paper.dropped_at is not None:
            raise Refusal("portal.paper_dropped", _("Giấy tờ này đã được bỏ khỏi tủ trước đó."))
        paper.dropped_at = at
        paper.save(update_fields=["dropped_at"])
        record.note(kind=paper.kind)


def attach_from_locker(*, actor: Person, filing: Filing, paper: LockerPaper, kind: str, at: datetime) -> Attachment:
    """Put a paper of the locker to a filing: the same file, stored once.

    :raises Refusal: for a paper of another establishment, one taken out, or one whose last day is over.
    """
    with deed(actor, Action.ATTACH_FILE, on=filing, at=at) as record:
        demand_draft(filing)
        if paper.establishment_id != filing.establishment_id or paper.dropped_at is not None:
            raise Refusal("portal.not_in_locker", _("Giấy tờ này không có trong tủ của cơ sở."))
        if paper.valid_until is not None and paper.valid_until < at.date():
            raise Refusal(
                "portal.paper_over",
                _("“%(paper)s” đã hết giá trị từ %(day)s; hãy cất bản mới vào tủ rồi dùng lại."),
                paper=paper.title,
                day=f"{paper.valid_until:%d/%m/%Y}",
            )
        return attach_within(record=record, stored=paper.file, owner=filing, kind=kind)
