"""What happens to a paper after it was issued: replaced by another, corrected by a letter, or recalled."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Model

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.actions.papers.drafting import draft_within
from khuyencong.documents.models import IssuedPaper
from khuyencong.documents.papers import CORRECTION, paper_kinds
from khuyencong.documents.rules.papers.paper_life import PAPER_LIFE
from khuyencong.documents.rules.papers.register import refuse_empty_reason
from khuyencong.kernel.refusal import Refusal, demand
from khuyencong.kernel.words import gettext_noop as _


def replace_paper(*, actor: Person, paper: IssuedPaper, reason: str, at: datetime) -> IssuedPaper:
    """Draft the paper that will replace an issued one; the old one ends when the new one is issued.

    :raises Refusal: from the policy, without a reason, where the paper ended or is being replaced already.
    """
    with deed(actor, Action.REPLACE_PAPER, on=paper, at=at) as record:
        PAPER_LIFE.after(paper.state, "replace_paper")
        demand(refuse_empty_reason(reason))
        demand(_refuse_followed(paper))
        kind = paper_kinds[paper.kind]
        thing = kind.load(str(paper.owner_id))
        if thing is None:
            raise Refusal("documents.owner_gone", _("Không còn tìm thấy hồ sơ mà văn bản này được lập từ đó."))
        made: IssuedPaper = draft_within(
            record=record, kind=kind, thing=thing, follows=paper, relation="replaces", reason=reason.strip()
        )
        record.note(follows=paper.pk)
    return made


def correct_paper(*, actor: Person, paper: IssuedPaper, words: str, at: datetime) -> IssuedPaper:
    """Draft the letter that corrects a slip of form in an issued paper: what stands where, and how it should read.

    :raises Refusal: from the policy, without words, where the paper ended or is being corrected already.
    """
    with deed(actor, Action.CORRECT_PAPER, on=paper, at=at) as record:
        PAPER_LIFE.after(paper.state, "correct_paper")
        demand(refuse_empty_reason(words))
        demand(_refuse_followed(paper))
        thing: Model = paper
        made = draft_within(
            record=record, kind=CORRECTION, thing=thing, follows=paper, relation="corrects", reason=words.strip()
        )
        record.note(follows=paper.pk)
    return made


def recall_paper(*, actor: Person, paper: IssuedPaper, reason: str, at: datetime) -> None:
    """Recall an issued paper; it stays in the register with the reason.

    :raises Refusal: from the policy, without a reason, or where it ended before.
    """
    with deed(actor, Action.RECALL_PAPER, on=paper, at=at) as record:
        before = paper.state
        paper.state = PAPER_LIFE.after(paper.state, "recall_paper")
        demand(refuse_empty_reason(reason))
        paper.ended_at, paper.ended_reason = at, reason.strip()
        paper.save(update_fields=["state", "ended_at", "ended_reason"])
        record.note(before=before, serial=paper.serial)
        record.personal(reason=paper.ended_reason)


def _refuse_followed(paper: IssuedPaper) -> Refusal | None:
    if not paper.followers.filter(state="draft").exists():
        return None
    return Refusal(
        "documents.follower_waits",
        _("Đã có một dự thảo thay thế hoặc đính chính văn bản này; hãy ban hành hoặc bỏ dự thảo đó trước."),
    )
