"""Appraisal at the base and at the Ministry, and the decision that puts a project into the plan."""

from dataclasses import replace
from datetime import date

import pytest

from khuyencong.documents.models import Attachment
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.programme.actions.evidence.checks import record_support_check
from khuyencong.programme.actions.projects.appraising import (
    MinistryFacts,
    MinistrySays,
    appraise_project,
    record_ministry_appraisal,
)
from khuyencong.programme.actions.projects.planning import name_beneficiary, plan_project
from khuyencong.programme.actions.projects.registering import withdraw_project
from khuyencong.programme.models import Appraisal, PlanLine, Project, Transfer
from khuyencong.programme.queries.evidence.support_history import findings_of
from khuyencong.programme.queries.projects.money import line_left, project_balances
from khuyencong.programme.rules.buckets import Bucket
from khuyencong.programme.rules.evidence.double_support import findings_key
from khuyencong.programme.rules.projects.appraisal import OpinionFacts
from tests.factories.programme import make_line
from tests.factories.registry import make_establishment
from tests.factories.rulebook import approved
from tests.programme.project_world import assign, make_project_world


@pytest.fixture
def world(cast, now):
    return make_project_world(cast, now)


def codes(caught):
    value = caught.value
    return sorted(one.code for one in value.refusals) if isinstance(value, Refusals) else [value.code]


def three(*agree):
    return tuple(OpinionFacts(f"Thành viên {n} (mẫu)", agrees=one) for n, one in enumerate(agree))


def test_appraise_project_keeps_criteria_opinions_bounds_and_the_amount(world):
    project = world.registered()

    appraise_project(actor=world.cast.chuyenvien, project=project, facts=world.verdict(), at=world.now)

    project.refresh_from_db()
    kept = project.appraisals.get()
    assert (project.state, project.proposed, kept.opinions.count()) == ("appraised", Money(250_000_000), 3)
    assert kept.criteria[0]["label"].startswith("Đúng nội dung")
    assert [(one["name"], one["amount"]) for one in kept.bounds] == [
        ("rate", 300_000_000),
        ("ceiling", 300_000_000),
        ("asked", 300_000_000),
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"proposed": Money(300_000_001)}, ["programme.proposed_over_limit"]),
        ({"proposed": None}, ["programme.no_proposed_amount"]),
        ({"conclusion": " "}, ["programme.no_conclusion"]),
        ({"held_on": date(2026, 11, 25)}, ["programme.appraisal_in_future"]),
        ({"held_on": date(2026, 11, 23)}, ["programme.appraisal_too_early"]),
        ({"opinions": three(True, True)}, ["programme.council_too_small"]),
        ({"opinions": three(True, False, False)}, ["programme.votes_say_otherwise"]),
        ({"opinions": (OpinionFacts("A", agrees=True), *three(True, True), OpinionFacts("a ", agrees=True))},
         ["programme.member_twice"]),
    ],
)  # fmt: skip  # cases read better in rows
def test_appraise_project_refuses_what_does_not_stand(world, changes, expected):
    project = world.registered()

    with pytest.raises(Refusals) as caught:
        appraise_project(actor=world.cast.chuyenvien, project=project, facts=world.verdict(**changes), at=world.now)

    assert codes(caught) == expected
    assert not Appraisal.objects.exists()


def test_appraise_project_wants_each_criterion_and_agrees_only_where_the_required_are_met(world):
    project, verdict = world.registered(), world.verdict()
    answers = (replace(verdict.answers[0], met=False), *verdict.answers[2:], replace(verdict.answers[1], code="moon"))

    with pytest.raises(Refusals) as caught:
        appraise_project(
            actor=world.cast.chuyenvien, project=project, facts=replace(verdict, answers=answers), at=world.now
        )

    assert codes(caught) == [
        "programme.criterion_not_met",
        "programme.criterion_unanswered",
        "programme.unknown_criterion",
    ]


def test_appraise_project_by_an_officer_unless_the_office_asks_for_a_council(world):
    steps = [{"code": "council_appraisal", "label": "Hội đồng", "required": True}]
    by_officer = world.verdict(body="officer", opinions=())
    first, second = world.registered(), world.registered()
    appraise_project(actor=world.cast.chuyenvien, project=first, facts=by_officer, at=world.now)
    approved(
        world.cast, world.now, key="programme.local_steps", value=steps, start_on=date(2026, 1, 1), source="QC mẫu"
    )
    second = Project.objects.get(pk=second.pk)

    with pytest.raises(Refusals) as caught:
        appraise_project(actor=world.cast.chuyenvien, project=second, facts=by_officer, at=world.now)

    assert first.state == "appraised"
    assert codes(caught) == ["programme.council_needed"]


def test_appraise_project_that_does_not_agree_needs_no_level_of_support(world):
    project = world.registered()
    Project.objects.filter(pk=project.pk).update(content="consulting")
    against = world.verdict(passed=False, proposed=None, opinions=three(False, False, True))

    appraise_project(actor=world.cast.chuyenvien, project=project, facts=against, at=world.now)

    project.refresh_from_db()
    assert (project.state, project.proposed, project.appraisals.get().passed) == ("appraised", None, False)


def test_appraise_project_refuses_where_the_province_has_set_no_level(world):
    project = world.registered()
    Project.objects.filter(pk=project.pk).update(content="consulting")

    with pytest.raises(Refusal) as caught:
        appraise_project(actor=world.cast.chuyenvien, project=project, facts=world.verdict(), at=world.now)

    assert caught.value.code == "programme.no_local_level"


def test_plan_project_reserves_the_money_and_keeps_the_norms(world):
    project = world.appraised()

    plan_project(actor=world.cast.giamdoc, project=project, decision=world.decision(), at=world.now)

    project.refresh_from_db()
    posted = Transfer.objects.get(project=project)
    assert (project.state, project.approved, project.approved_on) == (
        "planned", Money(250_000_000), date(2026, 11, 24),
    )  # fmt: skip  # one tuple
    assert (posted.kind, posted.amount, posted.paper) == ("reserve", Money(250_000_000), "30/QĐ-SCT")
    assert (line_left(world.line), project_balances(project)[Bucket.RESERVED]) == (
        Money(750_000_000), Money(250_000_000),
    )  # fmt: skip  # one tuple
    assert (project.invoices_from, project.invoices_until) == (date(2026, 1, 1), date(2026, 12, 31))
    assert project.norm_snapshot["level"]["rate_percent"] == 50
    assert project.norm_snapshot["level"]["source"] == "NQ mẫu, Điều 4, Điều 4 khoản 1"


def test_plan_project_twice_is_one_reservation(world):
    project = world.appraised()
    plan_project(actor=world.cast.giamdoc, project=project, decision=world.decision(), at=world.now)

    with pytest.raises(Refusal) as caught:
        plan_project(actor=world.cast.giamdoc, project=project, decision=world.decision(), at=world.now)

    assert caught.value.code == "kernel.wrong_state"
    assert Transfer.objects.filter(kind="reserve").count() == 1


def test_plan_project_takes_the_least_of_norm_line_and_appraisal_where_no_amount_is_told(cast, now):
    world = make_project_world(cast, now, assigned=90_000_000)
    project = world.appraised()

    plan_project(actor=cast.giamdoc, project=project, decision=world.decision(), at=now)

    assert project.approved == Money(90_000_000)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"approved": Money(250_000_001)}, ["programme.over_proposed"]),
        ({"approved": Money(300_000_001)}, ["programme.over_norm", "programme.over_proposed"]),
        ({"approved": Money(0)}, ["programme.nothing_approved"]),
        ({"decision_number": " "}, ["programme.no_decision_number"]),
        ({"decision_on": date(2026, 11, 25)}, ["programme.decision_in_future"]),
        ({"invoices_from": date(2025, 12, 1)}, ["programme.window_outside_year"]),
        ({"invoices_until": date(2027, 1, 1)}, ["programme.window_outside_year"]),
        ({"invoices_from": date(2026, 12, 2), "invoices_until": date(2026, 12, 1)}, ["programme.window_backwards"]),
    ],
)
def test_plan_project_refuses_what_the_decision_may_not_say(world, changes, expected):
    project = world.appraised()

    with pytest.raises(Refusals) as caught:
        plan_project(actor=world.cast.giamdoc, project=project, decision=world.decision(**changes), at=world.now)

    assert codes(caught) == expected
    assert not Transfer.objects.filter(kind="reserve").exists()


def test_plan_project_refuses_more_than_the_line_may_still_promise(cast, now):
    world = make_project_world(cast, now, assigned=200_000_000)
    project = world.appraised()

    with pytest.raises(Refusals) as caught:
        plan_project(actor=cast.giamdoc, project=project, decision=world.decision(approved=Money(250_000_000)), at=now)

    assert codes(caught) == ["programme.over_line"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ({"stream": "national"}, ["programme.wrong_stream"]),
        ({"content": "trademark"}, ["programme.wrong_content"]),
    ],
)
def test_plan_project_refuses_the_wrong_line(world, line, expected):
    project = world.appraised()
    other = make_line(world.plan, code="L02", **line)
    assign(other, 1_000_000_000, world.cast.ketoan, world.now)

    with pytest.raises(Refusals) as caught:
        plan_project(actor=world.cast.giamdoc, project=project, decision=world.decision(line=other), at=world.now)

    assert codes(caught) == expected


def test_plan_project_refuses_another_year_another_kind_and_a_line_not_in_force(world):
    project = world.appraised()
    Project.objects.filter(pk=project.pk).update(year=2027, kind="group")
    other = PlanLine.objects.create(
        plan=world.plan, code="L03", stream="local", content="machinery", kind="regular", name="Ngoài kế hoạch"
    )

    with pytest.raises(Refusals) as caught:
        plan_project(
            actor=world.cast.giamdoc, project=project,
            decision=world.decision(line=other, approved=Money(1)), at=world.now,
        )  # fmt: skip  # one call

    assert codes(caught) == [
        "programme.line_not_in_force", "programme.over_line", "programme.wrong_kind", "programme.wrong_year",
    ]  # fmt: skip  # one list


def test_plan_project_refuses_where_the_last_appraisal_does_not_agree(world):
    project = world.registered()
    against = world.verdict(passed=False, proposed=None, opinions=three(False, False, False))
    appraise_project(actor=world.cast.chuyenvien, project=project, facts=against, at=world.now)

    with pytest.raises(Refusals) as caught:
        plan_project(
            actor=world.cast.giamdoc, project=project, decision=world.decision(approved=Money(1)), at=world.now
        )

    assert codes(caught) == ["programme.not_appraised"]


def test_plan_project_of_a_substitute_names_what_it_replaces(world):
    old, project = world.opened(), world.appraised()
    withdraw_project(actor=world.cast.chuyenvien, project=old, reason="Bỏ", at=world.now)

    plan_project(actor=world.cast.giamdoc, project=project, decision=world.decision(replaces=old), at=world.now)

    assert list(old.replaced_by.all()) == [project]


def test_plan_project_is_the_director_s(world):
    project = world.appraised()

    with pytest.raises(Refusal) as caught:
        plan_project(actor=world.cast.chuyenvien, project=project, decision=world.decision(), at=world.now)

    assert caught.value.code.startswith("accounts.")


def national(world):
    line = make_line(world.plan, code="Q01", stream="national")
    assign(line, 1_000_000_000, world.cast.ketoan, world.now)
    return line, world.appraised(stream="national")


def answer(**changes):
    facts = {
        "answer": MinistrySays.AGREE, "held_on": date(2026, 11, 24), "paper": "99/CV-BCT", "conclusion": "Đồng ý.",
        "proposed": Money(200_000_000),
    }  # fmt: skip  # facts read better in a block
    return MinistryFacts(**facts | changes)


def test_record_ministry_appraisal_leads_into_the_plan(world):
    line, project = national(world)
    with pytest.raises(Refusal):
        plan_project(actor=world.cast.giamdoc, project=project, decision=world.decision(line=line), at=world.now)

    record_ministry_appraisal(actor=world.cast.chuyenvien, project=project, facts=answer(), at=world.now)
    plan_project(actor=world.cast.giamdoc, project=project, decision=world.decision(line=line), at=world.now)

    assert (project.state, project.approved) == ("planned", Money(200_000_000))


@pytest.mark.parametrize(
    ("says", "state", "reason"),
    [(MinistrySays.RETURN, "registered", ""), (MinistrySays.REFUSE, "rejected", "Chưa ưu tiên.")],
)
def test_record_ministry_appraisal_returns_or_refuses(world, says, state, reason):
    _line, project = national(world)

    record_ministry_appraisal(
        actor=world.cast.chuyenvien, project=project, facts=answer(answer=says, conclusion="Chưa ưu tiên."),
        at=world.now,
    )  # fmt: skip  # one call

    project.refresh_from_db()
    assert (project.state, project.ended_reason) == (state, reason)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"paper": ""}, "programme.no_conclusion"),
        ({"held_on": date(2026, 11, 25)}, "programme.ministry_on_wrong_day"),
        ({"proposed": None}, "programme.no_proposed_amount"),
        ({"proposed": Money(300_000_001)}, "programme.proposed_over_limit"),
    ],
)
def test_record_ministry_appraisal_refuses_what_does_not_stand(world, changes, expected):
    _line, project = national(world)

    with pytest.raises(Refusals) as caught:
        record_ministry_appraisal(actor=world.cast.chuyenvien, project=project, facts=answer(**changes), at=world.now)

    assert codes(caught) == [expected]


def test_record_ministry_appraisal_refuses_what_the_base_did_not_agree_to(world):
    _line, project = national(world)
    project.appraisals.update(passed=False, proposed=None)

    with pytest.raises(Refusals) as caught:
        record_ministry_appraisal(actor=world.cast.chuyenvien, project=project, facts=answer(), at=world.now)

    assert codes(caught) == ["programme.not_appraised"]


def group(world):
    """Return an approved group project that has no beneficiary yet, and a firm for it."""
    line = make_line(world.plan, code="N01", kind="group")
    assign(line, 1_000_000_000, world.cast.ketoan, world.now)
    project = world.appraised(kind="group", establishment=None, place_text="", facts={})
    plan_project(actor=world.cast.giamdoc, project=project, decision=world.decision(line=line), at=world.now)
    return project, make_establishment(world.cast.office(), "Cơ sở được chọn (mẫu)", address="ấp Mẫu")


def facts_of_firm():
    return {"facts": {"purpose": "Sấy", "machine": [{"name": "Máy (mẫu)", "quantity": 1, "price": 1}]}}


def test_name_beneficiary_appraises_the_project_for_that_firm(world):
    project, firm = group(world)
    project.place_text = "xã Mẫu"
    firm.place_text = "xã Mẫu"
    firm.save()
    world.attach_papers(project)

    name_beneficiary(
        actor=world.cast.chuyenvien, project=project, establishment=firm, changes=facts_of_firm(),
        appraisal=world.verdict(proposed=Money(180_000_000)), at=world.now,
    )  # fmt: skip  # one call

    project.refresh_from_db()
    assert (project.establishment, project.proposed, project.approved) == (
        firm, Money(180_000_000), Money(250_000_000),
    )  # fmt: skip  # one tuple
    assert project.machines.get().name == "Máy (mẫu)"
    assert project.appraisals.count() == 2


def test_name_beneficiary_refuses_an_incomplete_application_and_a_verdict_against(world):
    project, firm = group(world)
    firm.place_text = "xã Mẫu"
    firm.save()
    Attachment.objects.all().delete()
    with pytest.raises(Refusals) as missing:
        name_beneficiary(
            actor=world.cast.chuyenvien, project=project, establishment=firm, appraisal=world.verdict(), at=world.now
        )
    world.attach_papers(project)
    against = world.verdict(passed=False, proposed=None, opinions=three(False, False, False))
    with pytest.raises(Refusal) as refused:
        name_beneficiary(
            actor=world.cast.chuyenvien, project=project, establishment=firm, appraisal=against,
            changes=facts_of_firm(), at=world.now,
        )  # fmt: skip  # one call

    project.refresh_from_db()
    assert set(codes(missing)) == {"programme.fact_missing", "programme.paper_missing"}
    assert codes(refused) == ["programme.not_appraised"]
    assert project.establishment is None


def test_name_beneficiary_is_only_for_groups_and_firms_on_file(world):
    planned = world.planned()
    with pytest.raises(Refusal) as regular:
        name_beneficiary(
            actor=world.cast.chuyenvien, project=planned, establishment=world.maker, appraisal=world.verdict(),
            at=world.now,
        )  # fmt: skip  # one call
    project, firm = group(world)
    firm.state = "removed"
    firm.save()
    with pytest.raises(Refusal) as gone:
        name_beneficiary(
            actor=world.cast.chuyenvien, project=project, establishment=firm, appraisal=world.verdict(), at=world.now
        )

    assert (codes(regular), codes(gone)) == (["programme.not_a_group"], ["programme.establishment_not_active"])


def test_support_of_the_same_firm_and_content_is_looked_at_and_lowers_what_it_may_get(world):
    first, second = world.planned(), world.registered()
    Project.objects.filter(pk=second.pk).update(establishment=first.establishment)
    approved(
        world.cast, world.now, key="funding.ceiling_span", value="year", start_on=date(2026, 1, 1), source="QC mẫu"
    )
    with pytest.raises(Refusal) as unseen:
        appraise_project(actor=world.cast.chuyenvien, project=second, facts=world.verdict(), at=world.now)
    seen = findings_key(findings_of(second))
    record_support_check(
        actor=world.cast.chuyenvien, project=second, stage="appraisal", is_allowed=True, reason="Máy khác, công đoạn khác", seen=seen,
        at=world.now,
    )  # fmt: skip  # one call

    with pytest.raises(Refusals) as caught:
        appraise_project(
            actor=world.cast.chuyenvien, project=Project.objects.get(pk=second.pk), facts=world.verdict(), at=world.now
        )

    assert codes(unseen) == ["programme.double_support_unlooked"]
    assert codes(caught) == ["programme.proposed_over_limit"]
