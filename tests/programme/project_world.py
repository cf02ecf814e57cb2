"""A province in which projects can be run: levels of support, a plan with money, a firm with its person."""

import uuid
from dataclasses import dataclass, replace
from datetime import date

from khuyencong.documents.models import Attachment, StoredFile
from khuyencong.kernel.money import Money
from khuyencong.programme.actions.projects.appraising import appraise_project
from khuyencong.programme.actions.projects.contracting import ContractDraft, sign_contract
from khuyencong.programme.actions.projects.drafting import ProjectDraft, open_project
from khuyencong.programme.actions.projects.planning import PlanDecision, plan_project
from khuyencong.programme.actions.projects.registering import register_project
from khuyencong.programme.models import Project, Transfer
from khuyencong.programme.queries.projects.bounds import norms_for
from khuyencong.programme.rules.contents import content_type
from khuyencong.programme.rules.projects.appraisal import Answer, AppraisalFacts, OpinionFacts, criteria
from khuyencong.programme.rules.projects.contracting import ContractFacts
from khuyencong.registry.models import Establishment
from tests.factories.programme import make_line, make_plan
from tests.factories.registry import make_establishment
from tests.factories.rulebook import approved

LEVELS = [
    {"content": "machinery", "rate_percent": 50, "ceiling": 300_000_000, "per": "cơ sở", "clause": "Điều 4 khoản 1"},
    {"content": "trademark", "rate_percent": 50, "ceiling": 35_000_000, "per": "nhãn hiệu", "clause": "Điều 4 khoản 2"},
]
MACHINE = {"name": "Máy sấy lạnh (mẫu)", "quantity": 1, "price": 600_000_000, "serial": "SL-01/2026"}


@dataclass
class ProjectWorld:
    """What every test of projects stands on."""

    cast: object
    now: object
    plan: object
    line: object
    maker: Establishment

    def draft(self, **changes):
        """Return what an application for a machine says: after the first of another firm, for another machine."""
        number = Project.objects.count()
        maker = (
            self.maker
            if not number
            else make_establishment(
                self.cast.office(), f"Xưởng thứ {number} (mẫu)", applicant=self.cast.coso, address=f"ấp {number} Mẫu"
            )
        )
        machine = MACHINE if not number else MACHINE | {"name": f"Máy số {number}", "serial": f"SO-{number:04}"}
        facts = {
            "name": "Hỗ trợ máy sấy lạnh (mẫu)", "content": "machinery", "stream": "local", "year": 2026,
            "establishment": maker, "implementer": "Trung tâm (mẫu)", "place_text": "xã Mẫu",
            "summary": "Nâng công suất sấy.", "total_cost": Money(600_000_000), "eligible_cost": Money(600_000_000),
            "asked": Money(300_000_000), "counterpart": Money(300_000_000),
            "facts": {"purpose": "Sấy trái cây", "machine": [machine]},
        }  # fmt: skip  # facts read better in a block
        return ProjectDraft(**facts | changes)

    def opened(self, **changes):
        """Open a draft, by the officer."""
        cast = self.cast
        return open_project(
            actor=cast.chuyenvien, office=cast.office("ttkc-vinh-long"), draft=self.draft(**changes), at=self.now
        )

    def attach_papers(self, project, *, without=()):
        """Put every required paper of the application to the project, straight into the tables."""
        content = content_type(project.content, norms_for(project, self.now.date()))
        for paper in content.papers_at("application"):
            if paper.required and paper.code not in without:
                attach(self.cast, project, paper.code, self.now)

    def registered(self, **changes):
        """Open a complete application and register it."""
        project = self.opened(**changes)
        self.attach_papers(project)
        return register_project(actor=self.cast.chuyenvien, project=project, at=self.now)

    def verdict(self, **changes):
        """Return an appraisal by a council of three that agrees with 250 million."""
        answers = tuple(Answer(row["code"], met=True) for row in criteria(norms_for_local(self)))
        facts = AppraisalFacts(
            body="council", held_on=date(2026, 11, 24), passed=True, conclusion="Đủ điều kiện hỗ trợ.",
            proposed=Money(250_000_000), answers=answers,
            opinions=tuple(OpinionFacts(f"Thành viên {n} (mẫu)", agrees=True) for n in (1, 2, 3)),
        )  # fmt: skip  # facts read better in a block
        return replace(facts, **changes)

    def appraised(self, **changes):
        """Register and appraise a project."""
        project = self.registered(**changes)
        appraise_project(actor=self.cast.chuyenvien, project=project, facts=self.verdict(), at=self.now)
        return project

    def decision(self, **changes):
        """Return a decision of the day."""
        facts = {"line": self.line, "decision_number": "30/QĐ-SCT", "decision_on": date(2026, 11, 24)}
        return PlanDecision(**facts | changes)

    def planned(self, **changes):
        """Bring a project into the plan, with 250 million."""
        project = self.appraised(**changes)
        return plan_project(actor=self.cast.giamdoc, project=project, decision=self.decision(), at=self.now)

    def contract(self, **changes):
        """Return a contract over 200 million, confirmed by the firm."""
        facts = {
            "number": "05/HĐ-KC", "signed_on": date(2026, 11, 24), "amount": Money(200_000_000),
            "ends_on": date(2026, 12, 20), "advance_percent": 70,
        }  # fmt: skip  # facts read better in a block
        extra = {name: changes.pop(name) for name in ("releases_rest", "is_confirmed") if name in changes}
        return ContractDraft(ContractFacts(**facts | changes), **{"is_confirmed": True} | extra)

    def contracted(self):
        """Bring a project to its contract."""
        project = self.planned()
        sign_contract(actor=self.cast.chuyenvien, project=project, draft=self.contract(), at=self.now)
        return project


def norms_for_local(world):
    """Return the norms of the centre today."""
    from khuyencong.rulebook.queries import norms_at

    return norms_at(world.now.date(), office_code="ttkc-vinh-long")


def attach(cast, project, code, at):
    """Put a paper to a project, straight into the tables."""
    stored = StoredFile.objects.create(
        sha256=uuid.uuid4().hex * 2, received_sha256=uuid.uuid4().hex * 2, name=f"{code}.pdf", size=1,
        media_type="application/pdf", purpose="paper", office=project.office, created_by=cast.chuyenvien,
        created_at=at,
    )  # fmt: skip  # one row
    return Attachment.objects.create(
        file=stored, owner_label="programme.project", owner_id=project.pk, kind=code, added_by=cast.chuyenvien,
        added_at=at,
    )  # fmt: skip  # one row


def assign(line, amount, person, at, *, on=date(2026, 1, 15)):
    """Assign money to a line, straight into the ledger."""
    return Transfer.objects.create(
        plan=line.plan, line=line, kind="assign", from_bucket="outside", to_bucket="assigned", amount=Money(amount),
        on=on, recorded_at=at, paper="QĐ 12 (mẫu)", posted_by=person,
    )  # fmt: skip  # one row


def make_project_world(cast, now, *, assigned=1_000_000_000):
    """Make the world; its local levels of support are in force from the start of 2026."""
    approved(cast, now, key="funding.local_levels", value=LEVELS, start_on=date(2026, 1, 1), source="NQ mẫu, Điều 4")
    plan = make_plan(cast)
    line = make_line(plan)
    if assigned:
        assign(line, assigned, cast.ketoan, now)
    maker = make_establishment(cast.office(), "Cơ sở sấy Mẫu", applicant=cast.coso, address="ấp Mẫu")
    maker.place_text = "xã Mẫu"
    maker.save()
    return ProjectWorld(cast, now, plan, line, maker)
