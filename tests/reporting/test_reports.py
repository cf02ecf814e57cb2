"""Reports from records: figures equal to the ledger, what stands behind them, freezing, signing, correcting, forms."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from io import BytesIO

import openpyxl
import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.programme.models import Acceptance, Contract, FollowUp, PlanVersion, Project
from khuyencong.programme.models.plans import PlannedAmount
from khuyencong.programme.queries.balances import AsOf, plan_balance
from khuyencong.programme.rules.buckets import Bucket, Kind
from khuyencong.registry.models import Place
from khuyencong.reporting.actions import reports as actions
from khuyencong.reporting.models import Report, ReportCell
from khuyencong.reporting.papers import file_of, paper_of
from khuyencong.reporting.queries.drawing import Drawer
from khuyencong.reporting.queries.places import PlaceMap
from khuyencong.reporting.queries.reports import form_in_force, freeze, is_whole, opened, report_before
from khuyencong.reporting.queries.tables import default_forms
from khuyencong.reporting.rules.comparing import Reason
from khuyencong.reporting.rules.periods import read_period
from khuyencong.reporting.rules.sheet import total_of
from tests.programme.ledger_world import DAY, make_plan_world, make_project

pytestmark = pytest.mark.django_db
AT = datetime(2027, 1, 10, 2, 0, tzinfo=UTC)
TODAY = date(2027, 1, 10)


@pytest.fixture
def plan(cast, now):
    """A plan with an approved version, money up to payment on the first line and some assigned on the national one."""
    world = make_plan_world(cast, now)
    version = PlanVersion.objects.create(
        plan=world.plan, number=1, state="approved", decision_number="1/QĐ", decision_on=date(2026, 1, 10),
        created_at=now, created_by=cast.chuyenvien,
    )  # fmt: skip  # one row
    for code, support in (("L01", 1000), ("Q01", 400)):
        PlannedAmount.objects.create(version=version, line=world.lines[code], support=Money(support))
    world.chain(Bucket.PAID, 300)
    world.insert(Kind.ASSIGN, 250, line=world.lines["Q01"])
    world.insert(Kind.ASSIGN, 40, line=world.lines["L02"], on=date(2026, 8, 1))
    return world


def draw(world, code="KC-GN", period="2026"):
    drawer = Drawer(default_forms()[code], read_period(period), world.plan.office)
    return drawer, {where: cell for where, _section, _row, _column, cell in drawer.draw().cells()}


def test_money_of_a_report_equals_the_ledger_to_the_dong(plan):
    _drawer, cells = draw(plan)
    ledger = plan_balance([plan.plan], AsOf(on=date(2026, 12, 31))).sources
    buckets = {
        "money.contracted": ("contracted", "advanced", "paid", "settled"), "money.left": ("assigned",),
        "money.paid": ("paid", "settled"), "money.settled": ("settled",), "money.returned": ("returned",),
    }  # fmt: skip  # a table

    for stream, held in ledger.items():
        for code, names in buckets.items():
            expected = sum(held[Bucket(name)] for name in names)
            assert cells[f"s1/{code}:{stream.value}/to_date"].value == expected
    assert cells["s1/money.assigned/to_date"].value == 590
    assert cells["s1/money.assigned/plan"].value == 1400
    assert cells["s1/money.assigned/plan_percent"].value == Fraction(59000, 1400)


def test_quarters_sum_to_the_year(plan):
    quarters = [draw(plan, period=f"2026-Q{number}")[1]["s1/money.assigned/period"].value for number in range(1, 5)]

    assert quarters == [550, 0, 40, 0]


@pytest.mark.parametrize("code", sorted(default_forms()))
def test_records_behind_every_cell_sum_to_it(plan, cast, now, code):
    furnish(plan, cast, now)
    drawer, cells = draw(plan, code)
    sums = {where: drawer.records(where) for where in cells if where in drawer.recipes}

    assert sums
    assert [where for where, records in sums.items() if total_of(records) != cells[where].value] == []
    assert {where for where, cell in cells.items() if cell.opens} == sums.keys()


def furnish(world, cast, at):
    """Give the project a contract, an acceptance with figures, a follow-up, a place of before the merger, a second one."""
    project = world.project
    Contract.objects.create(
        project=project, number="5/HĐ", signed_on=date(2026, 3, 1), amount=Money(500), ends_on=date(2026, 6, 1),
        recorded_at=at, recorded_by=cast.chuyenvien,
    )  # fmt: skip  # one row
    Acceptance.objects.create(
        client_id="00000000-0000-4000-8000-000000000001", project=project, held_on=date(2026, 5, 2), result="full",
        accepted=Money(500), figures={"machines": "3"}, recorded_by=cast.chuyenvien, recorded_at=at,
    )  # fmt: skip  # one row
    FollowUp.objects.create(
        project=project, months=6, visited_on=date(2026, 11, 5), figures={"jobs_created": "4", "revenue": "200"},
        before={"revenue": "100"}, recorded_by=cast.chuyenvien, recorded_at=at,
    )  # fmt: skip  # one row
    Project.objects.filter(pk=project.pk).update(
        state="accepted", registered_on=date(2026, 1, 5), starts_on=date(2026, 3, 5), accepted_on=date(2026, 5, 2),
        settled_on=date(2026, 5, 20), sector="Cơ khí", place=Place.objects.filter(until__isnull=False).first(),
    )  # fmt: skip  # one row
    make_project(world, "KC-2", state="running", starts_on=date(2026, 2, 1), approved_on=DAY)


def test_results_come_from_what_the_acceptance_found(plan, cast, now):
    furnish(plan, cast, now)
    _drawer, cells = draw(plan, "KC-CN")

    assert cells["s1/technology.machines/to_date"].value == 3
    assert cells["s1/technology.establishments:local/to_date"].value == 1
    assert cells["s1/technology.establishments:national/to_date"].value == 0
    assert cells["s3/effect.jobs_created/to_date"].value == 4
    assert cells["s3/effect.revenue_share/to_date"].value == 200


def test_what_has_no_records_in_the_system_says_why_and_is_never_zero(plan):
    _drawer, cells = draw(plan, "KC-CN")
    aware = cells["s4/cleaner.aware/to_date"]

    assert (aware.value, aware.is_undefined) == (None, False)
    assert aware.why.startswith("Cần điều tra")


def test_places_that_cannot_be_told_are_named(plan, cast, now):
    furnish(plan, cast, now)
    sheet = Drawer(default_forms()["KC-DB"], read_period("2026"), plan.plan.office).draw()
    labels = [row.label for row in sheet.sections[0].rows]

    assert labels[0] == "Tổng số"
    assert "Chưa ghi địa điểm hoặc chưa gắn với đề án" in labels
    assert len(labels) == 3
    places = PlaceMap()
    assert {places.commune(pk)[:3] for pk, one in places.places.items() if one.is_current} <= {
        "xã ",
        "phư",
        "đặc",
        "Xã ",
        "Phư",
        "Đặc",
    }


def report_of(world, cast, period="2026", code="KC-GN"):
    return actions.open_report(
        actor=cast.chuyenvien, office=world.plan.office, code=code, period=read_period(period), at=AT
    )


def frozen(world, cast, period="2026"):
    report = report_of(world, cast, period)
    actions.freeze_report(actor=cast.giamdoc, report=report, at=AT, today=TODAY)
    return report


def test_open_report_is_refused_twice_and_for_a_period_the_form_is_not_for(plan, cast):
    report_of(plan, cast)

    with pytest.raises(Refusal) as twice:
        report_of(plan, cast)
    with pytest.raises(Refusal) as wrong:
        report_of(plan, cast, period="2026-09", code="KC-CT")
    with pytest.raises(Refusal) as unknown:
        report_of(plan, cast, code="KC-XX")

    assert [one.value.code for one in (twice, wrong, unknown)] == [
        "reporting.report_there_already", "reporting.form_not_for_period", "reporting.unknown_form",
    ]  # fmt: skip  # a list


def test_freeze_report_keeps_figures_and_records_whatever_happens_later(plan, cast):
    report = frozen(plan, cast)
    plan.insert(Kind.ASSIGN, 11)
    report.refresh_from_db()
    sheet, records = opened(report, "s1/money.assigned/to_date")
    kept = {where: cell for where, _section, _row, _column, cell in sheet.cells()}

    assert report.state == "frozen"
    assert is_whole(report)
    assert kept["s1/money.assigned/to_date"].value == total_of(records) == 590
    assert opened(report, "s1/money.settled/to_date")[1] == []
    assert opened(report, "s1/money.assigned/plan_percent")[1] is None


def test_freeze_report_is_refused_before_the_period_is_over_and_twice(plan, cast):
    report = report_of(plan, cast)

    with pytest.raises(Refusal) as early:
        actions.freeze_report(actor=cast.giamdoc, report=report, at=AT, today=date(2026, 12, 31))
    actions.freeze_report(actor=cast.giamdoc, report=report, at=AT, today=TODAY)
    with pytest.raises(Refusal):
        actions.freeze_report(actor=cast.giamdoc, report=report, at=AT, today=TODAY)

    assert early.value.code == "reporting.period_not_over"


@pytest.mark.parametrize("change", [
    lambda report: Report.objects.filter(pk=report.pk).update(facts={}),
    lambda report: Report.objects.filter(pk=report.pk).delete(),
    lambda report: ReportCell.objects.filter(report=report).update(records=[]),
], ids=["figures", "report", "records"])  # fmt: skip
def test_frozen_report_cannot_be_changed_in_the_database(plan, cast, change):
    report = frozen(plan, cast)

    with pytest.raises(DatabaseError), transaction.atomic():
        change(report)


def test_tampered_figure_breaks_the_seal(plan, cast):
    report = frozen(plan, cast)
    report.facts["sections"][0]["rows"][0]["cells"]["to_date"][0] = "1"

    assert not is_whole(report)


def test_sign_report_notes_paper_and_day(plan, cast):
    report = frozen(plan, cast)

    for number, day in ((" ", TODAY), ("5/BC", date(2026, 12, 31)), ("5/BC", date(2027, 1, 11))):
        with pytest.raises(Refusal):
            sign(cast, report, number, day)
    sign(cast, report, "5/BC-TTKC", TODAY)

    assert (report.state, report.paper_number, report.signed_on) == ("signed", "5/BC-TTKC", TODAY)


def sign(cast, report, number, day):
    actions.sign_report(actor=cast.giamdoc, report=report, paper_number=number, signed_on=day, at=AT, today=TODAY)


def test_correct_report_shows_old_and_new_and_leaves_the_first_as_it_was(plan, cast):
    report = frozen(plan, cast)
    with pytest.raises(Refusal) as same:
        correct(cast, report, "thừa")
    plan.insert(Kind.ASSIGN, 10, on=date(2026, 12, 1))
    with pytest.raises(Refusal) as mute:
        correct(cast, report, " ")
    newer = correct(cast, report, "Ghi bổ sung quyết định giao")
    where = "s1/money.assigned/to_date"
    before, after = opened(report, where)[1], opened(newer, where)[1]

    assert [one.value.code for one in (same, mute)] == ["reporting.nothing_to_correct", "reporting.reason_missing"]
    assert (report.state, newer.number, newer.corrects) == ("corrected", 2, report)
    assert total_of(after) - total_of(before) == 10
    assert report_before(newer) == report


def correct(cast, report, reason):
    return actions.correct_report(actor=cast.chuyenvien, report=report, reason=reason, at=AT)


def test_change_since_the_last_report_names_what_was_dated_back(plan, cast):
    from khuyencong.reporting.queries.reports import changes_since

    quarter = frozen(plan, cast, "2026-Q1")
    plan.insert(Kind.ASSIGN, 5, on=DAY)
    later = report_of(plan, cast, "2026-Q3")
    where = "s1/money.assigned/to_date"
    found = changes_since(report_before(later), where, opened(later, where)[1])

    assert report_before(later) == quarter
    assert sorted((one.reason, one.difference) for one in found) == [(Reason.BACKDATED, 5), (Reason.NEW, 40)]


def test_edit_report_form_keeps_versions_and_leaves_open_reports_alone(plan, cast):
    office = plan.plan.office
    old = report_of(plan, cast)
    form = replace(form_in_force(office, "KC-GN"), title="Báo cáo giải ngân của Trung tâm")
    kept = actions.edit_report_form(actor=cast.chuyenvien, office=office, form=form, at=AT)

    assert (kept.number, form_in_force(office, "KC-GN").title) == (1, form.title)
    assert old.form.title == default_forms()["KC-GN"].title
    with pytest.raises(Refusals):
        actions.edit_report_form(actor=cast.chuyenvien, office=office, form=replace(form, title=""), at=AT)


@pytest.mark.parametrize("act", [
    lambda cast, world: report_of(world, Swapped(cast)),
    lambda cast, world: actions.edit_report_form(
        actor=cast.ketoan, office=world.plan.office, form=default_forms()["KC-GN"], at=AT
    ),
], ids=["open_report", "edit_report_form"])  # fmt: skip
def test_people_without_the_right_are_refused(plan, cast, act):
    with pytest.raises(Refusal) as told:
        act(cast, plan)

    assert told.value.code == "accounts.no_right"


class Swapped:
    """The cast with a juror in the officer's place."""

    def __init__(self, cast):
        self.chuyenvien = cast.giamkhao01


def test_workbook_has_sums_as_formulas_that_give_the_figures(plan, cast):
    report = frozen(plan, cast)
    sheet = freeze_sheet(report)
    data = file_of("xlsx", sheet, report.form, report.office, AT)
    formulas = openpyxl.load_workbook(BytesIO(data)).active
    values = openpyxl.load_workbook(BytesIO(data), data_only=True).active
    sums = [
        cell
        for row in formulas.iter_rows()
        for cell in row
        if str(cell.value or "").startswith("=") and "+" in cell.value
    ]

    assert sums
    for cell in sums:
        parts = [values[name].value for name in cell.value.removeprefix("=").split("+")]
        assert sum(parts) == values[cell.coordinate].value
    assert any(str(cell.value) == "590" for row in values.iter_rows() for cell in row)


def freeze_sheet(report):
    return opened(report, "")[0]


def test_paper_of_a_report_tells_its_tables_and_figures(plan, cast):
    paper = paper_of(frozen(plan, cast), TODAY)
    tables = [block for block in paper.annexes[0].body if hasattr(block, "rows")]

    assert (paper.name, paper.abbreviation) == ("BÁO CÁO", "BC")
    assert "590" in tables[0].rows[0]
    assert paper.annexes[0].is_landscape


def test_millions_are_exact_in_a_paper(plan, cast):
    office = plan.plan.office
    form = replace(form_in_force(office, "KC-GN"), in_millions=True)
    drawn = Drawer(form, read_period("2026"), office).draw()
    from khuyencong.reporting.papers import letterhead_of_office, report_paper

    table = report_paper(drawn, form, letterhead_of_office(office)).annexes[0].body[1]

    assert table.rows[0][2] == "triệu đồng"
    assert "0,00059" in table.rows[0]
    assert file_of("xlsx", drawn, form, office, AT)


def command(capsys, *words):
    call_command("report", *words, "--json")
    return json.loads(capsys.readouterr().out)


def test_command_lists_forms_and_writes_files(plan, cast, capsys, tmp_path):
    office = ("--office", "ttkc-vinh-long")
    listed = command(capsys, "--list", *office)
    told = command(capsys, "KC-GN", "--period", "2026-Q3", *office)
    rows = {row["code"]: row["cells"] for row in told["sections"][0]["rows"]}

    assert [one["code"] for one in listed["forms"]] == list(default_forms())
    assert (told["state"], rows["money.assigned"]["period"]) == ("live", {"value": 40})
    for kind, start in (("json", b"{"), ("xlsx", b"PK"), ("docx", b"PK"), ("pdf", b"%PDF")):
        out = tmp_path / f"r.{kind}"
        command(capsys, "KC-GN", "--period", "2026", "--format", kind, "--out", str(out), *office)
        assert out.read_bytes().startswith(start)


def test_command_tells_a_frozen_report_as_frozen_unless_asked_live(plan, cast, capsys):
    report = frozen(plan, cast)
    plan.insert(Kind.ASSIGN, 11, on=date(2026, 12, 1))
    words = ("KC-GN", "--period", "2026", "--office", "ttkc-vinh-long")
    kept, live = command(capsys, *words), command(capsys, *words, "--live")

    assert (kept["state"], kept["digest"]) == ("frozen", report.digest)
    assert [one["sections"][0]["rows"][0]["cells"]["to_date"]["value"] for one in (kept, live)] == [590, 601]


@pytest.mark.parametrize(("words", "status"), [
    (("KC-GN",), 2), (("KC-GN", "--period", "2026", "--format", "pdf"), 2), (("KC-GN", "--period", "quý 3"), 1),
    (("--list", "--office", "nowhere"), 1),
])  # fmt: skip  # a table
def test_command_refuses_what_it_cannot_read(cast, words, status):
    with pytest.raises(SystemExit) as told:
        call_command("report", *words)

    assert told.value.code == status


def test_planted_mismatch_between_report_and_records_is_found(plan, monkeypatch):
    from khuyencong.reporting.queries.measures import COUNTED, Measure

    honest = COUNTED["ledger"]
    monkeypatch.setitem(COUNTED, "ledger", Measure(honest.totals, lambda *asked: honest.hits(*asked)[1:]))
    drawer, cells = draw(plan)

    assert [w for w in drawer.recipes if total_of(drawer.records(w)) != cells[w].value]


def test_frozen_report_of_all_cells_is_the_same_when_nothing_changed(plan):
    drawer = Drawer(default_forms()["KC-KQ"], read_period("2026"), plan.plan.office)

    assert freeze(drawer).digest == freeze(Drawer(drawer.form, drawer.period, drawer.office)).digest
