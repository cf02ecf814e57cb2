"""The norms in force: national ones, and those of an office and its superiors over them."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from khuyencong.accounts.actions import people
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.queries import tasks_of as all_tasks_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.accounts.rules.roles import Role
from khuyencong.law.calendar import holidays_of
from khuyencong.rulebook.queries import norms_at, visible_to, waiting_for
from tests.factories.rulebook import approved, proposed

FIRST = date(2027, 1, 1)
KEY = "selection.threshold_points"


def threshold(day, office=""):
    return norms_at(day, office_code=office).whole(KEY)


def test_without_an_office_the_national_norms_hold_and_nothing_is_asked(cast, now):
    approved(cast, now)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert threshold(FIRST) == 70
    assert len(queries) == 0


def test_an_approved_norm_holds_from_its_first_day_for_its_office_and_those_beneath(cast, now):
    approved(cast, now)

    found = {
        (office, day): threshold(day, office)
        for office in ("sct-vinh-long", "ttkc-vinh-long", "ubnd-vinh-long", "sct-tinh-ben")
        for day in (FIRST - timedelta(days=1), FIRST)
    }

    assert [office for (office, day), points in found.items() if points == 75 and day == FIRST] == [
        "sct-vinh-long",
        "ttkc-vinh-long",
    ]
    assert set(found.values()) == {70, 75}
    assert sum(points == 75 for points in found.values()) == 2


def test_a_local_norm_tells_its_source_and_certainty(cast, now):
    approved(cast, now)

    norm = norms_at(FIRST, office_code="sct-vinh-long").norm(KEY)

    assert (norm.source, norm.certainty, norm.start) == ("QĐ 12/2026/QĐ-UBND, Điều 3", "local", FIRST)


def test_a_proposal_alone_changes_nothing(cast, now):
    proposed(cast, now)

    assert threshold(FIRST, "sct-vinh-long") == 70


def test_the_later_norm_replaces_the_earlier_and_an_empty_one_ends_it(cast, now):
    approved(cast, now)
    approved(cast, now, value=80, start_on=date(2028, 1, 1))
    approved(cast, now, value=None, start_on=date(2029, 1, 1))

    assert [threshold(date(year, 6, 1), "sct-vinh-long") for year in (2026, 2027, 2028, 2029)] == [70, 75, 80, 70]


def test_the_nearer_office_wins(cast, now):
    for username, role in (("chuyenvien", Role.OFFICER), ("giamdoc", Role.DIRECTOR)):
        person = cast.people[username]
        people.grant_role(actor=cast.quantri, person=person, office=cast.office("ubnd-vinh-long"), role=role, at=now)
        person.__dict__.pop("held_roles", None)
    approved(cast, now)
    approved(cast, now, office=cast.office("ubnd-vinh-long"), value=72)

    assert [threshold(FIRST, office) for office in ("ubnd-vinh-long", "xa-mau", "sct-vinh-long", "ttkc-vinh-long")] == [
        72,
        72,
        75,
        75,
    ]


def test_norms_of_an_office_cost_two_queries(cast, now, django_assert_num_queries):
    approved(cast, now)
    approved(cast, now, key="selection.jury_odd", value=False)

    with django_assert_num_queries(2):
        norms_at(FIRST, office_code="ttkc-vinh-long")


def test_days_in_a_local_table_are_days_again(cast, now):
    approved(cast, now, key="calendar.dated_days", value=[{"on": "2027-02-08", "kind": "off", "label": "Tết Âm lịch"}])

    assert not holidays_of(norms_at(FIRST, office_code="sct-vinh-long")).is_working_day(date(2027, 2, 8))


def test_proposals_wait_for_those_who_may_decide(cast, now):
    norm = proposed(cast, now)

    waiting = {name: list(waiting_for(person)) for name, person in cast.people.items()}

    assert [name for name, rows in waiting.items() if rows == [norm]] == ["giamdoc"]
    assert [task.title for task in all_tasks_of(cast.giamdoc, FIRST)] == [
        "Duyệt quy định riêng: Điểm bình quân tối thiểu để được xét công nhận"
    ]
    assert all_tasks_of(cast.chuyenvien, FIRST) == []


@pytest.mark.parametrize("username", ["quantri", "thuky", "thuky-ben", "giamkhao01", "kiemtoan", "coso"])
def test_visible_to_agrees_with_the_policy(cast, now, username):
    norm = proposed(cast, now)
    person = cast.people[username]

    assert visible_to(person).filter(pk=norm.pk).exists() == (refusal(person, Action.VIEW_NORMS, norm) is None)


def test_a_norm_answers_the_three_questions_and_names_itself(cast, now):
    norm = proposed(cast, now)

    assert norm.in_office(frozenset({norm.office_id}))
    assert (norm.belongs_to(cast.chuyenvien), norm.belongs_to(cast.thuky)) == (True, False)
    assert not norm.assigned_to(cast.chuyenvien)
    assert str(norm) == "selection.threshold_points – Sở Công Thương tỉnh Vĩnh Long"
