"""A change of norm lists the projects it touches, and leaves approved ones on their rule."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from khuyencong.kernel.money import Money
from khuyencong.law.norms import national_book
from khuyencong.programme.models import Project
from khuyencong.programme.queries.norm_effects import changed_levels, effects_of_norm, open_projects, touched
from khuyencong.programme.queries.projects.bounds import kept_limit, norms_for, support_of
from khuyencong.rulebook.actions import approve_norm, propose_norm, reject_norm
from khuyencong.rulebook.queries import effects_of, norms_at
from tests.factories.programme import make_line, make_plan, make_project
from tests.programme.project_world import make_project_world

TODAY = date(2026, 3, 1)
ROW = {"content": "machinery", "rate_percent": 50, "ceiling": 150_000_000, "per": "cơ sở"}


def proposed(cast, now, *, office="sct-vinh-long", start_on=date(2026, 6, 1), ceiling=150_000_000, **changed):
    facts = {"key": "funding.local_levels", "value": [ROW | {"ceiling": ceiling}], "actor": cast.chuyenvien} | changed
    return propose_norm(office=cast.office(office), start_on=start_on, source="NQ 11/2025/NQ-HĐND", at=now, **facts)


@pytest.fixture
def projects(cast):
    """One open project of each stream, one without a cost, one approved."""
    line = make_line(make_plan(cast))
    make_project(cast, code="DA-1", state="registered")
    make_project(cast, code="DA-2", stream="national", state="appraised")
    make_project(cast, code="DA-3", eligible_cost=None)
    make_project(cast, code="DA-4", line=line, state="planned")
    return {project.code: project for project in Project.objects.all()}


def said(effects):
    return [(effect.label, effect.before, effect.after) for effect in effects]


def test_a_waiting_level_lists_the_open_projects_of_its_stream(cast, now, projects):
    norm = proposed(cast, now)

    assert said(effects_of_norm(norm, cast.giamdoc, TODAY)) == [
        ("DA-1 Hỗ trợ máy DA-1", "chưa có mức", "150.000.000 đồng")
    ]
    assert effects_of(norm, cast.giamdoc, TODAY) == effects_of_norm(norm, cast.giamdoc, TODAY)


def test_a_level_that_follows_another_tells_both_figures(cast, now, projects):
    approve_norm(actor=cast.giamdoc, norm=proposed(cast, now, start_on=date(2026, 1, 1)), at=now)
    norm = proposed(cast, now, ceiling=200_000_000)

    assert said(effects_of_norm(norm, cast.giamdoc, TODAY)) == [
        ("DA-1 Hỗ trợ máy DA-1", "150.000.000 đồng", "200.000.000 đồng")
    ]


def test_a_nearer_office_keeps_its_own_level(cast, now, projects):
    near = proposed(cast, now, office="ttkc-vinh-long", start_on=date(2026, 1, 1))
    approve_norm(actor=cast.giamdoc, norm=near, at=now)

    assert effects_of_norm(proposed(cast, now, ceiling=1), cast.giamdoc, TODAY) == []


def test_other_norms_and_decided_ones_touch_nothing(cast, now, projects):
    other = proposed(cast, now, key="selection.threshold_points", value=75)
    assert effects_of(other, cast.giamdoc, TODAY) == []

    norm = proposed(cast, now)
    reject_norm(actor=cast.giamdoc, norm=norm, reason="chưa có văn bản", at=now)
    assert effects_of(norm, cast.giamdoc, TODAY) == []

    begun = proposed(cast, now, start_on=date(2026, 1, 1))
    approve_norm(actor=cast.giamdoc, norm=begun, at=now)
    assert effects_of(begun, cast.giamdoc, TODAY) == []


def test_whoever_decides_sees_what_the_level_touches(cast, now, projects):
    proposed(cast, now)

    page = cast.client("giamdoc").get(reverse("rulebook:view_norm", args=["funding.local_levels"])).content.decode()

    assert "Quy định này đổi 1 việc đang làm" in page
    assert "DA-1 Hỗ trợ máy DA-1" in page
    assert "DA-4" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_what_a_level_touches_costs_the_same_queries_whatever_the_number_of_projects(
    cast, now, django_assert_num_queries, count
):
    for number in range(count):
        make_project(cast, code=f"DA-{number}", state="registered")
    norm = proposed(cast, now)

    with django_assert_num_queries(7):
        assert len(effects_of_norm(norm, cast.giamdoc, TODAY)) == count


def test_the_circular_of_2018_changed_these_levels():
    book = national_book()
    changes = {one.content: one for one in changed_levels(book.at(date(2018, 5, 10)), book.at(date(2018, 5, 11)))}

    assert changes["machinery"].before.ceiling == Money(200_000_000)
    assert changes["machinery"].after.ceiling == Money(300_000_000)
    assert changes["foreign_fair"].before is None
    assert "enterprise_founding" not in changes
    assert {one.stream for one in changes.values()} == {"national"}


def test_before_every_circular_there_is_no_level():
    book = national_book()

    assert all(one.before is None for one in changed_levels(book.at(date(2010, 1, 1)), book.at(TODAY)))


def test_open_projects_are_compared_between_two_days(cast, projects):
    def on(day):
        return lambda code: norms_at(day, office_code=code)

    found = touched(open_projects(cast.chuyenvien), on(date(2018, 5, 10)), on(date(2018, 5, 11)))

    assert [(one.project.code, one.before, one.after, one.exceeds) for one in found] == [
        ("DA-2", Money(200_000_000), Money(300_000_000), False)
    ]
    back = touched(open_projects(cast.chuyenvien), on(date(2018, 5, 11)), on(date(2018, 5, 10)))
    assert [one.exceeds for one in back] == [True]


def compared(cast, **days):
    return cast.client("chuyenvien").get(reverse("programme:view_norm_change"), days)


def test_the_screen_compares_two_days(cast, projects):
    response = compared(cast, tu="10/05/2018", den="11/05/2018")
    page = " ".join(response.content.decode().split())

    assert response.status_code == 200
    assert "50 %, tối đa 200.000.000 đồng" in page
    assert "50 %, tối đa 300.000.000 đồng" in page
    assert "chưa biết mức" in page
    assert "DA-2 Hỗ trợ máy DA-2" in page
    assert "DA-1" not in page


def test_the_screen_says_when_nothing_changed_or_a_day_is_none(cast):
    assert "Hai ngày có cùng mức hỗ trợ" in compared(cast).content.decode()
    assert compared(cast, tu="31/02/2026", den="11/05/2018").status_code == 422
    assert "Máy móc" not in compared(cast, tu="01/01/2010", den="02/01/2010").content.decode()


def test_an_approved_project_stays_on_its_rule_whatever_is_entered_later(cast, now):
    project = make_project_world(cast, now).planned()
    before = kept_limit(project)
    start = project.approved_on - timedelta(days=3)
    approve_norm(actor=cast.giamdoc, norm=proposed(cast, now, start_on=start, ceiling=100_000_000), at=now)

    page = cast.client("chuyenvien").get(reverse("programme:view_project", args=[project.pk]))

    project = Project.objects.get(pk=project.pk)
    assert support_of(project, norms_for(project, project.approved_on)).limit == Money(100_000_000)
    assert page.context["found"] == before == kept_limit(project)
    assert before.limit == Money(300_000_000)


def test_a_project_without_a_decision_has_no_kept_limit(cast):
    assert kept_limit(make_project(cast)) is None
