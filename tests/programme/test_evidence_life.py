"""One timeline of an establishment joins contracts, visits, payments and effects with all else."""

import uuid
from datetime import date

import pytest

from khuyencong.kernel.money import Money
from khuyencong.programme.models import Contract, FollowUp, Inspection
from khuyencong.programme.rules.buckets import Bucket, Kind
from khuyencong.registry.queries.parties import life_of_establishment
from tests.factories.registry import make_establishment
from tests.programme.ledger_world import make_plan_world


@pytest.fixture
def world(cast, now):
    made = make_plan_world(cast, now)
    made.chain(Bucket.CONTRACTED)
    made.maker = make_establishment(cast.office("ttkc-vinh-long"), "Cơ sở Mẫu Một", applicant=cast.coso)
    project = made.project
    project.establishment = made.maker
    project.save(update_fields=["establishment"])
    by = {"project": project, "recorded_by": cast.chuyenvien, "recorded_at": now}
    Contract.objects.create(
        number="05/HĐ", signed_on=date(2026, 3, 1), amount=Money(500), ends_on=date(2026, 9, 1), **by
    )
    made.insert(Kind.PAY, 100, paper="UNC 15", on=date(2026, 3, 20))
    Inspection.objects.create(client_id=uuid.uuid4(), visited_on=date(2026, 4, 1), findings="Máy đã lắp", **by)
    FollowUp.objects.create(months=6, visited_on=date(2026, 10, 1), note="Máy chạy tốt", **by)
    return made


def titles(world, person):
    return [event.title for event in life_of_establishment(person, world.maker)]


def test_work_on_projects_stands_in_the_life_of_the_establishment(world, cast):
    told = titles(world, cast.chuyenvien)

    assert [told.index(title) for title in (
        "Theo dõi sau 6 tháng, đề án 2026-KC-1", "Kiểm tra tại chỗ, đề án 2026-KC-1",
        "Thanh toán, đề án 2026-KC-1", "Hợp đồng số 05/HĐ, đề án 2026-KC-1",
    )] == sorted(told.index(title) for title in told if "2026-KC-1" in title and "Hỗ trợ" not in title)  # fmt: skip


def test_applicant_sees_the_own_work_without_the_ledger(world, cast):
    told = titles(world, cast.coso)

    assert "Kiểm tra tại chỗ, đề án 2026-KC-1" in told
    assert "Thanh toán, đề án 2026-KC-1" not in told


def test_strangers_see_nothing(world, cast):
    assert titles(world, cast.giamkhao01) == []
