"""Record the contract of a project and its annexes, with the money they bind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from khuyencong.accounts.deeds import Record, deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals, demand
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.actions.projects.money import post_for
from khuyencong.programme.actions.projects.planning import last_day_of
from khuyencong.programme.models import Contract, Project
from khuyencong.programme.queries.projects.bounds import norms_for
from khuyencong.programme.queries.projects.findings import unlooked
from khuyencong.programme.queries.projects.money import project_balances
from khuyencong.programme.rules.buckets import Bucket, Kind
from khuyencong.programme.rules.projects.appraisal import asks_for
from khuyencong.programme.rules.projects.contracting import (
    ContractFacts,
    ContractFrame,
    Standing,
    advance_rate,
    annex_refusals,
    contract_refusals,
)


@dataclass(frozen=True, slots=True)
class ContractDraft:
    """A contract as it is written down; ``is_confirmed``: the establishment said again that it will do it."""

    facts: ContractFacts
    is_confirmed: bool = False
    releases_rest: bool = False
    beneficiary_account: str = ""
    note: str = ""


def sign_contract(*, actor: Person, project: Project, draft: ContractDraft, at: datetime) -> Contract:
    """Record the contract: its amount is bound; with ``releases_rest`` what was approved beyond it is freed.

    :raises Refusals: with every reason against it: beneficiary, norms, days, amounts.
    :raises Refusal: where findings of double support have not been looked at.
    """
    with deed(actor, Action.SIGN_CONTRACT, on=project, at=at) as record:
        project.state = project.life.after(project.state, "sign_contract")
        facts = draft.facts
        frame = contract_frame(project, facts.signed_on, timezone.localtime(at).date())
        if faults := [*_beneficiary(project, draft), *contract_refusals(facts, frame)]:
            raise Refusals(faults)
        demand(unlooked(project, "contract"))
        contract = _write(record, project, draft, frame, at, main=None)
        post_for(record, project, kind=Kind.CONTRACT, amount=facts.amount, on=facts.signed_on, paper=facts.number)
        _release(record, project, draft, at)
        record.note(state=project.state)
    return contract


def sign_annex(*, actor: Person, project: Project, draft: ContractDraft, at: datetime) -> Contract:
    """Record an annex that raises or lowers the amount, or moves the end or the advance.

    :raises Refusals: with every reason against it.
    """
    with deed(actor, Action.SIGN_ANNEX, on=project, at=at) as record:
        project.state = project.life.after(project.state, "sign_annex")
        facts, main = draft.facts, project.contracts.get(main=None)
        frame = contract_frame(project, facts.signed_on, timezone.localtime(at).date())
        before = project.contracted or Money(0)
        if faults := annex_refusals(facts, frame, standing_of(project)):
            raise Refusals(faults)
        contract = _write(record, project, draft, frame, at, main=main)
        raised = facts.amount - before
        kind, amount = (Kind.CONTRACT, raised) if raised > Money(0) else (Kind.REDUCE_CONTRACT, -raised)
        post_for(record, project, kind=kind, amount=amount, on=facts.signed_on, paper=facts.number)
        _release(record, project, draft, at)
        record.note(state=project.state, before=before.dong)
    return contract


def contract_frame(project: Project, day: date, today: date) -> ContractFrame:
    """Gather what a contract of this project is held against. Governing day: that of its signing."""
    assert project.line is not None
    assert project.approved is not None
    assert project.approved_on is not None
    rate = advance_rate(project.content, norms_for(project, day))
    return ContractFrame(
        most=min(project.approved, project.proposed or project.approved),
        approved_on=project.approved_on,
        first_day=date(project.line.plan.year, 1, 1),
        last_day=last_day_of(project.line),
        advance_limit=rate.percent,
        advance_source=rate.source,
        today=today,
    )


def standing_of(project: Project) -> Standing:
    """Return where the money of the contract stands."""
    balances = project_balances(project)
    last = project.contracts.order_by("-signed_on", "-pk")[0]
    return Standing(
        contracted=project.contracted or Money(0),
        unspent=balances[Bucket.CONTRACTED],
        reserved=balances[Bucket.RESERVED],
        signed_on=last.signed_on,
        accepted=project.accepted,
        ends_on=last.ends_on,
        advance_percent=last.advance_percent,
    )


def _beneficiary(project: Project, draft: ContractDraft) -> list[Refusal]:
    if project.establishment is None:
        return [
            Refusal(
                "programme.no_beneficiary",
                _("Đề án nhóm chưa chọn cơ sở thụ hưởng; hãy chọn và thẩm định cho cơ sở đó trước."),
                source="TT 36/2013/TT-BCT, Điều 6",
            )
        ]
    norms = norms_for(project, draft.facts.signed_on)
    if asks_for("beneficiary_confirmation", project.stream, norms) and not draft.is_confirmed:
        return [
            Refusal(
                "programme.not_confirmed",
                _("Cơ sở thụ hưởng chưa xác nhận lại là sẽ thực hiện và có đủ vốn đối ứng."),
                source=norms.cite("programme.local_steps"),
            )
        ]
    return []


def _write(
    record: Record, project: Project, draft: ContractDraft, frame: ContractFrame, at: datetime, *, main: Contract | None
) -> Contract:
    facts = draft.facts
    if project.contracts.filter(number=facts.number.strip()).exists():
        raise Refusal("programme.contract_number_taken", _("Số này đã ghi cho đề án."))
    project.contracted = facts.amount
    project.ends_on = facts.ends_on
    project.changed_at = at
    project.save(update_fields=["state", "contracted", "ends_on", "changed_at"])
    record.note(number=facts.number, amount=facts.amount.dong, signed_on=facts.signed_on.isoformat())
    record.relies_on(frame.advance_source)
    return Contract.objects.create(
        project=project, main=main, number=facts.number.strip(), signed_on=facts.signed_on, amount=facts.amount,
        advance_percent=facts.advance_percent, advance_source=frame.advance_source, ends_on=facts.ends_on,
        decision_number=facts.decision_number.strip(), beneficiary_account=draft.beneficiary_account.strip(),
        note=draft.note.strip(), recorded_at=at, recorded_by=record.actor,
    )  # fmt: skip  # one row


def _release(record: Record, project: Project, draft: ContractDraft, at: datetime) -> None:
    """Free what is still reserved, where the paper says that it is not needed."""
    if not draft.releases_rest:
        return
    rest = project_balances(project)[Bucket.RESERVED]
    facts = draft.facts
    post_for(record, project, kind=Kind.RELEASE, amount=rest, on=facts.signed_on, paper=facts.number)
    record.note(released=rest.dong)
