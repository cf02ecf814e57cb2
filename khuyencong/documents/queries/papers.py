"""Reads papers that go out: the register, those of a thing, letterheads, rights to sign, templates in use."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db.models import Model, Q, QuerySet

from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.queries import refusal, scope_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.models import IssuedPaper, OfficeLetterhead, PaperTemplate, SigningRight
from khuyencong.documents.models.disk import read
from khuyencong.documents.queries.files import MayClose, owner_label, owner_loaders
from khuyencong.documents.rules.papers.paper import Letterhead, Signature
from khuyencong.documents.rules.papers.paper_life import NUMBERED_STATES
from khuyencong.documents.rules.papers.register import Taken
from khuyencong.documents.rules.papers.signing import signature_by
from khuyencong.kernel.refusal import Refusal

_ORDER: Final = ("", "TM.", "Q.", "KT.", "TL.", "TUQ.")


def papers_visible_to(person: Person) -> QuerySet[IssuedPaper]:
    """Return the papers that a person may see in the register."""
    reach = scope_of(person, Action.VIEW_PAPERS)
    rows = IssuedPaper.objects.all()
    return rows if reach.everywhere else rows.filter(office_id__in=reach.office_ids)


def papers_of(thing: Model) -> QuerySet[IssuedPaper]:
    """Return the papers listed on a thing's page, newest first, without those whose draft was dropped."""
    rows = IssuedPaper.objects.filter(page_label=owner_label(thing), page_id=thing.pk).exclude(state="discarded")
    return rows.order_by("-fixed_at", "-pk")


def closed_paper(person: Person, paper: IssuedPaper) -> Refusal | None:
    """Say why a person may not read a paper: the register's right counts, and what the thing itself closes."""
    found = refusal(person, Action.VIEW_PAPERS, paper)
    loader = owner_loaders.get(paper.page_label)
    owner = loader(paper.page_id) if loader and found is None else None
    return owner.closed_to(person) if isinstance(owner, MayClose) else found


def searched(rows: QuerySet[IssuedPaper], text: str) -> QuerySet[IssuedPaper]:
    """Return the papers whose symbol, abstract, type or signer holds the text, or whose number it is."""
    typed = text.strip()
    found = Q(abstract__icontains=typed) | Q(symbol__icontains=typed) | Q(name__icontains=typed)
    found |= Q(signer__icontains=typed)
    head, _slash, symbol = typed.partition("/")
    if head.isdecimal() and len(head) < 9:
        found |= Q(number=int(head), symbol__istartswith=symbol)
    return rows.filter(found)


def letterhead_of(office: Office) -> Letterhead:
    """Return how an office stands at the head of its papers; from its name where it set none yet."""
    row = OfficeLetterhead.objects.filter(office=office).first()
    if row is not None:
        return row.as_facts()
    superior = office.parent.name.upper() if office.parent else ""
    return Letterhead(superior, office.name.upper(), "", "")


def archived_by_of(office: Office) -> str:
    """Return the unit that stands behind "Lưu: VT" and in the symbol of letters; empty where none is set."""
    row = OfficeLetterhead.objects.filter(office=office).first()
    return row.archived_by if row else ""


def rights_of(office: Office, kind: str, day: date) -> list[SigningRight]:
    """Return who may sign papers of a kind on a day, the head of the office first."""
    rows = SigningRight.objects.filter(Q(until_on=None) | Q(until_on__gte=day), office=office, from_on__lte=day)
    found = [row for row in rows.order_by("-from_on", "pk") if row.as_facts().covers(kind, day)]
    return sorted(found, key=lambda row: _ORDER.index(row.prefix))


def signature_of(office: Office, kind: str, day: date) -> Signature:
    """Return the signature for a draft: of the first who may sign the kind, else lines to be filled by hand."""
    rights = rights_of(office, kind, day)
    return signature_by(rights[0].as_facts()) if rights else Signature(("THỦ TRƯỞNG CƠ QUAN",))


def office_of_head(letterhead: Letterhead) -> Office | None:
    """Return the office that carries a letterhead, or None where no office here does."""
    row = OfficeLetterhead.objects.select_related("office").filter(
        agency=letterhead.agency, symbol=letterhead.symbol, superior=letterhead.superior
    )
    found = row.first()
    return found.office if found else None


def numbers_taken(series: str, year: int) -> list[Taken]:
    """Return the numbers of a register in a year with the days of their papers."""
    rows = IssuedPaper.objects.filter(series=series, year=year, state__in=NUMBERED_STATES, number__isnull=False)
    return [(number, day) for number, day in rows.values_list("number", "signed_on") if number and day]


def template_in_use(office: Office, kind: str) -> PaperTemplate | None:
    """Return the office's own template for a kind, the one put in last."""
    return templates_of(office, kind).first()


def templates_of(office: Office, kind: str) -> QuerySet[PaperTemplate]:
    """Return every template that the office ever put in for a kind, the one in use first."""
    rows = PaperTemplate.objects.filter(office=office, kind=kind)
    return rows.select_related("file", "added_by").order_by("-added_at", "-pk")


def file_of(paper: IssuedPaper, suffix: str) -> bytes:
    """Return the file of an issued paper, byte for byte as it was issued; ``suffix`` is docx or pdf."""
    return read(paper.pdf_sha256 if suffix == "pdf" else paper.docx_sha256)
