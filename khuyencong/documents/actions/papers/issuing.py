"""Issuing: the paper gets its signer, number and day, is made into files, and never changes again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone

from khuyencong.accounts.deeds import Record, deed
from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.actions.numbers import claim_number, take_number
from khuyencong.documents.adapters import store
from khuyencong.documents.models import IssuedPaper, SigningRight
from khuyencong.documents.models.disk import fingerprint
from khuyencong.documents.papers import render
from khuyencong.documents.queries.papers import numbers_taken, office_of_head
from khuyencong.documents.rules.papers.freezing import freeze
from khuyencong.documents.rules.papers.paper import Form, Paper
from khuyencong.documents.rules.papers.paper_life import PAPER_LIFE
from khuyencong.documents.rules.papers.register import UNNUMBERED, refuse_day, refuse_number, series_of
from khuyencong.documents.rules.papers.signing import refuse_signer, signature_by
from khuyencong.documents.rules.papers.wording import symbol_of
from khuyencong.kernel.refusal import Refusal, demand
from khuyencong.kernel.words import gettext_noop as _

SIGNED_BY_RIGHT = frozenset({Form.DECISION, Form.NAMED, Form.LETTER, Form.INVITATION})
"""Forms that one person signs for the office; minutes, contracts and sheets carry the names of those who were there."""


@dataclass(frozen=True, slots=True)
class IssueOrder:
    """What whoever issues decides: the day of the signature, who signed, and a number given on paper, if any."""

    signed_on: date
    right: SigningRight | None = None
    number: int | None = None


def issue_paper(*, actor: Person, paper: IssuedPaper, order: IssueOrder, at: datetime) -> None:
    """Enter a draft in the register and freeze it; what it replaces or corrects changes its state with it.

    :raises Refusal: from the policy; for a signer outside his right; for a number that is taken or out of order.
    """
    with deed(actor, Action.ISSUE_PAPER, on=paper, at=at) as record:
        paper.state = PAPER_LIFE.after(paper.state, "issue_paper")
        demand(refuse_day(order.signed_on, timezone.localtime(at).date()))
        words = paper.paper
        office = office_of_head(words.letterhead)
        words = _signed(paper, words, office, order)
        paper.facts = freeze(words)
        paper.signed_on, paper.year = order.signed_on, order.signed_on.year
        _number(paper, words, office, order)
        paper.fixed_at = paper.issued_at = at
        paper.issued_by = actor
        _keep_files(paper)
        _end_followed(paper, record)
        paper.save()
        record.note(serial=paper.serial, series=paper.series, signed_on=paper.signed_on, pdf=paper.pdf_sha256)
        record.personal(signer=paper.signer, abstract=paper.abstract)


def _signed(paper: IssuedPaper, words: Paper, office: Office | None, order: IssueOrder) -> Paper:
    """Return the paper with the signature of the right; papers of another body's head keep the one they have."""
    if words.form not in SIGNED_BY_RIGHT or office is None:
        paper.signer = ", ".join(one.name for one in words.signatures if one.name)[:200]
        return words
    if order.right is None or order.right.office_id != office.pk:
        raise Refusal(
            "documents.signer_missing",
            _("Hãy chọn người ký trong danh sách quyền ký của %(office)s; ghi thêm tại trang “Đầu văn bản, quyền ký”."),
            office=office.name,
        )
    right = order.right.as_facts()
    demand(refuse_signer(right, paper.kind, order.signed_on))
    paper.signer = right.name
    return replace(words, signatures=(signature_by(right),))


def _number(paper: IssuedPaper, words: Paper, office: Office | None, order: IssueOrder) -> None:
    if words.form in UNNUMBERED:
        return
    assert paper.year is not None
    paper.series = series_of(office.code if office else f"ngoai-{paper.office_id}", words)
    paper.symbol = symbol_of(words)
    if order.number is not None:
        claim_number(series=paper.series, year=paper.year, number=order.number)
        number = order.number
    elif office is None:
        raise Refusal(
            "documents.number_of_another_body",
            _("Văn bản này do %(agency)s cấp số: hãy ghi số mà cơ quan đó đã cấp."),
            agency=words.letterhead.agency,
        )
    else:
        number = take_number(series=paper.series, year=paper.year)
    demand(refuse_number(numbers_taken(paper.series, paper.year), number, order.signed_on))
    paper.number = number


def _keep_files(paper: IssuedPaper) -> None:
    """Make both files from the frozen facts and keep them by their hash."""
    for suffix in ("docx", "pdf"):
        data = render(paper, suffix)
        sha256 = fingerprint(data)
        store.keep(data, sha256)
        setattr(paper, f"{suffix}_sha256", sha256)


def _end_followed(paper: IssuedPaper, record: Record) -> None:
    """Move what this paper replaces or corrects."""
    if paper.follows_id is None:
        return
    verb = "replace_paper" if paper.relation == "replaces" else "correct_paper"
    before = IssuedPaper.objects.select_for_update().get(pk=paper.follows_id)
    before.state = PAPER_LIFE.after(before.state, verb)
    before.ended_at = record.at if paper.relation == "replaces" else None
    before.save(update_fields=["state", "ended_at"])
    record.note(follows=before.pk, relation=paper.relation)
