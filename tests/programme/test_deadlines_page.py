"""Deadlines: listed for a year, as tasks of whoever answers them, and in a calendar under a secret address."""

import re
from datetime import date

import pytest
from django.test import Client

from khuyencong.kernel.money import Money
from khuyencong.law.norms import national_book
from khuyencong.programme.models import FollowUp, PaymentOrder, ProgressReport, Transfer
from khuyencong.programme.queries.work.deadlines import deadline_tasks, dues_of_year, project_dues
from khuyencong.programme.rules.work.dues import WorkDays, duty_of, work_deadlines
from tests.factories.programme import make_line, make_plan
from tests.factories.work import make_accepted, make_running, put_money
from tests.programme.test_rules_deadline_calendar import read

TODAY = date(2026, 11, 24)
NORMS = national_book().at(TODAY)


def codes(dues):
    return [(one.deadline.code, one.deadline.due_on, one.is_late) for one in dues]


def test_work_keeps_its_report_its_contract_and_its_advance():
    work = WorkDays("running", date(2026, 3, 5), date(2026, 6, 1), date(2026, 11, 30), date(2026, 11, 1))

    assert [(one.code, one.due_on, one.state.value) for one in work_deadlines(work, today=TODAY, norms=NORMS)] == [
        ("report", date(2026, 8, 30), "late"),
        ("advance", date(2026, 11, 1), "late"),
        ("acceptance", date(2026, 11, 30), "due"),
    ]


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (WorkDays("running", date(2026, 11, 1)), ["report"]),
        (WorkDays("suspended", contract_ends_on=date(2026, 11, 30)), ["acceptance"]),
        (WorkDays("accepted", date(2026, 3, 5), None, date(2026, 11, 30)), []),
        (WorkDays("running"), []),
    ],
)
def test_work_that_is_not_there_keeps_nothing(work, expected):
    assert [one.code for one in work_deadlines(work, today=TODAY, norms=NORMS)] == expected


def test_every_follow_up_is_one_duty_and_days_of_the_year_are_nobodys():
    assert duty_of("follow_up_12").verb == "follow_up"
    assert duty_of("late_estimate") is None


def test_late_report_and_late_acceptance_wait_for_the_officer(cast):
    project = make_running(cast, percent=None)
    project.contracts.update(ends_on=date(2026, 11, 15))
    ProgressReport.objects.create(
        project=project, reported_on=date(2026, 6, 1), percent=10, recorded_by=cast.chuyenvien,
        recorded_at=project.created_at,
    )  # fmt: skip  # one row

    tasks = deadline_tasks(cast.chuyenvien, TODAY)

    assert [(task.title, task.due_on, task.urgent) for task in tasks] == [
        ("Báo cáo tiến độ đề án", date(2026, 8, 30), True),
        ("Nghiệm thu đề án", date(2026, 11, 15), True),
    ]
    assert [task.title for task in deadline_tasks(cast.giamdoc, TODAY)] == ["Nghiệm thu đề án"]
    assert deadline_tasks(cast.giamkhao01, TODAY) == []


def test_open_advance_and_settlement_wait_for_the_accountant(cast):
    line = make_line(make_plan(cast))
    running = make_running(cast, line=line)
    put_money(cast, running, ("advance", 100_000_000))
    transfer = Transfer.objects.get(kind="advance")
    PaymentOrder.objects.create(
        project=running, kind="advance", amount=Money(100_000_000), state="paid", due_back_on=date(2026, 11, 1),
        proposed_by=cast.ketoan, proposed_at=running.created_at, approved_by=cast.giamdoc,
        approved_at=running.created_at, transfer=transfer,
    )  # fmt: skip  # one row
    make_accepted(cast, line=line, code="DA-002")

    tasks = deadline_tasks(cast.ketoan, TODAY)

    assert [(task.title, task.due_on, task.urgent) for task in tasks] == [
        ("Thu hồi tạm ứng", date(2026, 11, 1), True),
        ("Quyết toán đề án", date(2026, 11, 25), False),
    ]


def test_many_of_one_kind_stand_in_one_line(cast):
    line = make_line(make_plan(cast))
    for number in range(4):
        make_accepted(cast, line=line, code=f"DA-{number}", accepted_on=date(2026, 11, 1), state="settled")

    tasks = deadline_tasks(cast.chuyenvien, date(2027, 5, 2))

    assert [(task.title, task.count, task.urgent, task.url) for task in tasks if task.count > 1] == [
        ("Theo dõi hiệu quả", 4, True, "/lich/?viec=follow_up")
    ]


def test_follow_up_that_was_made_is_due_no_more(cast):
    project = make_accepted(cast, state="closed")
    FollowUp.objects.create(
        project=project, months=6, visited_on=date(2027, 5, 20), recorded_by=cast.chuyenvien,
        recorded_at=project.created_at,
    )  # fmt: skip  # one row

    assert [one.deadline.code for one in project_dues(cast.chuyenvien, TODAY)] == [
        "follow_up_12",
        "follow_up_24",
        "follow_up_36",
    ]


def test_days_of_the_plan_pass_and_are_never_late(cast):
    make_plan(cast)

    dues = dues_of_year(cast.chuyenvien, TODAY, 2026)

    assert [(one.deadline.code, one.is_over) for one in dues] == [
        ("late_estimate", True),
        ("adjust_estimate", True),
        ("budget_year_end", False),
    ]
    assert [one.is_late for one in dues] == [False] * 3
    assert dues_of_year(cast.coso, TODAY, 2026) == []
    assert dues_of_year(cast.thuky_ben, TODAY, 2026) == []


@pytest.mark.parametrize("count", [1, 5])
def test_number_of_queries_does_not_depend_on_the_projects(cast, count, django_assert_num_queries):
    line = make_line(make_plan(cast))
    for number in range(count):
        make_running(cast, line=line, code=f"DA-{number}")
    person = cast.chuyenvien
    project_dues(person, TODAY)

    with django_assert_num_queries(7):
        assert project_dues(person, TODAY)


def test_page_lists_the_year_and_one_kind_alone(cast):
    make_running(cast)
    client = cast.client("chuyenvien")

    whole, alone = client.get("/lich/?nam=2026"), client.get("/lich/?nam=2026&viec=accept_work")

    assert "Hết năm ngân sách (kế hoạch 2026)" in whole.content.decode()
    assert "Hoàn thành, nghiệm thu: DA-001" in alone.content.decode()
    assert "Hết năm ngân sách (kế hoạch" not in alone.content.decode()
    assert client.get("/lich/?nam=abc&viec=x").status_code == 200


def test_calendar_address_is_shown_once_and_read_by_a_program_without_a_session(cast):
    make_running(cast)
    client = cast.client("chuyenvien")

    client.post("/lich/dia-chi/")
    shown = client.get("/lich/").content.decode()
    again = client.get("/lich/").content.decode()
    secret = re.search(r"/lich/([0-9a-f]{40})\.ics", shown)[1]
    answer = Client().get(f"/lich/{secret}.ics")

    assert secret not in again
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    told = read(answer.content.decode())
    assert ("SUMMARY", "Hoàn thành\\, nghiệm thu: DA-001") in told or any(
        name == "SUMMARY" and value.endswith("nghiệm thu: DA-001") for name, value in told
    )
    assert len({value for name, value in told if name == "UID"}) == sum(name == "UID" for name, _value in told)


def test_calendar_address_that_was_ended_or_of_a_disabled_person_answers_nothing(cast):
    client = cast.client("chuyenvien")
    client.post("/lich/dia-chi/")
    secret = re.search(r"/lich/([0-9a-f]{40})\.ics", client.get("/lich/").content.decode())[1]
    address = f"/lich/{secret}.ics"

    before = Client().get(address).status_code
    cast.chuyenvien.is_active = False
    cast.chuyenvien.save(update_fields=["is_active"])
    disabled = Client().get(address).status_code
    cast.chuyenvien.is_active = True
    cast.chuyenvien.save(update_fields=["is_active"])
    client.post("/lich/thoi-dung/")

    assert (before, disabled, Client().get(address).status_code) == (200, 404, 404)
    assert Client().get(f"/lich/{'0' * 40}.ics").status_code == 404
