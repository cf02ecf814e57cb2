"""What waits for whom with projects, and what they add to the life of an establishment."""

from datetime import date

import pytest

from khuyencong.accounts.queries import tasks_of
from khuyencong.documents.queries import may_view
from khuyencong.programme.actions.projects.registering import request_project_supplement
from khuyencong.programme.models import Project
from khuyencong.programme.queries.projects.tasks import project_tasks
from khuyencong.registry.queries.parties import life_of_establishment
from tests.factories.programme import make_line
from tests.programme.project_world import assign, attach, make_project_world

TODAY = date(2026, 11, 24)


@pytest.fixture
def world(cast, now):
    return make_project_world(cast, now)


def told(person, today=TODAY):
    return [(one.title, one.count, one.url, one.urgent) for one in project_tasks(person, today)]


def test_officer_appraises_and_contracts_and_the_director_approves(world):
    cast = world.cast
    world.registered()
    world.appraised()
    world.planned()

    assert told(cast.chuyenvien) == [
        ("Thẩm định đề án", 1, "/de-an/?trang-thai=registered", False),
        ("Ký hợp đồng hỗ trợ", 1, "/de-an/?trang-thai=planned", False),
    ]
    assert told(cast.giamdoc) == [
        ("Thẩm định đề án", 1, "/de-an/?trang-thai=registered", False),
        ("Phê duyệt đề án vào kế hoạch", 1, "/de-an/?trang-thai=cho", False),
    ]
    assert told(cast.ketoan) == []
    assert {one.title for one in tasks_of(cast.giamdoc, TODAY)} >= {"Phê duyệt đề án vào kế hoạch"}


def test_national_projects_wait_for_the_ministry_and_groups_for_a_beneficiary(world):
    line = make_line(world.plan, code="Q01", stream="national")
    assign(line, 1_000_000_000, world.cast.ketoan, world.now)
    for _number in range(4):
        world.appraised(stream="national")
    group = world.planned()
    Project.objects.filter(pk=group.pk).update(kind="group", establishment=None)

    assert [(title, count) for title, count, _url, _urgent in told(world.cast.chuyenvien)] == [
        ("Ghi kết quả thẩm định cấp Bộ", 4),
        ("Chọn cơ sở thụ hưởng cho đề án nhóm", 1),
    ]
    assert project_tasks(world.cast.chuyenvien, TODAY)[0].detail == "DA-2026-001, DA-2026-002, DA-2026-003…"


def test_applicant_hands_in_and_supplements_and_the_officer_hears_what_is_late(world):
    draft, project = world.opened(), world.registered()
    request_project_supplement(
        actor=world.cast.chuyenvien, project=project, items=[{"code": "x", "label": "x"}], due_on=date(2026, 12, 1),
        at=world.now,
    )  # fmt: skip  # one call

    assert told(world.cast.coso) == [
        ("Ghi đủ và đăng ký đề án", 1, f"/de-an/{draft.pk}/", False),
        ("Bổ sung đề án", 1, f"/de-an/{project.pk}/", False),
    ]
    assert told(world.cast.coso, date(2026, 12, 1))[1][3]
    assert told(world.cast.chuyenvien, date(2026, 12, 2)) == [
        ("Quá hạn bổ sung đề án", 1, f"/de-an/{project.pk}/", True)
    ]


def test_support_stands_in_the_life_of_the_establishment_for_whoever_may_see_it(world):
    project = world.planned()
    Project.objects.filter(pk=project.pk).update(accepted_on=date(2026, 12, 20))

    titles = [one.title for one in life_of_establishment(world.cast.coso, world.maker)]

    assert titles == [
        "Nghiệm thu đề án DA-2026-001",
        "Đăng ký đề án DA-2026-001",
        "Hỗ trợ khuyến công, đề án DA-2026-001",
    ]
    assert life_of_establishment(world.cast.giamkhao01, world.maker) == []


def test_files_of_a_project_open_to_its_applicant_and_its_office(world):
    project = world.opened()
    stored = attach(world.cast, project, "registration", world.now).file

    assert may_view(world.cast.coso, stored) is None
    assert may_view(world.cast.chuyenvien, stored) is None
    assert may_view(world.cast.people["thuky-ben"], stored) is not None


def test_task_of_one_project_says_its_name(world):
    project = world.registered()

    assert project_tasks(world.cast.chuyenvien, TODAY)[0].detail == f"{project.code} {project.name}"
