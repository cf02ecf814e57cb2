"""Screens of reports and the dashboard: shown, opened down to records, frozen, signed, corrected; queries counted."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from khuyencong.kernel.money import Money
from khuyencong.programme.models import Contract, PaymentOrder, Plan, Project
from khuyencong.programme.rules.buckets import Bucket, Kind
from khuyencong.reporting.models import Report, ReportForm
from tests.programme.ledger_world import make_plan_world, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast, now):
    """Money of 2026 up to payment, in its first quarter."""
    world = make_plan_world(cast, now)
    world.chain(Bucket.PAID, 300)
    return world


def opened(cast, *, part="-Q1", person="chuyenvien", code="KC-GN"):
    client = cast.client(person)
    answer = client.post("/bao-cao/lap/", {"code": code, "year": "2026", "part": part})
    assert answer.status_code == 302, answer.content.decode()
    return client, answer["Location"]


def test_open_report_by_the_officer_shows_figures_that_open(plan, cast):
    client, address = opened(cast)
    page = client.get(address).content.decode()
    cells = re.findall(r'href="(/bao-cao/\d+/o/[^"]+)"', page)
    opened_cell = client.get(next(one for one in cells if one.endswith("money.contracted/to_date/")))

    assert client.get("/bao-cao/lap/").status_code == 200
    assert opened_cell.status_code == 200
    assert "Ký hợp đồng · 2026-KC-1 · QĐ 1" in opened_cell.content.decode()
    assert client.get(address + "o/s1/money.contracted/nowhere/").status_code == 404
    assert "Lập báo cáo" in client.get("/bao-cao/").content.decode()


def test_open_report_again_is_refused_on_its_page(plan, cast):
    client, _address = opened(cast)
    answer = client.post("/bao-cao/lap/", {"code": "KC-GN", "year": "2026", "part": "-Q1"})

    assert answer.status_code == 422
    assert "đã được lập" in answer.content.decode()


def test_freeze_report_sign_report_and_correct_report_on_screen(plan, cast):
    client, address = opened(cast)
    client.post(address + "chot/")
    director = cast.client("giamdoc")
    unreadable = director.post(address + "ky/", {"ky-paper_number": "", "ky-signed_on": "mai"})
    director.post(address + "ky/", {"ky-paper_number": "7/BC-TTKC", "ky-signed_on": "06/04/2026"})
    signed = Report.objects.get()
    plan.insert(Kind.ASSIGN, 9, on=date(2026, 3, 5))
    moved = client.get(address).content.decode()
    answer = client.post(address + "dinh-chinh/", {"dinh-chinh-reason": "Ghi bổ sung"})
    newer = client.get(answer["Location"]).content.decode()
    cell = client.get(answer["Location"] + "o/s1/money.assigned/to_date/").content.decode()

    assert unreadable.status_code == 409
    assert (signed.state, signed.paper_number) == ("signed", "7/BC-TTKC")
    assert "Thay đổi sau khi chốt" in moved
    assert "Đính chính so với bản trước" in newer
    assert "ghi bổ sung, ngày thuộc kỳ báo cáo trước" in cell
    assert "bản đính chính số 2" in client.get(address).content.decode()


@pytest.mark.parametrize(("kind", "start"), [("xlsx", b"PK"), ("docx", b"PK"), ("pdf", b"%PDF"), ("exe", None)])
def test_download_of_a_report(plan, cast, kind, start):
    client, address = opened(cast)
    answer = client.get(f"{address}tai/{kind}/")

    assert answer.status_code == (200 if start else 404)
    assert start is None or answer.content.startswith(start)


def test_edit_report_form_on_screen_keeps_a_new_version(plan, cast):
    client = cast.client("chuyenvien")
    kept = client.get("/bao-cao/mau/KC-GN/").context["form"]
    typed = {
        name: value
        for name, value in ((bound.html_name, bound.initial) for bound in kept)
        if value not in (None, False)
    }
    faulty = client.post("/bao-cao/mau/KC-GN/", {**typed, "columns": ["growth"]})
    answer = client.post(
        "/bao-cao/mau/KC-GN/", {**typed, "ways": ["source", "commune"], "targets": "on", "heading_plan": "KH 2026"}
    )
    saved = ReportForm.objects.get().form

    assert faulty.status_code == 422
    assert answer.status_code == 302
    assert [one.kind for one in saved.sections] == ["targets", "indicators", "breakdown", "breakdown"]
    assert dict(saved.columns)["plan"] == "KH 2026"
    assert "Mặc định" in client.get("/bao-cao/mau/").content.decode()


def test_screens_ask_the_same_questions_for_one_and_three_reports(plan, cast):
    counts = []
    for parts in (("-Q2",), ("-Q3", "-Q4")):
        for part in parts:
            client, address = opened(cast, part=part)
        with CaptureQueriesContext(connection) as listed:
            client.get("/bao-cao/")
        with CaptureQueriesContext(connection) as shown:
            client.get(address)
        counts.append((len(listed), len(shown)))

    assert counts == [LIST_AND_REPORT] * 2


LIST_AND_REPORT = (6, 15)


@pytest.fixture
def work(cast, now):
    """Projects of this year: late, suspended, and one waiting for more money than is left; an advance past its day."""
    world = make_plan_world(cast, now)
    world.insert(Kind.ASSIGN, 900)
    world.insert(Kind.RESERVE, 500)
    world.insert(Kind.CONTRACT, 500)
    world.insert(Kind.ADVANCE, 200)
    PaymentOrder.objects.create(
        project=world.project, kind="advance", amount=Money(200), state="paid", proposed_by=cast.chuyenvien,
        proposed_at=now, approved_by=cast.giamdoc, approved_at=now, due_back_on=date(2026, 10, 1),
        transfer=world.insert(Kind.ADVANCE, 100),
    )  # fmt: skip  # one row
    late = make_project(world, "KC-2")
    Contract.objects.create(
        project=late, number="1/HĐ", signed_on=date(2026, 3, 1), amount=Money(500), ends_on=date(2026, 6, 1),
        recorded_at=now, recorded_by=cast.chuyenvien,
    )  # fmt: skip  # one row
    waiting = make_project(world, "KC-3")
    Project.objects.filter(pk=waiting.pk).update(state="registered", asked=Money(700))
    return world


def test_dashboard_tells_what_is_late_short_and_at_risk(work, cast):
    page = cast.client("giamdoc").get("/tong-quan/?nam=2026")
    board = page.context["board"]

    assert {one.value: len(works) for one, works in board.works.items()} == {
        "at_risk": 1, "late": 1, "slow": 0, "on_plan": 0,
    }  # fmt: skip  # a table
    assert (board.advanced, board.short, board.money.assigned) == (300, 300, 900)
    assert "tạm ứng quá hạn thu hồi" in page.content.decode()
    assert f"/de-an/{work.project.pk}/" in page.content.decode()


def test_dashboard_is_for_those_who_lead_and_who_look(work, cast):
    seen = {
        who: cast.client(who).get("/tong-quan/").status_code for who in ("giamdoc", "chutich", "kiemtoan", "chuyenvien")
    }

    assert seen == {"giamdoc": 200, "chutich": 200, "kiemtoan": 200, "chuyenvien": 403}
    assert cast.client("giamdoc").get("/tong-quan/?nam=²").status_code == 200


def test_dashboard_asks_the_same_questions_for_one_and_three_projects(work, cast):
    client, counts = cast.client("giamdoc"), []
    client.get("/tong-quan/")
    for codes in ((), ("KC-7", "KC-8")):
        for code in codes:
            make_project(work, code)
        with CaptureQueriesContext(connection) as asked:
            client.get("/tong-quan/?nam=2026")
        counts.append(len(asked))

    assert Plan.objects.count() == 1
    assert counts == [DASHBOARD] * 2


DASHBOARD = 21
