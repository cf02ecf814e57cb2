"""Visits, acceptances and photographs that a phone sends, each kept once."""

import io
import uuid
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image

from khuyencong.documents.queries import photos_of
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.programme.actions.evidence.checks import record_support_check
from khuyencong.programme.actions.work.field import (
    Papers,
    PhotoSent,
    VisitFacts,
    accept_work,
    inspect_project,
    keep_photo,
)
from khuyencong.programme.models import Acceptance, FieldPhoto, Inspection, Project
from khuyencong.programme.queries.evidence.support_history import findings_of
from khuyencong.programme.queries.plans.progress import results_of
from khuyencong.programme.rules.evidence.double_support import findings_key
from khuyencong.programme.rules.work.acceptance import AcceptanceFacts, MachineFacts
from tests.factories.programme import make_line, make_plan
from tests.factories.work import SUPPORT, make_running

MACHINE = MachineFacts("Máy sấy", "S-200", "SN-001", "Việt Nam", 2026, 1, Money(600_000_000), works=True)
FACTS = AcceptanceFacts(
    held_on=date(2026, 11, 20),
    result="full",
    accepted=Money(SUPPORT),
    members=(("Võ Chuyên Viên", "Trung tâm"), ("Lê Cán Bộ", "UBND xã")),
    place="ấp Mỹ Thuận",
    machines=(MACHINE,),
)
VISIT = VisitFacts(date(2026, 11, 20), "Máy đang lắp", photo_count=1)


def accept(cast, project, now, facts=FACTS, client_id=None, actor=None):
    return accept_work(
        actor=actor or cast.chuyenvien, project=project, client_id=client_id or uuid.uuid4(), facts=facts,
        papers=Papers("01/BBNT", {"machines": "1"}, photo_count=2), at=now,
    )  # fmt: skip  # one call


def picture(color=(30, 120, 60)):
    data = io.BytesIO()
    Image.new("RGB", (64, 48), color).save(data, "JPEG")
    return data.getvalue()


def test_accept_work_in_full_keeps_members_machines_and_the_amount(cast, now):
    project = make_running(cast)

    kept = accept(cast, project, now)

    project.refresh_from_db()
    assert (project.state, project.accepted, project.accepted_on) == ("accepted", Money(SUPPORT), FACTS.held_on)
    assert kept.record.members == [
        {"name": "Võ Chuyên Viên", "title": "Trung tâm"},
        {"name": "Lê Cán Bộ", "title": "UBND xã"},
    ]
    machine = kept.record.machines.get()
    assert (machine.serial_key, machine.price, machine.works) == ("SN001", Money(600_000_000), True)
    assert kept.warnings == ()


def test_accept_work_not_at_all_keeps_the_project_running(cast, now):
    project = make_running(cast)

    accept(cast, project, now, replace(FACTS, result="none", accepted=Money(0), reason="Máy chưa chạy", machines=()))

    project.refresh_from_db()
    assert (project.state, project.accepted, project.acceptances.get().result) == ("running", None, "none")


def test_accept_work_sent_twice_is_kept_once(cast, now):
    project, client_id = make_running(cast), uuid.uuid4()

    first = accept(cast, project, now, client_id=client_id)
    again = accept(cast, project, now, client_id=client_id)

    assert (first.is_repeat, again.is_repeat) == (False, True)
    assert again.record == first.record
    assert Acceptance.objects.count() == 1


def test_repeat_that_says_something_else_is_refused(cast, now):
    project, client_id, visit = make_running(cast), uuid.uuid4(), uuid.uuid4()
    inspect_project(actor=cast.chuyenvien, project=project, client_id=visit, facts=VISIT, at=now)
    accept(cast, project, now, client_id=client_id)

    with pytest.raises(Refusal) as accepted:
        accept(cast, project, now, replace(FACTS, reason="Thêm lời"), client_id=client_id)
    with pytest.raises(Refusal) as visited:
        inspect_project(
            actor=cast.chuyenvien, project=project, client_id=visit, facts=replace(VISIT, findings="Khác"), at=now
        )

    assert (accepted.value.code, visited.value.code) == ("programme.sent_before", "programme.sent_before")


def test_client_id_of_another_project_is_refused(cast, now):
    line = make_line(make_plan(cast))
    project, other = make_running(cast, line=line), make_running(cast, line=line, code="DA-002")
    client_id = uuid.uuid4()
    accept(cast, project, now, client_id=client_id)

    with pytest.raises(Refusal) as told:
        accept(cast, other, now, client_id=client_id)

    assert told.value.code == "programme.id_of_another"


def test_accept_work_over_the_contract_is_refused_and_nothing_is_kept(cast, now):
    project = make_running(cast)

    with pytest.raises(Refusals) as told:
        accept(cast, project, now, replace(FACTS, accepted=Money(SUPPORT + 1), members=()))

    assert [no.code for no in told.value.refusals] == ["programme.members_missing", "programme.accepted_over_contract"]
    assert "Đề xuất mặc định" in told.value.refusals[0].source
    assert Acceptance.objects.count() == 0


def test_serial_supported_before_is_refused_until_somebody_allowed_it(cast, now):
    line = make_line(make_plan(cast))
    first, second = make_running(cast, line=line), make_running(cast, line=line, code="DA-002")
    accept(cast, first, now)

    with pytest.raises(Refusals) as told:
        accept(cast, second, now, replace(FACTS, machines=(replace(MACHINE, serial="sn001"),)))
    assert [no.code for no in told.value.refusals] == ["programme.serial_supported"]
    assert "đề án DA-001 năm 2026" in str(told.value.refusals[0])
    record_support_check(
        actor=cast.giamdoc, project=second, stage="payment", is_allowed=True, serials=["sn001"],
        reason="Hai nhãn giống nhau, đã xem máy", seen=findings_key(findings_of(second, serials=["sn001"])), at=now,
    )  # fmt: skip  # one call
    accept(cast, second, now)

    assert second.machines.count() == 1


def test_acceptance_of_training_needs_the_list_of_trainees(cast, now):
    project = make_running(cast, content="vocational_training")

    with pytest.raises(Refusals) as told:
        accept(cast, project, now, replace(FACTS, machines=()))

    assert [no.code for no in told.value.refusals] == ["programme.list_missing"]


def test_late_acceptance_is_kept_and_told(cast, now):
    project = make_running(cast)
    project.contracts.update(ends_on=date(2026, 11, 15))

    assert [one.code for one in accept(cast, project, now).warnings] == ["programme.acceptance_late"]


def test_inspect_project_keeps_a_visit_once(cast, now):
    project, client_id = make_running(cast), uuid.uuid4()

    for _time in range(2):
        kept = inspect_project(actor=cast.chuyenvien, project=project, client_id=client_id, facts=VISIT, at=now)

    assert (kept.is_repeat, Inspection.objects.count()) == (True, 1)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"findings": " "}, "programme.findings_missing"),
        ({"visited_on": date(2026, 12, 1)}, "programme.day_in_future"),
    ],
)
def test_visit_with_a_fault_is_refused(cast, now, changed, code):
    with pytest.raises(Refusal) as told:
        inspect_project(
            actor=cast.chuyenvien, project=make_running(cast), client_id=uuid.uuid4(),
            facts=replace(VISIT, **changed), at=now,
        )  # fmt: skip  # one call

    assert told.value.code == code


def test_photograph_is_kept_once_with_the_files_of_the_project(cast, now):
    project, visit = make_running(cast), uuid.uuid4()
    inspect_project(actor=cast.chuyenvien, project=project, client_id=visit, facts=VISIT, at=now)
    photo = PhotoSent(uuid.uuid4(), visit, picture(), "may.jpg")

    first = keep_photo(actor=cast.chuyenvien, project=project, photo=photo, at=now)
    again = keep_photo(actor=cast.chuyenvien, project=project, photo=photo, at=now)

    assert (first.is_repeat, again.is_repeat, FieldPhoto.objects.count()) == (False, True, 1)
    assert [one.caption for one in photos_of(project)] == ["Kiểm tra 20/11/2026"]


def test_director_sends_photographs_of_an_acceptance(cast, now):
    project, visit = make_running(cast), uuid.uuid4()
    accept(cast, project, now, client_id=visit, actor=cast.giamdoc)

    kept = keep_photo(
        actor=cast.giamdoc, project=project, photo=PhotoSent(uuid.uuid4(), visit, picture(), "nhan.jpg"), at=now
    )

    assert kept.record.acceptance.client_id == visit


def test_photograph_before_its_words_or_of_another_project_is_refused(cast, now):
    line = make_line(make_plan(cast))
    project, other = make_running(cast, line=line), make_running(cast, line=line, code="DA-002")
    visit = uuid.uuid4()
    photo = PhotoSent(uuid.uuid4(), visit, picture(), "may.jpg")

    with pytest.raises(Refusal) as early:
        keep_photo(actor=cast.chuyenvien, project=project, photo=photo, at=now)
    inspect_project(actor=cast.chuyenvien, project=project, client_id=visit, facts=VISIT, at=now)
    keep_photo(actor=cast.chuyenvien, project=project, photo=photo, at=now)
    with pytest.raises(Refusal) as foreign:
        keep_photo(actor=cast.chuyenvien, project=other, photo=photo, at=now)

    assert (early.value.code, foreign.value.code) == ("programme.visit_unknown", "programme.id_of_another")


def test_photographs_of_one_visit_have_an_end(cast, now, monkeypatch):
    monkeypatch.setattr("khuyencong.programme.actions.work.field.MOST_PHOTOS", 1)
    project, visit = make_running(cast), uuid.uuid4()
    inspect_project(actor=cast.chuyenvien, project=project, client_id=visit, facts=VISIT, at=now)
    keep_photo(actor=cast.chuyenvien, project=project, photo=PhotoSent(uuid.uuid4(), visit, picture(), "1.jpg"), at=now)

    with pytest.raises(Refusal) as told:
        keep_photo(
            actor=cast.chuyenvien, project=project,
            photo=PhotoSent(uuid.uuid4(), visit, picture((1, 2, 3)), "2.jpg"), at=now,
        )  # fmt: skip  # one call

    assert told.value.code == "programme.too_many_photos"


def test_what_the_acceptance_found_counts_before_what_was_planned(cast, now):
    project = make_running(cast, facts={"machines": 3, "power": "2"})
    accept(cast, project, now)

    [result] = results_of(Project.objects.all())

    assert (result.facts, result.machines) == ({"machines": "1", "power": "2"}, 1)
