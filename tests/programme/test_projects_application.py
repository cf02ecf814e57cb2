"""Projects from a draft to their registration: what may be said, what is missing, who changes what."""

from datetime import date

import pytest

from khuyencong.accounts.models import AuditEntry
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.programme.actions.projects.drafting import edit_project, open_project
from khuyencong.programme.actions.projects.registering import (
    answer_project_supplement,
    register_project,
    reject_project,
    request_project_supplement,
    withdraw_project,
)
from khuyencong.programme.models import Project
from khuyencong.programme.queries.projects.application import missing_of
from tests.programme.project_world import make_project_world


@pytest.fixture
def world(cast, now):
    return make_project_world(cast, now)


def codes(caught):
    value = caught.value
    return sorted(one.code for one in value.refusals) if isinstance(value, Refusals) else [value.code]


def test_open_project_takes_the_next_code_and_the_place_of_the_firm(world):
    first, second = world.opened(place_text=""), world.opened()

    assert (first.code, second.code) == ("DA-2026-001", "DA-2026-002")
    assert (first.state, first.officer, first.place_text) == ("draft", world.cast.chuyenvien, "xã Mẫu")
    assert "co so say mau" in first.search_text
    assert AuditEntry.objects.filter(action="programme.open_project").count() == 2


def test_open_project_writes_the_machines_asked_for_as_rows(world):
    project = world.opened()

    machine = project.machines.get()
    assert (machine.name, machine.serial_key, machine.price) == ("Máy sấy lạnh (mẫu)", "SL012026", Money(600_000_000))
    assert machine.is_planned


def test_open_project_without_beneficiary_is_for_groups(world):
    project = world.opened(kind="group", establishment=None, place_text="")

    assert project.establishment is None


def test_open_project_tells_every_fault_at_once(world):
    with pytest.raises(Refusals) as caught:
        world.opened(
            asked=Money(700_000_000), facts={"purpose": 3, "stranger": "x"}, starts_on=date(2026, 5, 1),
            ends_on=date(2026, 4, 1),
        )  # fmt: skip  # one call

    assert codes(caught) == [
        "programme.asked_over_cost",
        "programme.days_backwards",
        "programme.sources_do_not_add_up",
        "programme.unknown_fact",
        "programme.wrong_fact",
    ]
    assert not Project.objects.exists()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"asked": Money(-1), "total_cost": None}, "programme.negative_amount"),
        ({"eligible_cost": Money(700_000_000)}, "programme.eligible_over_total"),
        ({"content": "selection_round_nation", "facts": {}}, "programme.content_not_in_stream"),
    ],
)
def test_open_project_refuses_amounts_and_contents_that_cannot_be(world, changes, code):
    with pytest.raises(Refusals) as caught:
        world.opened(**changes)

    assert codes(caught) == [code]


def test_open_project_refuses_an_unknown_content(world):
    with pytest.raises(Refusal) as caught:
        world.opened(content="moon")

    assert caught.value.code == "programme.unknown_content"


@pytest.mark.parametrize("username", ["coso", "giamdoc", "ketoan", "kiemtoan"])
def test_open_project_is_for_officers(world, username):
    cast = world.cast
    with pytest.raises(Refusal) as caught:
        open_project(
            actor=cast.people[username], office=cast.office("ttkc-vinh-long"), draft=world.draft(), at=world.now
        )

    assert caught.value.code.startswith("accounts.")


def test_edit_project_changes_words_money_and_machines(world):
    project = world.opened()

    edit_project(
        actor=world.cast.coso, project=project,
        changes={"name": "Hỗ trợ máy rang (mẫu)", "facts": {"purpose": "Rang", "machine": []}}, at=world.now,
    )  # fmt: skip  # one call

    project.refresh_from_db()
    assert project.name == "Hỗ trợ máy rang (mẫu)"
    assert "may rang" in project.search_text
    assert not project.machines.exists()


def test_edit_project_keeps_stream_and_firm_from_the_applicant(world):
    project = world.opened()

    with pytest.raises(Refusal) as caught:
        edit_project(actor=world.cast.coso, project=project, changes={"stream": "national"}, at=world.now)

    assert caught.value.code == "programme.only_the_office_changes_this"


def test_edit_project_refuses_fields_that_are_not_the_application_s(world):
    project = world.opened()

    with pytest.raises(Refusal) as caught:
        edit_project(actor=world.cast.chuyenvien, project=project, changes={"approved": Money(1)}, at=world.now)

    assert caught.value.code == "programme.not_editable"


def test_edit_project_is_over_once_registered(world):
    project = world.registered()

    with pytest.raises(Refusal) as caught:
        edit_project(actor=world.cast.chuyenvien, project=project, changes={"name": "Khác"}, at=world.now)

    assert caught.value.code == "kernel.wrong_state"


def test_register_project_by_its_own_applicant(world):
    project = world.opened()
    world.attach_papers(project)

    register_project(actor=world.cast.coso, project=project, at=world.now)

    project.refresh_from_db()
    assert (project.state, project.registered_on) == ("registered", date(2026, 11, 24))


def test_register_project_tells_everything_that_is_missing_with_its_source(world):
    project = world.opened(
        summary="", eligible_cost=None, asked=None, counterpart=None, total_cost=None, facts={}, implementer=""
    )
    Project.objects.filter(pk=project.pk).update(implementer="", place_text="", name=" ")

    with pytest.raises(Refusals) as caught:
        register_project(actor=world.cast.chuyenvien, project=project, at=world.now)

    assert codes(caught) == [
        "programme.asked_missing",
        "programme.eligible_cost_missing",
        "programme.fact_missing",
        "programme.implementer_missing",
        "programme.name_missing",
        *["programme.paper_missing"] * 5,
        "programme.place_missing",
        "programme.summary_missing",
    ]
    assert all(one.source for one in caught.value.refusals)


def test_register_project_of_a_group_asks_neither_firm_nor_its_papers(world):
    project = world.opened(kind="group", establishment=None, place_text="", facts={})

    assert [one.code for one in missing_of(project, world.now.date())] == ["programme.paper_missing"]


def test_request_and_answer_project_supplement(world):
    project = world.registered()

    request_project_supplement(
        actor=world.cast.chuyenvien, project=project, items=[{"code": "summary", "label": "Mục tiêu"}],
        due_on=date(2026, 12, 1), note="Nêu rõ công suất.", at=world.now,
    )  # fmt: skip  # one call
    assert project.state == "needs_supplement"
    answer_project_supplement(actor=world.cast.coso, project=project, answer="Đã nêu.", at=world.now)

    project.refresh_from_db()
    assert project.state == "registered"
    assert project.supplements.get().answer == "Đã nêu."


@pytest.mark.parametrize(
    ("items", "due_on", "code"),
    [
        ([], date(2026, 12, 1), "programme.nothing_asked"),
        ([{"code": "x", "label": "x"}], date(2026, 11, 1), "programme.due_in_the_past"),
    ],
)
def test_request_project_supplement_refuses_nothing_and_the_past(world, items, due_on, code):
    project = world.registered()

    with pytest.raises(Refusal) as caught:
        request_project_supplement(
            actor=world.cast.chuyenvien, project=project, items=items, due_on=due_on, at=world.now
        )

    assert caught.value.code == code


def test_answer_project_supplement_refuses_what_is_still_incomplete(world):
    project = world.registered()
    request_project_supplement(
        actor=world.cast.chuyenvien, project=project, items=[{"code": "x", "label": "x"}], due_on=date(2026, 12, 1),
        at=world.now,
    )  # fmt: skip  # one call
    edit_project(actor=world.cast.coso, project=project, changes={"summary": ""}, at=world.now)

    with pytest.raises(Refusals) as caught:
        answer_project_supplement(actor=world.cast.coso, project=project, answer="", at=world.now)

    assert codes(caught) == ["programme.summary_missing"]


def test_reject_project_keeps_the_reason_and_is_the_director_s(world):
    project = world.registered()

    with pytest.raises(Refusal):
        reject_project(actor=world.cast.chuyenvien, project=project, reason="Trùng", at=world.now)
    with pytest.raises(Refusal) as caught:
        reject_project(actor=world.cast.giamdoc, project=project, reason=" ", at=world.now)
    reject_project(actor=world.cast.giamdoc, project=project, reason="Không đúng đối tượng", at=world.now)

    project.refresh_from_db()
    assert caught.value.code == "programme.no_reason"
    assert (project.state, project.ended_reason) == ("rejected", "Không đúng đối tượng")


def test_withdraw_project_by_the_applicant_answers_what_was_asked(world):
    project = world.registered()
    request_project_supplement(
        actor=world.cast.chuyenvien, project=project, items=[{"code": "x", "label": "x"}], due_on=date(2026, 12, 1),
        at=world.now,
    )  # fmt: skip  # one call

    withdraw_project(actor=world.cast.coso, project=project, reason="Chưa đủ vốn", at=world.now)

    assert project.state == "withdrawn"
    assert not project.supplements.filter(answered_at=None).exists()


def test_a_substitute_names_a_project_that_is_over_and_only_one_does(world):
    old, other = world.opened(), world.opened()
    with pytest.raises(Refusals) as alive:
        world.opened(replaces=old)
    withdraw_project(actor=world.cast.chuyenvien, project=old, reason="Bỏ", at=world.now)
    new = world.opened(replaces=old)
    with pytest.raises(Refusals) as twice:
        edit_project(actor=world.cast.chuyenvien, project=other, changes={"replaces": old}, at=world.now)
    other.refresh_from_db()
    with pytest.raises(Refusals) as foreign:
        edit_project(
            actor=world.cast.chuyenvien, project=other,
            changes={"replaces": other}, at=world.now,
        )  # fmt: skip  # one call

    assert new.replaces == old
    assert (codes(alive), codes(twice), codes(foreign)) == (
        ["programme.replaced_is_alive"],
        ["programme.already_replaced"],
        ["programme.cannot_replace"],
    )
