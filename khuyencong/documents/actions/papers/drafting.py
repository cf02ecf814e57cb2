"""Drafts: facts gathered from what the system knows, as often as needed, until the paper is issued."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone

from khuyencong.accounts.deeds import Record, deed
from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.models import IssuedPaper
from khuyencong.documents.papers import PaperKind, correction, paper_kinds
from khuyencong.documents.queries.files import owner_label
from khuyencong.documents.rules.papers.freezing import freeze
from khuyencong.documents.rules.papers.paper import Paper
from khuyencong.documents.rules.papers.paper_life import PAPER_LIFE
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _


def draft_paper(*, actor: Person, kind: PaperKind, thing: Model, at: datetime) -> IssuedPaper:
    """Draft a paper from what the system knows of a thing today.

    :raises Refusal: from the policy, from the gathering of the facts, or where one is being drafted already.
    """
    with deed(actor, Action.DRAFT_PAPER, on=thing, at=at) as record:
        waiting = IssuedPaper.objects.filter(
            kind=kind.code, owner_label=owner_label(thing), owner_id=thing.pk, state="draft", follows=None
        ).first()
        if waiting is not None:
            raise Refusal(
                "documents.draft_waits",
                _("Đã có một dự thảo loại này. Hãy mở dự thảo đó, lập lại hoặc bỏ đi trước khi soạn bản mới."),
            )
        return draft_within(record=record, kind=kind, thing=thing)


def draft_within(
    *,
    record: Record,
    kind: PaperKind,
    thing: Model,
    follows: IssuedPaper | None = None,
    relation: str = "",
    reason: str = "",
) -> IssuedPaper:
    """Write a draft within the deed of whoever calls."""
    page = kind.files_of(thing)
    place = (follows.page_label, follows.page_id) if follows else (owner_label(page), page.pk)
    row = IssuedPaper(
        office=office_of(thing),
        kind=kind.code,
        owner_label=owner_label(thing),
        owner_id=thing.pk,
        page_label=place[0],
        page_id=place[1],
        prepared_by=record.actor,
        follows=follows,
        relation=relation,
        reason=reason,
    )
    _take(row, gathered(row, thing, timezone.localtime(record.at).date()), record.at)
    row.save()
    record.on(row)
    record.note(kind=kind.code, of=f"{row.owner_label}:{row.owner_id}", relation=relation)
    record.personal(abstract=row.abstract)
    return row


def redraft_paper(*, actor: Person, paper: IssuedPaper, at: datetime) -> None:
    """Gather the facts of a draft again.

    :raises Refusal: from the policy, where it was issued, or where what it was made from is gone.
    """
    with deed(actor, Action.REDRAFT_PAPER, on=paper, at=at) as record:
        before = paper.facts
        paper.state = PAPER_LIFE.after(paper.state, "redraft_paper")
        _take(paper, gathered(paper, _owner(paper), timezone.localtime(at).date()), at)
        paper.save(update_fields=["state", "facts", "name", "abstract", "fixed_at"])
        record.note(changed=before != paper.facts)


def redraft_all(*, actor: Person, papers: Iterable[IssuedPaper], at: datetime) -> int:
    """Gather the facts of several drafts again, each in a deed of its own; return how many.

    :raises Refusal: from the first that cannot be gathered; those before it stay done.
    """
    done = 0
    for paper in papers:
        redraft_paper(actor=actor, paper=paper, at=at)
        done += 1
    return done


def discard_paper(*, actor: Person, paper: IssuedPaper, at: datetime) -> None:
    """Drop a draft; it stays on record and takes no number.

    :raises Refusal: from the policy, or where it was issued.
    """
    with deed(actor, Action.DISCARD_PAPER, on=paper, at=at) as record:
        paper.state = PAPER_LIFE.after(paper.state, "discard_paper")
        paper.ended_at = at
        paper.save(update_fields=["state", "ended_at"])
        record.note(kind=paper.kind)


def gathered(row: IssuedPaper, thing: Any, day: date) -> Paper:
    """Return the words of a paper as of a day."""
    if row.relation == "corrects":
        assert row.follows is not None
        return correction(row.follows, row.reason, day)
    return paper_kinds[row.kind].facts(thing, day)


def office_of(thing: Any) -> Office:
    """Return the office whose paper it is: the thing's own, or the round's of a dossier."""
    for owner in (thing, getattr(thing, "round", None), getattr(thing, "project", None), getattr(thing, "plan", None)):
        if isinstance(office := getattr(owner, "office", None), Office):
            return office
    assert isinstance(thing, Office), f"{thing!r} is of no office"
    return thing


def _owner(paper: IssuedPaper) -> Model:
    kind = paper_kinds.get(paper.kind)
    thing = kind.load(str(paper.owner_id)) if kind else None
    if thing is None:
        raise Refusal(
            "documents.owner_gone", _("Không còn tìm thấy hồ sơ mà văn bản này được lập từ đó; hãy bỏ dự thảo.")
        )
    return thing


def _take(row: IssuedPaper, paper: Paper, at: datetime) -> None:
    row.facts = freeze(paper)
    row.name = paper.name[:100]
    row.abstract = (paper.abstract or paper.name)[:500]
    row.fixed_at = at
