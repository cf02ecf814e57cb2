"""Projects of 2026 at every step of their life, made by the product's own actions on the days they would have had."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import cached_property
from uuid import NAMESPACE_URL, UUID, uuid5

from khuyencong.accounts.models import Office
from khuyencong.demonstration.actions.programme import lines_2026
from khuyencong.demonstration.actions.project_papers import hand_in
from khuyencong.demonstration.actions.steps import person
from khuyencong.demonstration.rules.projects import LEVELS_SOURCE, LOCAL_LEVELS, PROJECTS, STEPS, Asked, lowered
from khuyencong.kernel.money import Money
from khuyencong.programme.actions.payments import (
    PaymentDraft,
    PaymentMade,
    approve_payment,
    propose_payment,
    record_payment,
)
from khuyencong.programme.actions.projects.appraising import (
    MinistryFacts,
    MinistrySays,
    appraise_project,
    record_ministry_appraisal,
)
from khuyencong.programme.actions.projects.contracting import ContractDraft, sign_contract
from khuyencong.programme.actions.projects.drafting import ProjectDraft, open_project
from khuyencong.programme.actions.projects.planning import PlanDecision, plan_project
from khuyencong.programme.actions.projects.registering import register_project
from khuyencong.programme.actions.work.closing import settle_project
from khuyencong.programme.actions.work.field import Papers, VisitFacts, accept_work, inspect_project
from khuyencong.programme.actions.work.running import report_progress, start_work
from khuyencong.programme.models import PlanLine, Project
from khuyencong.programme.rules.buckets import Kind
from khuyencong.programme.rules.projects.appraisal import Answer, AppraisalFacts, OpinionFacts, criteria
from khuyencong.programme.rules.projects.contracting import ContractFacts
from khuyencong.programme.rules.work.acceptance import AcceptanceFacts, MachineFacts
from khuyencong.programme.rules.work.running import Report
from khuyencong.registry.actions import register_establishment
from khuyencong.registry.models import Establishment
from khuyencong.registry.rules.facts import EstablishmentFacts
from khuyencong.rulebook.actions import approve_norm, propose_norm
from khuyencong.rulebook.models import LocalNorm
from khuyencong.rulebook.queries import norms_at

DAYS = {
    "open": date(2026, 2, 2),
    "register": date(2026, 2, 10),
    "appraise": date(2026, 3, 2),
    "plan": date(2026, 3, 25),
    "contract": date(2026, 4, 15),
    "work": date(2026, 5, 4),
    "report": date(2026, 8, 20),
    "visit": date(2026, 8, 25),
    "accept": date(2026, 10, 20),
    "pay": date(2026, 11, 3),
    "settle": date(2026, 11, 12),
}  # fmt: skip — a row of days
UNTIL = date(2026, 12, 20)


def seed_running_projects(*, at: datetime) -> None:
    """Bring each invented project as far as it has come; safe to repeat and to break off."""
    _ensure_levels(at)
    lines = lines_2026()
    for asked in PROJECTS:
        _Life(asked, lines[asked.line], at).run()


def _ensure_levels(at: datetime) -> None:
    office = Office.objects.get(code="sct-vinh-long")
    if LocalNorm.objects.filter(office=office, key="funding.local_levels").exists():
        return
    norm = propose_norm(
        actor=person("chuyenvien"),
        office=office,
        key="funding.local_levels",
        value=list(LOCAL_LEVELS),
        start_on=date(2026, 1, 1),
        source=LEVELS_SOURCE,
        at=at,
    )  # fmt: skip — one call
    approve_norm(actor=person("giamdoc"), norm=norm, at=at)


class _Life:
    """One project, step after step, each only where it is missing."""

    def __init__(self, asked: Asked, line: PlanLine, now: datetime) -> None:
        self.asked, self.line, self.now = asked, line, now
        self.officer, self.director, self.accountant = person("chuyenvien"), person("giamdoc"), person("ketoan")
        self.own = Establishment.objects.filter(applicant=person("coso")).first() if asked.mine else None
        self.name = f"Hỗ trợ {lowered(asked.machine)} cho {self.own.name if self.own else asked.firm}"
        self.price = Money.million(str(asked.price))

    @cached_property
    def project(self) -> Project:
        """The project, opened where it is missing."""
        return Project.objects.filter(name=self.name, year=2026).first() or self._opened()

    def run(self) -> None:
        """Do the steps up to the one it has come to."""
        for step in STEPS[: STEPS.index(self.asked.step) + 1]:
            getattr(self, f"_{step}")()

    def _moment(self, step: str) -> datetime:
        return min(datetime.combine(DAYS[step], time(3), tzinfo=UTC), self.now)

    def _day(self, step: str) -> date:
        return min(DAYS[step], self.now.date())

    def _key(self, what: str) -> UUID:
        return uuid5(NAMESPACE_URL, f"khuyencong/demonstration/{self.name}/{what}")

    def _firm(self, at: datetime) -> Establishment:
        if self.own is not None:
            return self.own
        found = Establishment.objects.filter(name=self.asked.firm, state="active").first()
        address = f"ấp {len(self.asked.firm)} Mẫu, {self.asked.commune}"
        facts = EstablishmentFacts(name=self.asked.firm, commune=self.asked.commune, address=address)
        office = Office.objects.get(code="sct-vinh-long")
        return found or register_establishment(actor=self.officer, office=office, facts=facts, place=None, at=at)

    def _open(self) -> None:
        assert self.project.pk

    def _opened(self) -> Project:
        at = self._moment("open")
        machine = {"name": self.asked.machine, "quantity": 1, "price": self.price.dong}
        draft = ProjectDraft(
            name=self.name,
            content="machinery",
            stream=self.asked.stream,
            year=2026,
            establishment=self._firm(at),
            implementer="Trung tâm Khuyến công",
            place_text=self.asked.commune,
            sector="Chế biến, cơ khí (mẫu)",
            summary=f"Đầu tư {lowered(self.asked.machine)} để nâng công suất và chất lượng.",
            total_cost=self.price,
            eligible_cost=self.price,
            asked=self._support(),
            counterpart=self.price - self._support(),
            starts_on=DAYS["work"],
            ends_on=date(2026, 11, 30),
            facts={"purpose": self.asked.purpose, "machine": [machine]},
        )  # fmt: skip — facts read better in a block
        office = Office.objects.get(code="ttkc-vinh-long")
        return open_project(actor=self.officer, office=office, draft=draft, at=at)

    def _support(self) -> Money:
        most = 300_000_000 if self.asked.stream == "national" else 250_000_000
        return Money(min(self.price.dong // 2, most))

    def _register(self) -> None:
        if self.project.state == "draft":
            at = self._moment("register")
            hand_in(self.project, "application", at)
            register_project(actor=self.officer, project=self.project, at=at)

    def _appraise(self) -> None:
        if self.project.state == "registered":
            norms = norms_at(self._day("appraise"), office_code="ttkc-vinh-long")
            facts = AppraisalFacts(
                body="council",
                held_on=self._day("appraise"),
                passed=True,
                conclusion="Đủ điều kiện hỗ trợ, phù hợp kế hoạch.",
                proposed=self._support(),
                paper="05/BB-HĐTĐ (mẫu)",
                answers=tuple(Answer(row["code"], met=True) for row in criteria(norms)),
                opinions=tuple(OpinionFacts(f"Ủy viên thẩm định {n} (mẫu)", agrees=True) for n in (1, 2, 3)),
            )  # fmt: skip — facts read better in a block
            appraise_project(actor=self.officer, project=self.project, facts=facts, at=self._moment("appraise"))

    def _plan(self) -> None:
        if self.asked.stream == "national" and self.project.state == "appraised":
            self._ministry()
        if self.project.state in {"appraised", "ministry_appraised"}:
            decision = PlanDecision(
                line=self.line,
                decision_number="61/QĐ-SCT (mẫu)",
                decision_on=self._day("plan"),
                approved=self._support(),
            )
            plan_project(actor=self.director, project=self.project, decision=decision, at=self._moment("plan"))

    def _ministry(self) -> None:
        facts = MinistryFacts(
            answer=MinistrySays.AGREE,
            held_on=self._day("plan"),
            conclusion="Đưa vào kế hoạch (mẫu).",
            paper="88/CN-KC (mẫu)",
            proposed=self._support(),
        )  # fmt: skip — facts read better in a block
        record_ministry_appraisal(actor=self.officer, project=self.project, facts=facts, at=self._moment("plan"))

    def _contract(self) -> None:
        if self.project.state == "planned":
            facts = ContractFacts(
                f"{self.project.code}/HĐ-KC", self._day("contract"), self._support(), UNTIL, advance_percent=70
            )
            draft = ContractDraft(facts, is_confirmed=True)
            sign_contract(actor=self.officer, project=self.project, draft=draft, at=self._moment("contract"))

    def _work(self) -> None:
        if self.project.state != "contracted":
            return
        start_work(actor=self.officer, project=self.project, on=self._day("work"), at=self._moment("work"))
        if self.asked.advance:
            self._pay(Kind.ADVANCE, Money.million(str(self.asked.advance)), "work")
        report = Report(on=self._day("report"), percent=60)
        report_progress(actor=self.officer, project=self.project, report=report, at=self._moment("report"))
        visit = VisitFacts(self._day("visit"), "Máy đã về xưởng, đang lắp đặt; cơ sở có đủ vốn đối ứng.")
        inspect_project(
            actor=self.officer,
            project=self.project,
            client_id=self._key("visit"),
            facts=visit,
            at=self._moment("visit"),
        )

    def _pay(self, kind: Kind, amount: Money, step: str) -> None:
        at, day = self._moment(step), self._day(step)
        draft = PaymentDraft(
            self._key(kind.value),
            kind,
            amount,
            reason="Theo hợp đồng (mẫu)",
            due_back_on=UNTIL if kind is Kind.ADVANCE else None,
        )  # fmt: skip — one call
        order = propose_payment(actor=self.officer, project=self.project, draft=draft, at=at, today=day)
        approve_payment(actor=self.director, order=order, at=at, today=day)
        made = PaymentMade(self._key(f"{kind.value}/paid"), day, f"UNC {order.pk:03} (mẫu)")
        record_payment(actor=self.accountant, order=order, made=made, at=at)
        self.project.refresh_from_db()

    def _accept(self) -> None:
        if self.project.state != "running":
            return
        machine = MachineFacts(
            self.asked.machine,
            model="M-2026",
            serial=f"SN-{self.project.code}",
            origin="Việt Nam",
            made_year=2026,
            price=self.price,
            works=True,
        )  # fmt: skip — facts read better in a block
        facts = AcceptanceFacts(
            held_on=self._day("accept"),
            result="full",
            accepted=self._support(),
            members=(
                ("Võ Chuyên Viên (mẫu)", "Chuyên viên"),
                ("Trần Xã (mẫu)", "UBND xã"),
                ("Chủ cơ sở (mẫu)", "Cơ sở"),
            ),
            place=self.asked.commune,
            machines=(machine,),
        )  # fmt: skip — facts read better in a block
        report = Report(on=self._day("accept"), percent=100)
        at = self._moment("accept")
        report_progress(actor=self.officer, project=self.project, report=report, at=at)
        accept_work(
            actor=self.officer,
            project=self.project,
            client_id=self._key("accept"),
            facts=facts,
            papers=Papers(number=f"{self.project.code}/BB-NT"),
            at=at,
        )  # fmt: skip — one call

    def _settle(self) -> None:
        if self.project.state != "accepted":
            return
        self._pay(Kind.PAY, self._support(), "pay")
        hand_in(self.project, "settlement", self._moment("settle"))
        settle_project(
            actor=self.accountant,
            project=self.project,
            on=self._day("settle"),
            paper="09/QT (mẫu)",
            at=self._moment("settle"),
        )  # fmt: skip — one call
