"""Screens of the work: forms that keep what was typed, pages of the field, parts of the project's page."""

import json
import uuid
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from khuyencong.kernel.money import Money
from khuyencong.programme.models import Acceptance, FollowUp, Inspection
from khuyencong.programme.views.work.parts import effect_part, work_part
from tests.factories.programme import make_line, make_plan, make_project
from tests.factories.work import SUPPORT, make_accepted, make_contracted, make_running, put_money
from tests.programme.test_actions_acceptance import picture

JSON = {"HTTP_ACCEPT": "application/json"}


def told(answer):
    return answer.content.decode()


def sheet(client_id, **changed):
    """Return what a phone sends for an acceptance."""
    facts = {
        "client_id": str(client_id), "held_on": "2026-11-20", "result": "full", "accepted": "300 triệu",
        "member_name": ["Võ Chuyên Viên", "Lê Cán Bộ", ""], "member_title": ["Trung tâm", "UBND xã", ""],
        "machine_name": ["Máy sấy", ""], "machine_model": ["S-200", ""], "machine_serial": ["SN-001", ""],
        "machine_origin": ["Việt Nam", ""], "machine_made_year": ["2026", ""], "machine_quantity": ["1", ""],
        "machine_price": ["600.000.000", ""], "machine_works": ["yes", ""], "photo_count": "1", "now_machines": "1",
    }  # fmt: skip  # facts read better in a block
    return facts | changed


@pytest.mark.parametrize(
    ("verb", "state", "typed", "after"),
    [
        ("bat-dau", "contracted", {"on": "05/03/2026"}, "running"),
        ("tien-do", "running", {"on": "01/11/2026", "percent": "100", "spent": "1 tỷ"}, "running"),
        ("tiep-tuc", "suspended", {}, "running"),
    ],
)
def test_officer_or_director_does_an_act_and_returns_to_the_project(cast, verb, state, typed, after):
    project = make_contracted(cast, state=state)
    who = "giamdoc" if verb == "tiep-tuc" else "chuyenvien"

    answer = cast.client(who).post(f"/de-an/{project.pk}/{verb}/", typed)

    assert (answer.status_code, answer["Location"]) == (302, f"/de-an/{project.pk}/")
    project.refresh_from_db()
    assert project.state == after


def test_refused_report_shows_the_reasons_and_keeps_what_was_typed(cast):
    project = make_running(cast, percent=60)

    answer = cast.client("chuyenvien").post(
        f"/de-an/{project.pk}/tien-do/", {"on": "01/11/2026", "percent": "30", "proposals": "Xin thêm thời gian"}
    )

    assert answer.status_code == 422
    assert "Lần trước đã báo 60 %, lần này chỉ 30 %" in told(answer)
    assert "Xin thêm thời gian" in told(answer)


def test_director_stops_a_project_after_seeing_what_goes_back(cast):
    project = make_running(cast)
    put_money(cast, project, ("advance", 100_000_000))
    client = cast.client("giamdoc")

    shown = told(client.get(f"/de-an/{project.pk}/ngung/"))
    client.post(f"/de-an/{project.pk}/ngung/", {"reason": "Hết vốn", "paper": "45/SCT", "on": "20/11/2026"})
    ended = cast.client("ketoan").post(f"/de-an/{project.pk}/ket-thuc/", {"on": "21/11/2026"})

    assert "200.000.000 đồng" in shown
    assert "100.000.000 đồng" in shown
    project.refresh_from_db()
    assert (project.state, ended.status_code) == ("stopped", 422)
    assert "chưa thu hồi" in told(ended)


def test_suspension_says_why_on_the_page_that_ends_it(cast):
    project, client = make_running(cast), cast.client("giamdoc")

    client.post(f"/de-an/{project.pk}/tam-dung/", {"reason": "Thiên tai tháng 10"})

    assert "Thiên tai tháng 10" in told(client.get(f"/de-an/{project.pk}/tiep-tuc/"))


@pytest.mark.parametrize(
    "typed",
    [
        {"text": "Họ và tên\tGiới tính\tDân tộc\tHộ nghèo, cận nghèo\nThạch Thị A\tNữ\tKhmer\tx\n"},
        {
            "file": SimpleUploadedFile(
                "hv.csv", 'Họ và tên,Giới tính,Dân tộc,"Hộ nghèo, cận nghèo"\nThạch Thị A,Nữ,Khmer,x\n'.encode()
            )
        },
    ],
    ids=["pasted", "from a file"],
)
def test_trainees_come_pasted_or_from_a_file(cast, typed):
    project = make_running(cast, content="vocational_training")

    cast.client("chuyenvien").post(f"/de-an/{project.pk}/bang-ke/trainee/", typed)

    project.refresh_from_db()
    assert project.facts["trainee"] == [
        {"name": "Thạch Thị A", "sex": "nu", "ethnic_group": "Khmer", "poor_household": True}
    ]


def test_list_with_an_unreadable_cell_is_shown_again_with_its_place(cast):
    project = make_running(cast, content="vocational_training")

    answer = cast.client("chuyenvien").post(
        f"/de-an/{project.pk}/bang-ke/trainee/", {"text": "Họ và tên\tGiới tính\nThạch Thị A\tkhác\n"}
    )

    assert answer.status_code == 422
    assert "Dòng 1, Giới tính: không đọc được “khác” (Nam; Nữ)." in told(answer)
    assert "Thạch Thị A" in told(answer)


def test_empty_list_is_asked_for(cast):
    project = make_running(cast, content="vocational_training")

    assert cast.client("chuyenvien").post(f"/de-an/{project.pk}/bang-ke/trainee/", {}).status_code == 422


def test_phone_sends_an_acceptance_twice_and_its_photograph_twice(cast):
    project, client, client_id, photo_id = make_running(cast), cast.client("chuyenvien"), uuid.uuid4(), uuid.uuid4()

    answers = [client.post(f"/de-an/{project.pk}/nghiem-thu/", sheet(client_id), **JSON) for _time in range(2)]
    photos = [
        client.post(
            f"/de-an/{project.pk}/anh-hien-truong/",
            {"client_id": photo_id, "visit": client_id, "photo": SimpleUploadedFile("a.jpg", picture())},
            **JSON,
        )
        for _time in range(2)
    ]

    assert [json.loads(answer.content)["repeated"] for answer in answers] == [False, True]
    assert [json.loads(answer.content)["repeated"] for answer in photos] == [False, True]
    kept = Acceptance.objects.get()
    assert (kept.figures, kept.photos.count(), kept.machines.get().works) == ({"machines": "1"}, 1, True)


def test_phone_hears_every_reason_of_a_refusal_at_once(cast):
    project = make_running(cast)
    wrong = sheet(uuid.uuid4(), accepted="400 triệu", machine_made_year=["hai nghìn", ""], held_on="")

    first = cast.client("chuyenvien").post(f"/de-an/{project.pk}/nghiem-thu/", wrong, **JSON)
    second = cast.client("chuyenvien").post(
        f"/de-an/{project.pk}/nghiem-thu/", wrong | {"held_on": "2026-11-20"}, **JSON
    )
    third = cast.client("chuyenvien").post(
        f"/de-an/{project.pk}/nghiem-thu/", sheet(uuid.uuid4(), accepted="400 triệu"), **JSON
    )

    assert [answer.status_code for answer in (first, second, third)] == [409, 409, 409]
    assert "Ngày nghiệm thu" in json.loads(first.content)["refusals"][0]["sentence"]
    assert json.loads(second.content)["refusals"][0]["sentence"].startswith("Máy thứ 1, Năm sản xuất:")
    assert "vượt hợp đồng" in json.loads(third.content)["refusals"][0]["sentence"]


def test_photograph_without_ids_or_without_a_picture_is_refused(cast):
    project, client = make_running(cast), cast.client("chuyenvien")
    address = f"/de-an/{project.pk}/anh-hien-truong/"

    unreadable = client.post(address, {"client_id": "x"}, **JSON)
    missing = client.post(address, {"client_id": uuid.uuid4(), "visit": uuid.uuid4()}, **JSON)

    codes = [json.loads(answer.content)["refusals"][0]["code"] for answer in (unreadable, missing)]
    assert codes == ["programme.unreadable_id", "programme.photo_missing"]


def test_form_without_the_script_takes_photographs_along_and_tells_of_bad_ones(cast):
    project = make_running(cast)
    photos = [SimpleUploadedFile("a.jpg", picture()), SimpleUploadedFile("b.jpg", b"<svg></svg>")]

    answer = cast.client("chuyenvien").post(
        f"/de-an/{project.pk}/kiem-tra/",
        {"client_id": uuid.uuid4(), "visited_on": "2026-11-20", "findings": "Tốt", "photos": photos},
    )

    assert answer.status_code == 302
    assert Inspection.objects.get().photos.count() == 1


def test_plain_acceptance_with_a_fault_keeps_its_lines(cast):
    project = make_running(cast)

    answer = cast.client("chuyenvien").post(
        f"/de-an/{project.pk}/nghiem-thu/", sheet(uuid.uuid4(), accepted="400 triệu")
    )

    assert answer.status_code == 422
    assert 'value="SN-001"' in told(answer)
    assert 'value="Lê Cán Bộ"' in told(answer)


def test_page_of_the_field_opens_after_acceptance_without_its_button(cast):
    project = make_accepted(cast)

    answer = cast.client("chuyenvien").get(f"/de-an/{project.pk}/nghiem-thu/")

    assert answer.status_code == 200
    assert " data-send>" not in told(answer)


def test_script_of_the_field_is_given_to_any_browser_and_asked_for_anew_each_time(client, db):
    answer = client.get("/de-an/hien-truong.js")

    assert (answer.status_code, answer["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert answer["Cache-Control"] == "no-cache"
    assert "addEventListener" in told(answer)


def test_accountant_sees_what_stands_against_a_settlement(cast):
    project = make_accepted(cast, amount=SUPPORT - 50_000_000)
    put_money(cast, project, ("advance", 50_000_000))

    client = cast.client("ketoan")
    shown = told(client.get(f"/de-an/{project.pk}/quyet-toan/"))
    refused = client.post(f"/de-an/{project.pk}/quyet-toan/", {"paper": "1", "on": "20/11/2026"})

    assert "Hạn nộp hồ sơ quyết toán: 25/11/2026." in shown
    assert "Còn 50.000.000 đồng tạm ứng chưa thu hồi" in shown
    assert refused.status_code == 422


def test_officer_liquidates_and_closes_on_the_screen(cast):
    project, client = make_accepted(cast, state="settled", settled_on=date(2026, 11, 20)), cast.client("chuyenvien")

    client.post(f"/de-an/{project.pk}/thanh-ly/", {"paper": "03/BBTL", "on": "21/11/2026"})
    client.post(f"/de-an/{project.pk}/dong/", {"retention": "permanent"})

    project.refresh_from_db()
    assert (project.state, project.retention, project.kept_until) == ("closed", "permanent", None)


def test_follow_up_is_typed_as_people_write_numbers(cast):
    project = make_accepted(cast, accepted_on=date(2025, 11, 10))

    cast.client("chuyenvien").post(
        f"/de-an/{project.pk}/theo-doi/",
        {
            "months": "6",
            "visited_on": "20/11/2026",
            "before_revenue": "1.250.000.000",
            "now_revenue": "1.500.000.000,5",
        },
    )
    refused = cast.client("chuyenvien").post(
        f"/de-an/{project.pk}/theo-doi/", {"months": "12", "visited_on": "20/11/2026", "now_revenue": "nhiều"}
    )

    kept = FollowUp.objects.get()
    assert (kept.before, kept.figures) == ({"revenue": "1250000000"}, {"revenue": "1500000000.5"})
    assert refused.status_code == 422
    shown = told(cast.client("chuyenvien").get(f"/de-an/{project.pk}/theo-doi/"))
    assert "1250000000" in shown
    assert ">6 tháng</option>" not in shown


def request_of(person):
    request = RequestFactory().get("/")
    request.user = person
    return request


def test_part_of_the_page_shows_work_and_what_the_reader_may_do(cast, client, now):
    project = make_running(cast)
    cast.client("chuyenvien").post(f"/de-an/{project.pk}/nghiem-thu/", sheet(uuid.uuid4()))
    project.refresh_from_db()

    officer, director = work_part(request_of(cast.chuyenvien), project), work_part(request_of(cast.giamdoc), project)

    assert officer.facts["machines"][0].serial == "SN-001"
    assert officer.facts["acceptances"][0].photos_there == 0
    assert director.facts["machines"][0].serial == "SN-001"
    assert work_part(request_of(cast.chuyenvien), make_project(cast, code="DA-NHAP")) is None


def test_page_of_a_project_leads_with_the_acts_of_work(cast):
    project = make_running(cast)

    deeds = cast.client("chuyenvien").get(f"/de-an/{project.pk}/").context["deeds"]

    assert (deeds[0]["verb"], deeds[0]["kind"]) == ("accept_work", "primary")
    assert {"report_progress", "inspect_project"} <= {one["verb"] for one in deeds}


def test_part_of_the_page_shows_effect_before_and_after(cast):
    line = make_line(make_plan(cast), content="vocational_training")
    trainees = [{"name": "A", "sex": "nu", "job_after": True}, {"name": "B", "sex": "nam"}]
    project = make_accepted(cast, line=line, facts={"trainee": trainees})
    FollowUp.objects.create(
        project=project, months=6, visited_on=date(2027, 5, 20), figures={"jobs_created": "4"},
        before={"jobs_created": "2"}, recorded_by=cast.chuyenvien, recorded_at=project.created_at,
    )  # fmt: skip  # one row

    facts = effect_part(request_of(cast.chuyenvien), project).facts

    assert (facts["totals"].women, facts["women_share"]) == (1, 50)
    [(indicator, change)] = facts["follow_ups"][0]["changes"]
    assert (indicator.code, change.percent) == ("jobs_created", 100)
    assert effect_part(request_of(cast.chuyenvien), make_running(cast, line=line, code="DA-2")) is None
    assert Money(SUPPORT) == project.accepted
