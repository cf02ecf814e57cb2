"""An application is sent: it becomes a project or an entry of a round, and its sender gets a receipt."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from khuyencong.accounts.deeds import Record, deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.actions import attach_within, take_number
from khuyencong.documents.queries import attachments_of
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.law.calendar import add_working_days, holidays_of
from khuyencong.law.norms import NormsOfDay
from khuyencong.portal.actions.filing.drafts import demand_draft
from khuyencong.portal.models import Filing
from khuyencong.portal.queries.filing.sheets import MONEY, faults_before_sending, norms_for_filing, sheet_of
from khuyencong.portal.rules.filing.sheet import facts_in, values_of
from khuyencong.programme.actions.projects.drafting import ProjectDraft, open_within
from khuyencong.programme.actions.projects.registering import register_within
from khuyencong.programme.models import Project
from khuyencong.programme.rules.contents import content_type
from khuyencong.registry.actions.parties import product_within
from khuyencong.registry.models import Establishment, Product
from khuyencong.registry.rules.facts import ProductFacts
from khuyencong.rulebook.queries import norms_at
from khuyencong.selection.actions import dossiers
from khuyencong.selection.models import Dossier, Round


def send_filing(*, actor: Person, filing: Filing, at: datetime) -> Filing:
    """Hand an application in and give its receipt: number, day, and the day by which it is answered.

    :raises Refusals: with everything that is missing or cannot be read, each saying on which page.
    :raises Refusal: where the consent was taken back, or the round takes no more entries.
    """
    today = timezone.localtime(at).date()
    with deed(actor, Action.SEND_FILING, on=filing, at=at) as record:
        demand_draft(filing)
        _demand_consent(filing)
        norms = norms_for_filing(filing, today)
        if faults := faults_before_sending(filing, norms):
            raise Refusals([fault.refusal for fault in faults])
        filing.number = take_number(series=f"portal.tiep-nhan.{filing.office.code}", year=today.year)
        filing.sent_at, filing.state = at, Filing.State.SENT
        filing.due_on = answer_due(filing.kind, today, filing.office.code)
        _become(record, filing, norms)
        filing.save()
        record.note(filing=filing.pk, receipt=filing.receipt, consent=filing.consent_id)
    return filing


def answer_due(kind: str, sent_on: date, office_code: str) -> date:
    """Return the day by which an application is answered. Governing day: that of sending; working days."""
    norms = norms_at(sent_on, office_code=office_code)
    days = next(row["number"] for row in norms.rows("filing.answer_times") if row["code"] == kind)
    return add_working_days(sent_on, days, holidays_of(norms))


def _demand_consent(filing: Filing) -> None:
    if filing.consent is not None and filing.consent.withdrawn_at is not None:
        raise Refusal(
            "portal.consent_withdrawn",
            _("Cơ sở đã rút sự đồng ý cho nộp thay, nên không nộp được hồ sơ này."),
        )


def _become(record: Record, filing: Filing, norms: NormsOfDay) -> None:
    maker = filing.establishment
    assert maker is not None, "faults_before_sending asks for it"
    values = values_of(sheet_of(filing, norms), filing.answers)
    owner: Project | Dossier
    if filing.kind == Filing.Kind.PROJECT:
        project = open_within(
            record=record, office=filing.office, draft=_draft(filing, maker, values, norms), officer=None
        )
        _hand_over(record, filing, project)
        filing.project = owner = register_within(record=record, project=project)
    else:
        filing.dossier = owner = _enter(record, filing, maker, values)
        _hand_over(record, filing, owner)
    record.on(owner)


def _draft(filing: Filing, maker: Establishment, values: dict[str, Any], norms: NormsOfDay) -> ProjectDraft:
    told: dict[str, Any] = {name: values.get(name, "") for name in ("name", "summary", "sector", "place_text")}
    if maker.place is None and not maker.place_text:
        told["place_text"] = told["place_text"] or maker.address
    told |= {name: Money(values[name]) for name in MONEY if name in values}
    return ProjectDraft(
        content=filing.content, stream=filing.stream, year=filing.year, establishment=maker,
        starts_on=values.get("starts_on"), ends_on=values.get("ends_on"),
        facts=facts_in(content_type(filing.content, norms), values), **told,
    )  # fmt: skip  # one row


def _enter(record: Record, filing: Filing, maker: Establishment, values: dict[str, Any]) -> Dossier:
    assert filing.round is not None
    round_ = Round.objects.select_for_update().select_related("office").get(pk=filing.round.pk)
    today = timezone.localtime(record.at).date()
    if round_.closes_on is not None and today > round_.closes_on:
        raise Refusal(
            "portal.round_closed",
            _("Kỳ bình chọn đã hết hạn nhận hồ sơ (%(day)s)."),
            day=f"{round_.closes_on:%d/%m/%Y}",
        )
    product = filing.product or product_within(record=record, establishment=maker, facts=_product(values))
    declared = ("workers", "revenue", "annual_output", "unit", "price")
    draft = dossiers.DossierDraft(
        group=values["group"],
        description=values["description"],
        facts={name: values[name] for name in declared if name in values},
    )
    return dossiers.register_within(record=record, round_=round_, product=product, draft=draft)


def _product(values: dict[str, Any]) -> ProductFacts:
    return ProductFacts(
        name=values["name"], group=values["group"], unit=values.get("unit", ""), price_dong=values.get("price"),
        revenue_dong=values.get("revenue"), description=values["description"][:4_000],
    )  # fmt: skip  # one row


def _hand_over(record: Record, filing: Filing, owner: Project | Dossier | Product) -> None:
    """Put the files of the filing to what it became: the same files, stored once."""
    for attachment in attachments_of(filing):
        attach_within(record=record, stored=attachment.file, owner=owner, kind=attachment.kind)
