"""Screens of programmes and plans: each opens, says its figures, loses nothing, and costs the same however much there is."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from khuyencong.kernel.money import Money
from khuyencong.programme.models import Plan, PlanLine, PlannedAmount, PlanVersion, Programme, Transfer
from khuyencong.programme.rules.buckets import KINDS, Kind
from tests.factories.programme import make_line, make_plan, make_programme, make_project
from tests.factories.registry import make_establishment

AT = datetime(2026, 2, 1, 2, 0, tzinfo=UTC)


def page(name, *args):
    return reverse(f"programme:{name}", args=args)


def post(cast, line, kind, amount, *, on=date(2026, 3, 1), project=None, to_line=None):
    """Write one row of the ledger straight into the table."""
    row = KINDS[kind]
    return Transfer.objects.create(
        id=uuid4(), plan=line.plan, line=line, to_line=to_line, project=project, kind=kind.value,
        from_bucket=row.source.value, to_bucket=row.target.value, amount=Money(amount), on=on, recorded_at=AT,
        posted_by=cast.ketoan, approved_by=cast.giamdoc if row.approved else None,
    )  # fmt: skip  # facts read better in a block


def busy_plan(cast, count):
    """Make a plan of a programme with lines, each with money assigned, a contract and a payment."""
    programme = make_programme(cast)
    plan = make_plan(cast, programme=programme)
    for number in range(count):
        line = make_line(plan, code=f"L{number:02}", stream="local" if number % 2 else "national")
        firm = make_establishment(cast.office(), f"Cơ sở {number}")
        project = make_project(
            cast,
            line=line,
            code=f"DA-{number}",
            state="accepted",
            establishment=firm,
            sector=f"Ngành {number}",
            contracted=Money(300_000_000),
            accepted=Money(300_000_000),
            accepted_on=date(2026, 5, 1),
        )
        post(cast, line, Kind.ASSIGN, 500_000_000)
        post(cast, line, Kind.RESERVE, 300_000_000, project=project)
        post(cast, line, Kind.CONTRACT, 300_000_000, project=project, on=date(2026, 4, 1))
        post(cast, line, Kind.PAY, 100_000_000, project=project, on=date(2026, 6, 1))
    return plan


@pytest.mark.parametrize("count", [1, 8])
def test_view_plan_costs_the_same_with_one_line_and_many(cast, count, django_assert_num_queries):
    plan = busy_plan(cast, count)
    client = cast.client("chuyenvien")
    client.get(page("view_plan", plan.pk))

    with django_assert_num_queries(20):
        answer = client.get(page("view_plan", plan.pk))

    total = answer.context["sheet"].total
    assert (total.planned, total.assigned, total.committed, total.spent, total.left) == (
        count * 1_000_000_000, count * 500_000_000, count * 300_000_000, count * 100_000_000, count * 200_000_000
    )  # fmt: skip  # five figures


def test_view_plan_tells_a_past_day(cast):
    plan = busy_plan(cast, 2)

    answer = cast.client("giamdoc").get(page("view_plan", plan.pk) + "?ngay=01/04/2026")

    total = answer.context["sheet"].total
    assert (total.contracted, total.spent) == (600_000_000, 0)
    assert [row.month for row in answer.context["months"]] == [date(2026, 3, 1), date(2026, 4, 1)]


def test_view_plan_warns_of_a_line_that_holds_more_than_the_version_gives(cast):
    plan = make_plan(cast)
    line = make_line(plan, support=100)
    post(cast, line, Kind.ASSIGN, 150)

    assert "nhiều hơn mức" in cast.client("chuyenvien").get(page("view_plan", plan.pk)).content.decode()


def test_view_plan_leads_to_the_ledger_and_the_officer_to_the_import_of_its_projects(cast):
    plan = make_plan(cast)
    ledger, importing = (
        page("view_ledger", plan.pk),
        reverse("workbooks:check_import", args=["programme.projects", plan.pk]),
    )

    officer, auditor = (
        cast.client(name).get(page("view_plan", plan.pk)).content.decode() for name in ("chuyenvien", "kiemtoan")
    )

    assert (ledger in officer, importing in officer) == (True, True)
    assert (ledger in auditor, importing in auditor) == (True, False)
    assert cast.client("chuyenvien").get(importing).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_view_plans_costs_the_same_with_one_and_three(cast, count, django_assert_num_queries):
    for number in range(count):
        make_line(make_plan(cast, year=2024 + number))
    client = cast.client("ketoan")
    client.get(page("view_plans"))

    with django_assert_num_queries(6):
        answer = client.get(page("view_plans"))

    assert len(answer.context["listing"].page.object_list) == count


@pytest.mark.parametrize("file", ["xlsx", "csv"])
def test_view_plan_version_is_exported_under_vietnamese_headings(cast, file):
    plan = make_plan(cast)
    make_line(plan)

    answer = cast.client("ketoan").get(page("view_plan_version", plan.versions.get().pk) + f"?tai={file}")

    text = b"".join(answer.streaming_content)
    assert answer.status_code == 200
    assert file == "xlsx" or "Kinh phí hỗ trợ" in text.decode()


def typed(rows, **more):
    data = {"form-TOTAL_FORMS": str(len(rows)), "form-INITIAL_FORMS": "0", **more}
    for number, row in enumerate(rows):
        facts = {"stream": "local", "content": "machinery", "kind": "regular", "support": "850 triệu"} | row
        data |= {f"form-{number}-{name}": value for name, value in facts.items()}
    return data


def test_open_plan_then_edit_plan_writes_the_lines_that_were_typed(cast):
    client = cast.client("chuyenvien")

    client.post(page("open_plan"), {"year": "2027", "name": "", "programme": "", "copied": ""})
    version = PlanVersion.objects.get()
    answer = client.post(page("edit_plan", version.pk), typed([{"name": "Hỗ trợ máy"}, {"name": ""}]))

    line = PlanLine.objects.get()
    assert answer["Location"] == page("view_plan_version", version.pk)
    assert (Plan.objects.get().office.code, line.code, line.name) == ("ttkc-vinh-long", "L01", "Hỗ trợ máy")
    assert PlannedAmount.objects.get().support == Money(850_000_000)
    assert PlannedAmount.objects.get().unit == "cơ sở"


def test_edit_plan_keeps_what_was_typed_when_it_is_refused(cast):
    cast.client("chuyenvien").post(page("open_plan"), {"year": "2027"})
    version = PlanVersion.objects.get()

    answer = cast.client("chuyenvien").post(page("edit_plan", version.pk), typed([{"name": "Máy", "kind": "key"}]))

    assert answer.status_code == 422
    assert [one.code for one in answer.context["refusals"]] == ["programme.key_years"]
    assert 'value="850 triệu"' in answer.content.decode()
    assert not PlanLine.objects.exists()


@pytest.mark.parametrize("amount", ["-5", "12,5", "1000000000000000000", "bốn con"])
def test_edit_plan_asks_again_for_money_that_cannot_be(cast, amount):
    cast.client("chuyenvien").post(page("open_plan"), {"year": "2027"})
    version = PlanVersion.objects.get()

    answer = cast.client("chuyenvien").post(page("edit_plan", version.pk), typed([{"name": "A", "support": amount}]))

    assert answer.status_code == 422
    assert not PlanLine.objects.exists()


def test_plan_goes_from_draft_over_return_and_approval_to_an_adjustment(cast):
    plan = make_plan(cast)
    make_line(plan)
    PlanVersion.objects.update(state="draft", decision_number="", decision_on=None)
    version = plan.versions.get()
    officer, director = cast.client("chuyenvien"), cast.client("giamdoc")

    officer.post(page("submit_plan", version.pk))
    director.post(page("return_plan", version.pk), {"reason": "Thiếu đối ứng"})
    version.refresh_from_db()
    returned = (version.state, version.answer)
    officer.post(page("submit_plan", version.pk))
    decision = {"number": "12/QĐ-SCT", "on": "10/01/2026", "signer": "Lê Giám Đốc (mẫu)"}
    director.post(page("approve_plan", version.pk), decision)
    officer.post(page("adjust_plan", plan.pk), {"reason": "Bổ sung"})

    states = list(plan.versions.order_by("number").values_list("state", flat=True))
    assert returned == ("draft", "Thiếu đối ứng")
    assert states == ["approved", "draft"]


def test_view_plan_changes_shows_both_versions(cast):
    plan = make_plan(cast)
    line = make_line(plan, support=100)
    later = PlanVersion.objects.create(plan=plan, number=2, created_at=AT, created_by=cast.chuyenvien)
    PlannedAmount.objects.create(version=later, line=line, support=Money(70))

    answer = cast.client("kiemtoan").get(page("view_plan_changes", plan.pk))

    assert [(row["change"].kind, row["change"].difference) for row in answer.context["changes"]] == [
        ("lowered", Money(-30))
    ]


def test_view_plan_changes_knows_no_other_version(cast):
    plan = make_plan(cast)

    assert cast.client("giamdoc").get(page("view_plan_changes", plan.pk) + "?sau=9").status_code == 404


PROGRAMME = {
    "code": "KC-2031", "name": "Chương trình mẫu", "first_year": "2031", "last_year": "2035",
    "money-TOTAL_FORMS": "2", "money-INITIAL_FORMS": "0", "money-0-source": "local", "money-0-amount": "93,48 tỷ",
    "money-0-citation": "QĐ mẫu", "money-1-source": "national",
    "targets-TOTAL_FORMS": "1", "targets-INITIAL_FORMS": "0", "targets-0-label": "Máy", "targets-0-unit": "lượt",
    "targets-0-contents": ["machinery", "technology_line"], "targets-0-low": "300", "targets-0-high": "400",
}  # fmt: skip  # facts read better in a block


def test_open_programme_edit_approve_and_end_through_the_screens(cast):
    client = cast.client("giamdoc")

    client.post(page("open_programme"), PROGRAMME)
    programme = Programme.objects.get()
    shown = client.get(page("edit_programme", programme.pk)).status_code
    client.post(
        page("edit_programme", programme.pk),
        PROGRAMME | {"name": "Tên mới", "money-INITIAL_FORMS": "1", "targets-INITIAL_FORMS": "1"},
    )
    decision = {"number": "1/QĐ-UBND", "on": "05/01/2026", "authority": "UBND tỉnh"}
    client.post(page("approve_programme", programme.pk), decision)
    client.post(page("end_programme", programme.pk))

    programme.refresh_from_db()
    assert (shown, programme.name, programme.state, programme.office.code) == (200, "Tên mới", "ended", "sct-vinh-long")
    assert programme.money.get().amount == Money(93_480_000_000)
    assert programme.targets.get().contents == "machinery,technology_line"


def test_open_programme_keeps_what_was_typed_when_it_is_refused(cast):
    data = PROGRAMME | {"money-1-source": "local", "money-1-amount": "5"}

    answer = cast.client("giamdoc").post(page("open_programme"), data)

    assert (answer.status_code, Programme.objects.count()) == (422, 0)
    assert [one.code for one in answer.context["refusals"]] == ["programme.money_twice"]


@pytest.mark.parametrize("count", [1, 6])
def test_view_programme_costs_the_same_with_one_project_and_many(cast, count, django_assert_num_queries):
    plan = busy_plan(cast, count)
    client = cast.client("kiemtoan")
    client.get(page("view_programme", plan.programme_id))

    with django_assert_num_queries(14):
        answer = client.get(page("view_programme", plan.programme_id))

    spent = {row.source: row.spent for row in answer.context["money"]}
    assert sum(spent.values()) == count * 100_000_000


def test_tasks_show_the_director_what_waits_for_approval(cast):
    plan = make_plan(cast)
    PlanVersion.objects.update(state="submitted")

    answer = cast.client("giamdoc").get(reverse("accounts:view_tasks"))

    assert page("view_plan_version", plan.versions.get().pk) in answer.content.decode()


def test_open_plan_that_is_there_is_told_on_the_page_that_was_filled_in(cast):
    make_plan(cast, year=2027)

    answer = cast.client("chuyenvien").post(page("open_plan"), {"year": "2027", "name": "Tên đã gõ"})

    assert (answer.status_code, [one.code for one in answer.context["refusals"]]) == (422, ["programme.plan_exists"])
    assert "Tên đã gõ" in answer.content.decode()


def test_decision_of_tomorrow_is_told_on_the_page_that_was_filled_in(cast):
    plan, programme = make_plan(cast), make_programme(cast, state="draft")
    make_line(plan)
    PlanVersion.objects.update(state="submitted", decision_number="", decision_on=None)
    late = {"number": "9/QĐ", "on": "01/01/2199", "signer": "A", "authority": "A"}

    told = [
        cast.client("giamdoc").post(page(name, thing.pk), late)
        for name, thing in (("approve_plan", plan.versions.get()), ("approve_programme", programme))
    ]

    assert [[one.code for one in answer.context["refusals"]] for answer in told] == [
        ["programme.decision_in_future"]
    ] * 2


def test_somebody_without_the_right_is_shown_the_door(cast):
    plan = make_plan(cast)

    assert cast.client("chuyenvien").get(page("assign_money", plan.pk)).status_code == 403
    assert cast.client("thuky-ben").get(page("view_plan", plan.pk)).status_code == 403
