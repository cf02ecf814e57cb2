"""Start, report, hold, stop and end a project, with its money."""

from datetime import date

import pytest

from khuyencong.accounts.models import AuditEntry
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.programme.actions.work.running import (
    Stop,
    end_stopped_project,
    record_list,
    report_progress,
    resume_project,
    start_work,
    stop_project,
    suspend_project,
)
from khuyencong.programme.models import Transfer
from khuyencong.programme.queries.projects.money import line_left, project_balances
from khuyencong.programme.rules.buckets import Bucket
from khuyencong.programme.rules.work.running import Report
from tests.factories.work import make_accepted, make_contracted, make_running, put_money

STOP = Stop("Cơ sở ngừng sản xuất", "45/SCT", date(2026, 11, 20))
TRAINEE = {"name": "Thạch Thị A", "sex": "nu", "ethnic_group": "Khmer", "poor_household": True}


def test_start_work_sets_the_day_and_the_state(cast, now):
    project = make_contracted(cast)

    start_work(actor=cast.chuyenvien, project=project, on=date(2026, 3, 5), at=now)

    project.refresh_from_db()
    assert (project.state, project.starts_on) == ("running", date(2026, 3, 5))
    assert AuditEntry.objects.latest("number").action == "programme.start_work"


def test_start_work_refuses_a_day_before_the_contract(cast, now):
    with pytest.raises(Refusal, match="trước ngày 01/03/2026"):
        start_work(actor=cast.chuyenvien, project=make_contracted(cast), on=date(2026, 2, 1), at=now)


def test_report_progress_keeps_what_was_told(cast, now):
    project = make_running(cast, percent=None)

    report = report_progress(
        actor=cast.chuyenvien, project=project, report=Report(date(2026, 6, 1), 40, Money(9)), at=now
    )

    assert (report.percent, report.spent, report.recorded_by) == (40, Money(9), cast.chuyenvien)


def test_report_progress_tells_every_fault_and_keeps_nothing(cast, now):
    project = make_running(cast, percent=60)

    with pytest.raises(Refusals) as told:
        report_progress(actor=cast.chuyenvien, project=project, report=Report(date(2026, 12, 1), 30), at=now)

    assert [no.code for no in told.value.refusals] == ["programme.day_in_future", "programme.progress_fell"]
    assert project.progress_reports.count() == 1


def test_suspend_project_holds_it_and_resume_project_lets_it_go_on(cast, now):
    project = make_running(cast)

    suspend_project(actor=cast.giamdoc, project=project, reason="Thiên tai", at=now)
    assert project.state == "suspended"
    with pytest.raises(Refusal):
        report_progress(actor=cast.chuyenvien, project=project, report=Report(date(2026, 11, 2), 100), at=now)
    resume_project(actor=cast.giamdoc, project=project, at=now)

    assert (project.state, project.ended_reason) == ("running", "")


def test_suspending_needs_a_reason(cast, now):
    with pytest.raises(Refusal) as told:
        suspend_project(actor=cast.giamdoc, project=make_running(cast), reason=" ", at=now)

    assert told.value.code == "programme.reason_missing"


def test_stopping_needs_a_reason(cast, now):
    with pytest.raises(Refusal) as told:
        stop_project(actor=cast.giamdoc, project=make_running(cast), stop=Stop(" ", "45/SCT", STOP.on), at=now)

    assert told.value.code == "programme.reason_missing"


def test_stop_project_needs_a_paper(cast, now):
    with pytest.raises(Refusal) as told:
        stop_project(actor=cast.giamdoc, project=make_running(cast), stop=Stop("Lý do", "", STOP.on), at=now)

    assert told.value.code == "programme.stop_paper_missing"


def test_stop_project_gives_the_line_back_what_was_not_spent(cast, now):
    project = make_running(cast)
    put_money(cast, project, ("advance", 100_000_000))

    stopped = stop_project(actor=cast.giamdoc, project=project, stop=STOP, at=now)

    assert (stopped.freed, stopped.owed) == (Money(200_000_000), Money(100_000_000))
    assert line_left(project.line) == Money(200_000_000)
    assert project_balances(project)[Bucket.ADVANCED] == Money(100_000_000)
    project.refresh_from_db()
    assert (project.state, project.ended_reason) == ("stopped", STOP.reason)


def test_stop_project_leaves_no_trace_where_it_fails(cast, now):
    project = make_running(cast)
    before = Transfer.objects.count()

    with pytest.raises(Refusal):
        stop_project(actor=cast.chuyenvien, project=project, stop=STOP, at=now)

    project.refresh_from_db()
    assert (project.state, Transfer.objects.count()) == ("running", before)


def test_end_stopped_project_waits_for_the_advance_to_come_back(cast, now):
    project = make_running(cast)
    put_money(cast, project, ("advance", 100_000_000))
    stop_project(actor=cast.giamdoc, project=project, stop=STOP, at=now)

    with pytest.raises(Refusal) as told:
        end_stopped_project(actor=cast.ketoan, project=project, on=STOP.on, at=now)
    assert told.value.code == "programme.return_open"
    put_money(cast, project, ("return_advance", 100_000_000))
    end_stopped_project(actor=cast.ketoan, project=project, on=STOP.on, at=now)

    assert project.state == "ended"


def test_list_of_trainees_is_kept_in_place_of_the_one_before(cast, now):
    project = make_running(cast, content="vocational_training")

    record_list(actor=cast.chuyenvien, project=project, table="trainee", rows=[TRAINEE, TRAINEE], at=now)
    record_list(actor=cast.chuyenvien, project=project, table="trainee", rows=[TRAINEE], at=now)

    project.refresh_from_db()
    assert project.facts["trainee"] == [TRAINEE]


def test_list_with_faults_is_refused_row_by_row_and_the_old_one_stays(cast, now):
    project = make_running(cast, content="vocational_training")

    with pytest.raises(Refusals) as told:
        record_list(
            actor=cast.chuyenvien, project=project, table="trainee",
            rows=[TRAINEE, {"name": "", "sex": "x"}], at=now,
        )  # fmt: skip  # one call

    assert [str(no) for no in told.value.refusals] == [
        "Học viên, dòng 2, Họ và tên: còn thiếu.",
        "Học viên, dòng 2, Giới tính: cần chọn một trong các mục đã cho.",
    ]
    project.refresh_from_db()
    assert project.facts == {}


def test_list_that_the_content_does_not_have_is_refused(cast, now):
    with pytest.raises(Refusal) as told:
        record_list(actor=cast.chuyenvien, project=make_running(cast), table="trainee", rows=[TRAINEE], at=now)

    assert told.value.code == "programme.unknown_list"


def test_accepted_list_is_only_completed_with_jobs_found_later(cast, now):
    project = make_accepted(cast, content="vocational_training", facts={"trainee": [TRAINEE]})

    record_list(actor=cast.chuyenvien, project=project, table="trainee", rows=[TRAINEE | {"job_after": True}], at=now)
    with pytest.raises(Refusal) as told:
        record_list(actor=cast.chuyenvien, project=project, table="trainee", rows=[TRAINEE, TRAINEE], at=now)

    assert told.value.code == "programme.list_is_accepted"
    project.refresh_from_db()
    assert project.facts["trainee"] == [TRAINEE | {"job_after": True}]
