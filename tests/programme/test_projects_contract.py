"""Contracts, annexes and adjustments: what they may say, and the money they bind and free."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.programme.actions.projects.adjusting import Adjustment, adjust_project
from khuyencong.programme.actions.projects.contracting import sign_annex, sign_contract
from khuyencong.programme.models import Project, Transfer
from khuyencong.programme.queries.projects.money import line_left, project_balances
from khuyencong.programme.rules.buckets import Bucket
from khuyencong.programme.rules.projects.contracting import invoice_window
from tests.factories.programme import make_line
from tests.programme.project_world import assign, make_project_world

M = 1_000_000


@pytest.fixture
def world(cast, now):
    return make_project_world(cast, now)


def codes(caught):
    value = caught.value
    return sorted(one.code for one in value.refusals) if isinstance(value, Refusals) else [value.code]


def balances(project):
    found = project_balances(project)
    return found[Bucket.RESERVED].dong // M, found[Bucket.CONTRACTED].dong // M


def sign(world, project, **changes):
    return sign_contract(actor=world.cast.chuyenvien, project=project, draft=world.contract(**changes), at=world.now)


def annex(world, project, **changes):
    facts = {"number": "05a/PL", "decision_number": "40/QĐ-SCT"} | changes
    return sign_annex(actor=world.cast.chuyenvien, project=project, draft=world.contract(**facts), at=world.now)


def adjust(world, project, *, confirmed="", reason="Giá máy đổi", paper="41/QĐ-SCT", **changes):
    adjustment = Adjustment(changes, reason, paper, confirmed)
    return adjust_project(actor=world.cast.giamdoc, project=project, adjustment=adjustment, at=world.now)


def test_sign_contract_binds_the_money_and_keeps_the_advance_rate_with_its_source(world):
    project = world.planned()

    contract = sign(world, project)

    project.refresh_from_db()
    assert (project.state, project.contracted, project.ends_on) == (
        "contracted", Money(200 * M), date(2026, 12, 20),
    )  # fmt: skip  # one tuple
    assert (contract.advance_percent, contract.advance_source) == (70, "TT 36/2013/TT-BCT, Điều 13")
    assert balances(project) == (50, 200)


def test_sign_contract_frees_the_rest_where_it_says_so(world):
    project = world.planned()

    sign(world, project, releases_rest=True)

    assert balances(project) == (0, 200)
    assert line_left(world.line) == Money(800 * M)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"amount": Money(250 * M + 1)}, "programme.contract_over_approval"),
        ({"amount": Money(0)}, "programme.no_contract_amount"),
        ({"number": " "}, "programme.no_contract_number"),
        ({"signed_on": date(2026, 11, 23)}, "programme.signed_on_wrong_day"),
        ({"signed_on": date(2026, 11, 25)}, "programme.signed_on_wrong_day"),
        ({"ends_on": date(2027, 1, 1)}, "programme.ends_on_wrong_day"),
        ({"ends_on": date(2026, 11, 1)}, "programme.ends_on_wrong_day"),
        ({"advance_percent": 71}, "programme.advance_over_norm"),
        ({"is_confirmed": False}, "programme.not_confirmed"),
    ],
)
def test_sign_contract_refuses_what_it_may_not_say(world, changes, expected):
    project = world.planned()

    with pytest.raises(Refusals) as caught:
        sign(world, project, **changes)

    assert codes(caught) == [expected]
    assert balances(project) == (250, 0)


def test_sign_contract_stays_within_what_was_appraised_for_the_firm(world):
    project = world.planned()
    Project.objects.filter(pk=project.pk).update(proposed=Money(150 * M))

    with pytest.raises(Refusals) as caught:
        sign(world, project)

    assert codes(caught) == ["programme.contract_over_approval"]


def test_sign_contract_refuses_a_group_project_without_beneficiary(world):
    project = world.planned()
    Project.objects.filter(pk=project.pk).update(establishment=None)

    with pytest.raises(Refusals) as caught:
        sign(world, project)

    assert codes(caught) == ["programme.no_beneficiary"]


def test_sign_contract_of_a_key_project_may_end_in_its_last_year(world):
    project = world.planned()
    world.line.kind, world.line.last_year = "key", 2028
    world.line.save()

    contract = sign(world, project, ends_on=date(2028, 12, 31))

    assert contract.ends_on == date(2028, 12, 31)


def test_the_database_itself_refuses_a_contract_over_the_approval(world):
    project = world.planned()

    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.filter(pk=project.pk).update(contracted=Money(300 * M))


def test_sign_annex_raises_and_lowers_the_amount(world):
    project = world.contracted()

    annex(world, project, amount=Money(240 * M))
    assert balances(project) == (10, 240)
    annex(world, project, number="05b/PL", amount=Money(100 * M))
    assert balances(project) == (150, 100)
    annex(world, project, number="05c/PL", amount=Money(90 * M), releases_rest=True)

    project.refresh_from_db()
    assert balances(project) == (0, 90)
    assert (project.contracted, project.approved) == (Money(90 * M), Money(250 * M))
    assert [one.number for one in project.contracts.order_by("pk")] == ["05/HĐ-KC", "05a/PL", "05b/PL", "05c/PL"]
    assert {one.main.number for one in project.contracts.exclude(main=None)} == {"05/HĐ-KC"}


def test_sign_annex_that_moves_only_the_end_needs_no_decision(world):
    project = world.contracted()

    annex(world, project, amount=Money(200 * M), ends_on=date(2026, 12, 31), decision_number="")

    assert (project.ends_on, balances(project)) == (date(2026, 12, 31), (50, 200))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"amount": Money(210 * M), "decision_number": ""}, "programme.annex_without_decision"),
        ({"amount": Money(251 * M)}, "programme.contract_over_approval"),
        ({"amount": Money(200 * M)}, "programme.annex_changes_nothing"),
    ],
)
def test_sign_annex_refuses_what_it_may_not_change(world, changes, expected):
    project = world.contracted()

    with pytest.raises(Refusals) as caught:
        annex(world, project, **changes)

    assert expected in codes(caught)
    assert balances(project) == (50, 200)


def test_sign_annex_refuses_more_than_is_reserved_and_less_than_is_spent_or_accepted(world):
    project = world.planned()
    sign(world, project, releases_rest=True)
    Transfer.objects.create(
        plan=world.plan, line=world.line, project=project, kind="advance", from_bucket="contracted",
        to_bucket="advanced", amount=Money(140 * M), on=date(2026, 11, 24), recorded_at=world.now,
        posted_by=world.cast.ketoan, approved_by=world.cast.giamdoc,
    )  # fmt: skip  # one row

    with pytest.raises(Refusals) as raised:
        annex(world, project, amount=Money(210 * M))
    with pytest.raises(Refusals) as lowered:
        annex(world, project, amount=Money(130 * M))
    Project.objects.filter(pk=project.pk).update(accepted=Money(195 * M))
    with pytest.raises(Refusals) as accepted:
        annex(world, project, amount=Money(190 * M))

    assert (codes(raised), codes(lowered), codes(accepted)) == (
        ["programme.annex_over_reserved"],
        ["programme.annex_under_spent"],
        ["programme.annex_under_accepted"],
    )


def test_sign_annex_comes_after_what_it_changes_and_with_a_number_of_its_own(world):
    project = world.contracted()
    project.contracts.update(signed_on=world.now.date() + timedelta(days=1))
    with pytest.raises(Refusals) as early:
        annex(world, project, amount=Money(210 * M))
    project.contracts.update(signed_on=world.now.date())
    with pytest.raises(Refusal) as taken:
        annex(world, project, number="05/HĐ-KC", amount=Money(210 * M))

    assert (codes(early), codes(taken)) == (["programme.annex_before_contract"], ["programme.contract_number_taken"])


def test_adjust_project_keeps_the_old_version_and_frees_money(world):
    project = world.planned()

    adjust(world, project, approved=Money(220 * M), name="Hỗ trợ máy sấy nhỏ (mẫu)")

    project.refresh_from_db()
    kept = project.versions.get()
    assert (kept.number, kept.content["approved"], kept.content["name"]) == (
        1, 250 * M, "Hỗ trợ máy sấy lạnh (mẫu)",
    )  # fmt: skip  # one tuple
    assert (project.approved, project.proposed, balances(project)) == (Money(220 * M), Money(250 * M), (220, 0))
    assert line_left(world.line) == Money(780 * M)
    assert "may say nho" in project.search_text


def test_adjust_project_raises_within_norm_and_line(world):
    project = world.contracted()

    adjust(world, project, approved=Money(300 * M))

    assert balances(project) == (100, 200)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"approved": Money(301 * M)}, ["programme.over_norm"]),
        ({"approved": Money(199 * M)}, ["programme.approval_under_contract"]),
        ({"name": "Tên khác", "reason": " "}, ["programme.no_reason"]),
        ({"name": "Tên khác", "paper": " "}, ["programme.no_adjustment_paper"]),
        ({"name": "Hỗ trợ máy sấy lạnh (mẫu)"}, ["programme.nothing_adjusted"]),
        ({"ends_on": date(2027, 1, 2)}, ["programme.ends_after_year"]),
        ({"invoices_until": date(2027, 1, 2)}, ["programme.window_outside_year"]),
    ],
)
def test_adjust_project_refuses_what_may_not_change(world, changes, expected):
    project = world.contracted()

    with pytest.raises(Refusals) as caught:
        adjust(world, project, **changes)

    assert codes(caught) == expected
    assert (project.versions.count(), balances(project)) == (0, (50, 200))


def test_adjust_project_refuses_nothing_left_and_fields_of_others(cast, now):
    world = make_project_world(cast, now, assigned=250 * M)
    project = world.planned()
    with pytest.raises(Refusals) as over:
        adjust(world, project, approved=Money(260 * M))
    project.refresh_from_db()
    with pytest.raises(Refusals) as nothing:
        adjust(world, project, approved=Money(0))
    project.refresh_from_db()
    with pytest.raises(Refusal) as foreign:
        adjust(world, project, accepted=Money(1))

    assert (codes(over), codes(nothing), codes(foreign)) == (
        ["programme.over_line"],
        ["programme.nothing_approved"],
        ["programme.not_editable"],
    )


def test_adjust_project_of_the_national_line_needs_the_department_s_word(world):
    project = world.planned()
    line = make_line(world.plan, code="Q01", stream="national")
    assign(line, 1_000 * M, world.cast.ketoan, world.now)
    Project.objects.filter(pk=project.pk).update(stream="national")
    project.refresh_from_db()

    with pytest.raises(Refusals) as caught:
        adjust(world, project, name="Tên khác")
    project.refresh_from_db()
    adjust(world, project, name="Tên khác", confirmed="Sở đồng ý, CV 5 (mẫu)")

    assert codes(caught) == ["programme.not_confirmed_by_department"]
    assert project.versions.get().confirmed_by_department == "Sở đồng ý, CV 5 (mẫu)"


def test_invoices_count_from_the_day_that_the_norm_says():
    first, last, approved = date(2026, 1, 1), date(2026, 12, 31), date(2026, 3, 1)

    assert invoice_window("budget_year", first, last, approved) == (first, last)
    assert invoice_window("approval", first, last, approved) == (approved, last)
