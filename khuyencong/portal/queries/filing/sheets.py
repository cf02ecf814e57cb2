"""The pages, papers and faults of one filing, gathered for the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from khuyencong.documents.queries import attachments_of
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.law.norms import NormsOfDay
from khuyencong.portal.models import Filing
from khuyencong.portal.rules.filing.sheet import (
    FACTS,
    LAST,
    PAPERS,
    Fault,
    Sheet,
    facts_in,
    faults_of,
    product_sheet,
    project_sheet,
    values_of,
)
from khuyencong.programme.rules.contents import ContentType, content_type, fact_refusals
from khuyencong.programme.rules.projects.completeness import ApplicationFacts, money_refusals
from khuyencong.rulebook.queries import norms_at
from khuyencong.selection.papers import norms_of
from khuyencong.selection.rules.eligibility import PaperRule, papers_for

MONEY = ("total_cost", "eligible_cost", "asked", "counterpart", "other_money")
PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One paper of a filing: its code and name, whether it must be there."""

    code: str
    label: str
    required: bool


def norms_for_filing(filing: Filing, today: date) -> NormsOfDay:
    """Return the norms that govern a filing: of its round's opening, else of today."""
    if filing.round is not None:
        return norms_of(filing.round)
    return norms_at(today, office_code=filing.office.code)


def sheet_of(filing: Filing, norms: NormsOfDay) -> Sheet:
    """Return the pages of a filing."""
    if filing.kind == Filing.Kind.DOSSIER:
        groups = [(row["code"], f"{row['code']} – {row['label']}") for row in norms.rows("selection.product_groups")]
        return product_sheet(groups)
    return project_sheet(content_type(filing.content, norms), filing.answers)


def papers_wanted(filing: Filing, norms: NormsOfDay) -> list[Wanted]:
    """Return the papers that the filing brings, what must be there first."""
    if filing.kind == Filing.Kind.PROJECT:
        listed = content_type(filing.content, norms).papers_at("application")
        found = [Wanted(one.code, one.label, one.required) for one in listed]
    else:
        found = _of_round(filing, norms)
    return sorted(found, key=lambda one: not one.required)


def _of_round(filing: Filing, norms: NormsOfDay) -> list[Wanted]:
    assert filing.round is not None
    rules = [
        PaperRule(
            row["code"], row["label"], row["required"], frozenset(row["levels"]), frozenset(row["groups"]),
        )
        for row in norms.rows("selection.required_papers")
    ]  # fmt: skip  # one row
    group = filing.answers.get("group", "")
    listed = papers_for(rules, filing.round.level, group)
    # The electronic copy is what is being sent here; photographs are counted, not ticked.
    return [
        Wanted(one.code, one.label, one.required) for one in listed if one.code not in ("electronic_copy", "photos")
    ]


def faults_before_sending(filing: Filing, norms: NormsOfDay) -> list[Fault]:
    """Return everything that stands against sending, each with the page on which it is put right."""
    sheet = sheet_of(filing, norms)
    faults = faults_of(sheet, filing.answers)
    if not faults:
        faults += _of_content(filing, norms, values_of(sheet, filing.answers))
    return [*faults, *_of_papers(filing, norms)]


def _of_content(filing: Filing, norms: NormsOfDay, values: Mapping[str, Any]) -> list[Fault]:
    if filing.kind != Filing.Kind.PROJECT:
        return []
    content = content_type(filing.content, norms)
    money = [Fault("tien", "asked", found) for found in money_refusals(application_facts(filing, content, values))]
    facts = fact_refusals(content, facts_in(content, values), complete=True)
    days = values.get("starts_on"), values.get("ends_on")
    backwards = Refusal("portal.days_backwards", _("Ngày dự kiến xong phải sau ngày bắt đầu."))
    wrong_days = days[0] is not None and days[1] is not None and days[0] > days[1]
    return [
        *_of_place(filing, values),
        *([Fault("viec", "ends_on", backwards)] if wrong_days else []),
        *money,
        *(Fault(FACTS, "", one) for one in facts),
    ]


def _of_place(filing: Filing, values: Mapping[str, Any]) -> list[Fault]:
    """Ask where the work is to be done where the register does not know the place of the establishment."""
    maker = filing.establishment
    if maker is None or maker.place is not None or maker.place_text or maker.address or values.get("place_text"):
        return []
    return [Fault("viec", "place_text", Refusal("portal.no_place", _("Bước “Việc muốn làm”: chưa ghi làm ở đâu.")))]


def application_facts(filing: Filing, content: ContentType, values: Mapping[str, Any]) -> ApplicationFacts:
    """Return what was typed as the rules of a project's completeness read it."""
    amounts = {name: Money(values[name]) if name in values else None for name in MONEY}
    maker = filing.establishment
    return ApplicationFacts(
        stream=filing.stream,
        name=values.get("name", ""),
        summary=values.get("summary", ""),
        implementer=maker.name if maker is not None else "",
        beneficiary=maker.name if maker is not None else "",
        place=values.get("place_text", ""),
        is_open=False,
        facts=facts_in(content, values),
        papers=frozenset(),
        **amounts,
    )


def _of_papers(filing: Filing, norms: NormsOfDay) -> list[Fault]:
    kinds = list(attachments_of(filing).values_list("kind", flat=True))
    missing = [
        Refusal("portal.paper_missing", _("Bước “%(page)s”: thiếu %(paper)s."), page=PAPERS.title, paper=one.label)
        for one in papers_wanted(filing, norms)
        if one.required and one.code not in kinds
    ]
    if filing.kind == Filing.Kind.DOSSIER:
        missing += _of_photos(norms, kinds.count(PHOTO) + _product_photos(filing))
    faults = [Fault(PAPERS.code, "", one) for one in missing]
    return [*faults, *_of_establishment(filing)]


def _of_photos(norms: NormsOfDay, count: int) -> list[Refusal]:
    least = norms.whole("selection.minimum_photos")
    if count >= least:
        return []
    words = _("Bước “%(page)s”: có %(count)s ảnh sản phẩm, cần ít nhất %(least)s ảnh.")
    return [
        Refusal("portal.too_few_photos", words, source=norms.cite("selection.minimum_photos"),
                page=PAPERS.title, count=count, least=least)
    ]  # fmt: skip  # one row


def _product_photos(filing: Filing) -> int:
    return attachments_of(filing.product, kind=PHOTO).count() if filing.product is not None else 0


def _of_establishment(filing: Filing) -> list[Fault]:
    if filing.establishment is not None:
        return []
    words = _("Cơ quan chưa xác nhận cơ sở của bạn. Hồ sơ vẫn được giữ; nộp được ngay khi có xác nhận.")
    return [Fault(LAST.code, "", Refusal("portal.not_linked", words))]
