"""Which kinds of official papers there are: each context adds its own in AppConfig.ready."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Model

from khuyencong.accounts.models import Person
from khuyencong.documents.adapters.typeset.docx import render_docx
from khuyencong.documents.adapters.typeset.pdf import render_pdf
from khuyencong.documents.models import IssuedPaper
from khuyencong.documents.rules.papers.paper import Form, Issue, Paper, Paragraph
from khuyencong.documents.rules.papers.paper_life import NUMBERED_STATES
from khuyencong.documents.rules.papers.wording import DOTS
from khuyencong.kernel.refusal import Refusal
from khuyencong.vietnamese.dates import formal

DRAFT_MARK = "DỰ THẢO"


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of paper: what it is made of, and how its facts are gathered.

    ``code`` as typed on the command line ("project-contract"); ``owner`` the label of the model whose records it is
    made from ("programme.contract"); ``load`` finds the thing by its id or its code as a person types it and returns
    None where there is none; ``facts`` gathers the words of the paper as of a day, reading only;
    ``files_of`` names the thing on whose page the paper is listed (a contract's project), by default the thing itself.
    """

    code: str
    label: str
    owner: str
    load: Callable[[str], Model | None]
    facts: Callable[[Any, date], Paper]
    files_of: Callable[[Any], Model] = lambda thing: thing
    closed_to: Callable[[Any, Person], Refusal | None] = lambda _thing, _person: None
    """Why somebody may neither draft, read nor fetch it although the thing's page is open to them (sealed scores)."""

    is_published: bool = False
    """Whether the portal may show it to everybody once it is issued."""
    fits: Callable[[Any], bool] = lambda _thing: True
    """Whether the paper has a meaning for this thing: no plan of a course for a machine."""


paper_kinds: dict[str, PaperKind] = {}


def register(*kinds: PaperKind) -> None:
    """Add kinds of papers; a code names one kind only."""
    for kind in kinds:
        assert paper_kinds.get(kind.code, kind) is kind, f"two kinds of papers are called {kind.code}"
        paper_kinds[kind.code] = kind


def kinds_for(thing: Model) -> list[PaperKind]:
    """Return the kinds of papers that can be made from a thing, by their labels."""
    label = thing._meta.label_lower
    return sorted((kind for kind in paper_kinds.values() if kind.owner.lower() == label), key=lambda one: one.label)


def render(row: IssuedPaper, suffix: str) -> bytes:
    """Return a paper as a file, ``docx`` or ``pdf``; a draft says on every page that it is one.

    :raises Refusal: where a letter is not in the font.
    """
    paper = marked(row.paper) if row.state == "draft" else row.paper
    return made(paper, row.issue, suffix, at=row.fixed_at)


def fresh(kind: PaperKind, thing: Model, day: date, suffix: str, *, at: datetime) -> bytes:
    """Return a paper as it would be drafted on a day, without keeping anything."""
    return made(marked(kind.facts(thing, day)), Issue(), suffix, at=at)


def marked(paper: Paper) -> Paper:
    """Return a draft that says so on every page, unless it says something else there."""
    return paper if paper.draft_mark else replace(paper, draft_mark=DRAFT_MARK)


def made(paper: Paper, issue: Issue, suffix: str, *, at: datetime) -> bytes:
    """Return the file of a paper."""
    return render_pdf(paper, issue, at=at) if suffix == "pdf" else render_docx(paper, issue)


def correction(row: IssuedPaper, words: str, day: date) -> Paper:
    """Return the letter that corrects slips of form in an issued paper.

    Source: NĐ 30/2020/NĐ-CP, Điều 17.
    """
    wrong = row.paper
    name = (wrong.name or "Công văn").capitalize()
    said = f"{name} số {row.serial} ngày {formal(row.signed_on or day).removeprefix('ngày ')}"
    return Paper(
        form=Form.LETTER,
        name="",
        abbreviation="",
        abstract=f"đính chính {name} số {row.serial}",
        letterhead=wrong.letterhead,
        body=(
            Paragraph(
                f"{wrong.letterhead.agency.capitalize()} đính chính {said} "
                f"({wrong.abstract[:1].lower()}{wrong.abstract[1:]}) như sau:"
            ),
            *(Paragraph(line) for line in words.split("\n") if line.strip()),
            Paragraph(f"Các nội dung khác của {said} không thay đổi."),
        ),
        signatures=wrong.signatures[-1:],
        addressees=tuple(one for one in wrong.addressees or wrong.recipients),
        archived_by=wrong.archived_by,
    )


def _load_paper(typed: str) -> IssuedPaper | None:
    rows = IssuedPaper.objects.filter(state__in=NUMBERED_STATES)
    return rows.filter(pk=int(typed)).first() if typed.isdecimal() and len(typed) < 18 else None


CORRECTION = PaperKind(
    code="correction-letter",
    label="Công văn đính chính",
    owner="documents.issuedpaper",
    load=_load_paper,
    facts=lambda row, day: correction(row, DOTS, day),
)
