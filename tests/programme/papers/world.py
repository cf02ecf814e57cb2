"""One project with everything a project can have, and records with as little as the tables allow."""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime

from khuyencong.kernel.money import Money
from khuyencong.programme.models import (
    Acceptance,
    Appraisal,
    Assignment,
    Contract,
    Invoice,
    Machine,
    Opinion,
    PaymentOrder,
    PlanVersion,
    ProgressReport,
    Project,
    ProjectSupplement,
    ProjectVersion,
)
from tests.factories.programme import make_line, make_plan, make_programme, make_project
from tests.factories.registry import make_establishment
from tests.factories.work import make_contracted, put_money

LONG = "Hỗ trợ ứng dụng máy móc thiết bị tiên tiến trong dây chuyền sấy, đóng gói và bảo quản trái cây xuất khẩu, " * 3
AT = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
SUPPORT = 300_000_000
ADVANCED, CLEARED, PAID = 150_000_000, 120_000_000, 100_000_000


@dataclass(frozen=True)
class Papers:
    """Things by the kinds of papers made of them."""

    full: dict
    empty: dict
    project: Project


def make_papers_world(cast):
    """Make both worlds; amounts are posted in the ledger."""
    plan = make_plan(cast, programme=make_programme(cast))
    line = make_line(plan, kind="key", first_year=2026, last_year=2027)
    line.amounts.update(quantity=3, unit="cơ sở", note="ghi chú")
    Assignment.objects.create(
        plan=plan, stream="local", number=1, amount=Money(SUPPORT), decision_number="12/QĐ-UBND",
        decision_on=date(2026, 1, 10),
    )  # fmt: skip  # one row
    maker = make_establishment(
        cast.office(), "Cơ sở sấy Mẫu", address="ấp Mẫu", representative="Ông Chủ Mẫu", workers=12, female_workers=7,
        tax_code="001099012345",
    )  # fmt: skip  # one row
    project = make_contracted(
        cast, line=line, name=LONG.strip(" ,"), establishment=maker, implementer="Trung tâm (mẫu)", place_text="xã Mẫu",
        summary="Nâng công suất sấy.\nGiảm hao hụt.", sector="chế biến", total_cost=Money(700_000_000),
        other_money=Money(100_000_000), proposed=Money(SUPPORT), accepted=Money(250_000_000),
        accepted_on=date(2026, 11, 20), state="accepted", starts_on=date(2026, 3, 5), registered_on=date(2025, 12, 1),
        ended_reason="Ngừng vì cơ sở chuyển nghề.", facts=FACTS,
    )  # fmt: skip  # one row
    put_money(cast, project, ("advance", ADVANCED), ("clear", CLEARED), ("pay", PAID))
    full = _records(project, {"project": project, "recorded_by": cast.chuyenvien, "recorded_at": AT}) | {
        "programme.paymentorder": _order(cast, project),
        "programme.projectsupplement": _supplement(cast, project),
        "programme.projectversion": _version(cast, project),
    }
    return Papers(full | {"programme.plan": plan, "programme.project": project}, _empty(cast), project)


FACTS = {
    "purpose": "Sấy trái cây",
    "machine": [{"name": "Máy sấy lạnh", "model": "SL-200", "quantity": 2, "price": 300_000_000, "made_year": 2026}],
}


def _records(project, by):
    appraisal = Appraisal.objects.create(
        **by, level="base", body="council", held_on=date(2026, 1, 20), paper="02/BB", proposed=Money(SUPPORT),
        passed=True, conclusion="Đủ điều kiện.", criteria=CRITERIA, bounds=BOUNDS,
    )  # fmt: skip  # one row
    for number in (1, 2):
        Opinion.objects.create(
            appraisal=appraisal, member=f"Thành viên {number}", title="Sở", agrees=number == 1, opinion="Cần rõ giá.",
            proposed=Money(SUPPORT),
        )  # fmt: skip  # one row
    main = project.contracts.get()
    annex = Contract.objects.create(
        **by, main=main, number="PL-01", signed_on=date(2026, 9, 1), amount=Money(SUPPORT), ends_on=date(2026, 12, 1),
        decision_number="77/QĐ-SCT", note="Gia hạn.",
    )  # fmt: skip  # one row
    first = ProgressReport.objects.create(**by, reported_on=date(2026, 5, 1), percent=30)
    report = ProgressReport.objects.create(
        **by, reported_on=date(2026, 11, 1), percent=90, spent=Money(400_000_000), problems="Mưa.", proposals="Gia hạn.",
    )  # fmt: skip  # one row
    assert first.pk < report.pk
    acceptance = Acceptance.objects.create(
        **by, client_id=uuid.uuid4(), held_on=date(2026, 11, 20), place="ấp Mẫu", result="part",
        members=[{"name": "Võ Chuyên Viên", "title": "Trung tâm"}], accepted=Money(250_000_000), reason="Thiếu băng tải.",
        figures={"machines": "2"},
    )  # fmt: skip  # one row
    Machine.objects.create(
        project=project, acceptance=acceptance, name="Máy sấy lạnh", model="SL-200", serial="SN-001", origin="Việt Nam",
        made_year=2026, quantity=2, price=Money(290_000_000), works=True,
    )  # fmt: skip  # one row
    Machine.objects.create(project=project, acceptance=acceptance, name="Băng tải", works=False)
    _invoices(by)
    return {
        "programme.appraisal": appraisal,
        "programme.contract": annex,
        "programme.progressreport": report,
        "programme.acceptance": acceptance,
    }


CRITERIA = [
    {"code": "need", "label": "Có sự cần thiết", "met": True, "note": ""},
    {"code": "priority", "label": "Thuộc diện ưu tiên", "met": True, "note": "nữ làm chủ"},
    {"code": "dossier", "label": "Hồ sơ đầy đủ", "met": False, "note": "thiếu báo giá"},
]
BOUNDS = [{"name": "ceiling", "amount": SUPPORT, "source": "NQ mẫu, Điều 4", "certainty": "local", "note": ""}]


def _invoices(by):
    for number, share in (("0000123", Money(200_000_000)), ("0000124", None)):
        Invoice.objects.create(
            **by, number=number, number_key=number, seller="Công ty Máy Mẫu", seller_tax_code="0100233488",
            issued_on=date(2026, 6, 1), content="Máy sấy", before_vat=Money(290_000_000), vat=Money(29_000_000),
            state_share=share,
        )  # fmt: skip  # one row


def _order(cast, project):
    return PaymentOrder.objects.create(
        project=project, kind="pay", amount=Money(50_000_000), reason="Thanh toán nốt.", paper="05/CT",
        proposed_by=cast.chuyenvien, proposed_at=AT,
    )  # fmt: skip  # one row


def _supplement(cast, project):
    return ProjectSupplement.objects.create(
        project=project, items=[{"code": "quotations", "label": "Báo giá"}], note="Gửi bản chính.",
        due_on=date(2026, 1, 10), requested_by=cast.chuyenvien, requested_at=AT,
    )  # fmt: skip  # one row


def _version(cast, project):
    return ProjectVersion.objects.create(
        project=project, number=1, content={"approved": 200_000_000, "ends_on": "2026-10-31", "name": project.name},
        reason="Cơ sở bổ sung máy.", paper="15/CV", confirmed_by_department="đồng ý", made_at=AT,
        made_by=cast.chuyenvien,
    )  # fmt: skip  # one row


def _empty(cast):
    """Make records of a project of which only the name is known; a plan of the next year without lines."""
    project = make_project(cast, code="DA-TRONG", asked=None, counterpart=None, eligible_cost=None, name="Đề án mới")
    by = {"project": project, "recorded_by": cast.chuyenvien, "recorded_at": AT}
    next_plan = make_plan(cast, year=2027)
    PlanVersion.objects.filter(plan=next_plan).update(state="draft", decision_number="", decision_on=None)
    main = Contract.objects.create(
        **by, number="HĐ", signed_on=date(2026, 3, 1), amount=Money(1), ends_on=date(2026, 3, 2)
    )
    return {
        "programme.plan": next_plan,
        "programme.project": project,
        "programme.appraisal": Appraisal.objects.create(
            **by, level="ministry", body="officer", held_on=date(2026, 1, 20), passed=False
        ),
        "programme.contract": Contract.objects.create(
            **by, main=main, number="PL", signed_on=date(2026, 3, 2), amount=Money(1), ends_on=date(2026, 3, 2)
        ),
        "programme.progressreport": ProgressReport.objects.create(**by, reported_on=date(2026, 5, 1), percent=0),
        "programme.acceptance": Acceptance.objects.create(
            **by, client_id=uuid.uuid4(), held_on=date(2026, 11, 20), result="none"
        ),
        "programme.paymentorder": PaymentOrder.objects.create(
            project=project, kind="advance", amount=Money(1), proposed_by=cast.chuyenvien, proposed_at=AT
        ),
        "programme.projectsupplement": ProjectSupplement.objects.create(
            project=project, items=[], due_on=date(2026, 1, 10), requested_by=cast.chuyenvien, requested_at=AT
        ),
        "programme.projectversion": ProjectVersion.objects.create(
            project=project, number=1, content={}, reason="", made_at=AT, made_by=cast.chuyenvien
        ),
    }
