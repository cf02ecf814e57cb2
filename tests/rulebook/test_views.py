"""Screens of the norms."""

from datetime import date

import pytest

from khuyencong.law.norms import national_book
from khuyencong.rulebook.models import LocalNorm
from tests.factories.rulebook import approved, proposed

THRESHOLD = "/quy-dinh/selection.threshold_points/"
TYPED = {"start_on": "01/01/2027", "source": "QĐ 12/2026/QĐ-UBND, Điều 3", "note": ""}


def post(cast, key, username="chuyenvien", **typed):
    return cast.client(username).post(f"/quy-dinh/{key}/de-xuat/", {"office": cast.office().pk, **TYPED, **typed})


def test_the_list_shows_every_norm_of_the_chosen_day_with_source_and_certainty(cast):
    page = cast.client("thuky").get("/quy-dinh/", {"ngay": "30/06/2018", "don_vi": "sct-vinh-long"}).content.decode()

    assert page.count('<th scope="row"') == len(national_book().definitions)
    assert "Quy định áp dụng ngày 30/06/2018" in page
    assert "TT 26/2014/TT-BCT, Điều 17 khoản 1" in page
    assert "Đề xuất, không phải quy định" in page
    assert "70 điểm" in page


def test_the_list_shows_the_offices_own_norm(cast, now):
    approved(cast, now)

    at = {"ngay": "01/01/2027", "don_vi": "sct-vinh-long"}
    page = cast.client("thuky").get("/quy-dinh/", at).content.decode()
    general = cast.client("thuky").get("/quy-dinh/", {**at, "don_vi": ""}).content.decode()

    assert "75 điểm" in page
    assert "75 điểm" not in general


def test_the_list_says_what_is_wrong_with_a_day_and_when_nothing_was_in_force(cast):
    wrong = cast.client("thuky").get("/quy-dinh/", {"ngay": "31/02/2026"}).content.decode()
    empty = cast.client("thuky").get("/quy-dinh/", {"ngay": "01/01/1950"}).content.decode()

    assert "Ngày “31/02/2026” không có trong lịch." in wrong
    assert "Không có quy định nào cho ngày này" in empty


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_with_one_and_three_proposals(cast, now, count, django_assert_num_queries):
    for key, value in (
        ("selection.threshold_points", 75),
        ("selection.minimum_photos", 5),
        ("selection.jury_odd", False),
    )[:count]:
        proposed(cast, now, key=key, value=value)
    client = cast.client("giamdoc")
    client.get("/quy-dinh/")

    with django_assert_num_queries(11):
        page = client.get("/quy-dinh/").content.decode()

    assert page.count("Võ Chuyên Viên (mẫu)") == count


@pytest.mark.parametrize("key", sorted(national_book().definitions))
def test_every_norm_has_its_page_and_its_form(cast, key):
    client = cast.client("chuyenvien")

    page = client.get(f"/quy-dinh/{key}/")
    form = client.get(f"/quy-dinh/{key}/de-xuat/")

    assert (page.status_code, form.status_code) == (200, 200)
    assert national_book().definitions[key].label in page.content.decode()


def test_only_an_own_norm_can_be_ended(cast, now):
    client = cast.client("chuyenvien")

    before = client.get(f"{THRESHOLD}de-xuat/").content.decode()
    approved(cast, now, start_on=date(2026, 1, 1))

    assert 'name="returns"' not in before
    assert 'name="returns"' in client.get(f"{THRESHOLD}de-xuat/").content.decode()


def test_badges_in_facts_are_drawn(cast, now):
    proposed(cast, now)

    page = cast.client("thuky").get(THRESHOLD).content.decode()

    assert "&lt;span" not in page
    assert '<span class="tag tag--warn">' in page


def test_an_unknown_norm_is_not_found(cast):
    client = cast.client("chuyenvien")

    assert client.get("/quy-dinh/a.b/").status_code == 404
    assert client.get("/quy-dinh/a.b/de-xuat/").status_code == 404


def test_a_number_is_proposed_and_shown_as_waiting(cast):
    answer = post(cast, "selection.threshold_points", value="75")

    norm = LocalNorm.objects.get()
    assert answer["Location"] == THRESHOLD
    assert (norm.value, norm.start_on, norm.office.code) == (75, date(2027, 1, 1), "sct-vinh-long")
    own = cast.client("chuyenvien").get("/quy-dinh/").content.decode()
    assert "Đề xuất của bạn đang chờ duyệt" in own
    seen = cast.client("giamdoc").get(THRESHOLD).content.decode()
    assert f"/quy-dinh/de-xuat/{norm.pk}/duyet/" in seen
    assert f"/quy-dinh/de-xuat/{norm.pk}/duyet/" not in cast.client("chuyenvien").get(THRESHOLD).content.decode()


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("selection.jury_odd", "0", False),
        ("selection.council_sizes_province", "7; 9, 11", [7, 9, 11]),
        ("selection.tie_order", "2, 1", ["2", "1"]),
    ],
)
def test_single_values_are_typed_as_people_type_them(cast, key, typed, value):
    post(cast, key, value=typed)

    assert LocalNorm.objects.get().value == value


def test_a_table_is_edited_cell_by_cell(cast):
    rows = {
        "row0_on": "08/02/2027", "row0_kind": "off", "row0_label": " Tết  Âm lịch ", "row0_certainty": "",
        "row2_on": "9.2.2027", "row2_kind": "work", "row2_label": "Làm bù",
    }  # fmt: skip

    post(cast, "calendar.dated_days", **rows)

    assert LocalNorm.objects.get().value == [
        {"on": "2027-02-08", "kind": "off", "label": "Tết Âm lịch"},
        {"on": "2027-02-09", "kind": "work", "label": "Làm bù"},
    ]


def test_anchors_and_yes_or_no_are_edited_in_tables(cast):
    post(cast, "selection.subcriteria", row0_code="1.1", row0_parent="1", row0_label="Thị trường", row0_maximum="40",
         row0_guidance="Xét hợp đồng", row0_anchors="40: Xuất khẩu; 10: Trong tỉnh")  # fmt: skip
    post(cast, "selection.required_papers", row0_code="photos", row0_label="Ảnh", row0_levels="province", row0_groups="A, B",
         row0_copies="1", row0_required="1")  # fmt: skip

    values = [norm.value[0] for norm in LocalNorm.objects.order_by("pk")]
    assert values[0]["anchors"] == [{"points": 40, "text": "Xuất khẩu"}, {"points": 10, "text": "Trong tỉnh"}]
    assert values[1] == {
        "code": "photos", "label": "Ảnh", "levels": ["province"], "groups": ["A", "B"], "copies": 1, "required": True
    }  # fmt: skip


LEVELS = "funding.local_levels"


def test_a_table_is_pasted_from_a_workbook(cast):
    answer = post(cast, LEVELS, pasted="Ứng dụng máy móc thiết bị tiên tiến\t50\t150 triệu\tcơ sở\tkhoản 2")

    assert answer.status_code == 302
    assert LocalNorm.objects.get().value == [
        {"content": "machinery", "rate_percent": 50, "ceiling": 150_000_000, "per": "cơ sở", "clause": "khoản 2"}
    ]


def test_faults_of_a_pasted_table_are_told_and_nothing_typed_is_lost(cast):
    answer = post(cast, LEVELS, pasted="machine\t500\t-1\tcơ sở\t\t\t\t\tthừa")
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "Dòng 1, Nội dung khuyến công: “machine” không có trong danh mục." in page
    assert "Dòng 1, Mức tối đa (đồng): “-1” là số âm; số tiền không được âm." in page
    assert "Dòng 1: “thừa” nằm ngoài các cột của bảng." in page
    assert "machine\t500\t-1" in page
    assert not LocalNorm.objects.exists()


def test_a_level_is_entered_by_choosing_the_content_and_typing_amounts_as_people_do(cast):
    post(cast, LEVELS, row0_content="machinery", row0_rate_percent="50", row0_ceiling="150 triệu", row0_per="cơ sở")

    assert LocalNorm.objects.get().value == [
        {"content": "machinery", "rate_percent": 50, "ceiling": 150_000_000, "per": "cơ sở"}
    ]


def test_local_levels_may_begin_from_the_national_ones(cast):
    client = cast.client("chuyenvien")
    plain = client.get(f"/quy-dinh/{LEVELS}/de-xuat/")
    begun = client.get(f"/quy-dinh/{LEVELS}/de-xuat/", {"mau": "1"})

    assert "chưa có dòng nào" in client.get(f"/quy-dinh/{LEVELS}/").content.decode()
    assert "Bắt đầu từ: Mức hỗ trợ từ kinh phí khuyến công quốc gia" in plain.content.decode()
    assert plain.context["form"].row_count == 3
    assert begun.context["form"]["row4_ceiling"].value() == "300.000.000"
    assert begun.context["form"]["row4_clause"].value() == ""
    assert "Bắt đầu từ" not in client.get("/quy-dinh/funding.levels/de-xuat/").content.decode()


def test_a_large_table_is_edited_in_a_workbook(cast):
    form = cast.client("chuyenvien").get("/quy-dinh/programme.content_facts/de-xuat/").context["form"]

    assert form.row_count == 0
    assert form["pasted"].value().startswith("Nội dung khuyến công\tMã chi tiết\tNội dung\t")
    text = form["pasted"].value().replace("Công đoạn sử dụng", "Dùng ở công đoạn nào")
    assert post(cast, "programme.content_facts", pasted=text).status_code == 302


def test_the_office_returns_to_the_general_norm(cast, now):
    approved(cast, now, start_on=date(2026, 1, 1))

    post(cast, "selection.threshold_points", value="75", returns="on")

    assert LocalNorm.objects.get(state="proposed").value is None
    assert "trở lại quy định chung" in cast.client("giamdoc").get("/quy-dinh/").content.decode()


@pytest.mark.parametrize(
    ("key", "typed", "reason"),
    [
        ("selection.threshold_points", {"value": ""}, "Giá trị (điểm)</a>: "),
        ("selection.threshold_points", {"value": "700"}, "giá trị không đúng đơn vị “điểm”"),
        ("selection.threshold_points", {"value": "bảy mươi"}, "“bảy mươi” không phải là số."),
        ("selection.threshold_points", {"value": "70"}, "Giá trị đề xuất giống giá trị đang áp dụng"),
        (
            "selection.threshold_points",
            {"value": "75", "start_on": "31/02/2027"},
            "Ngày “31/02/2027” không có trong lịch.",
        ),
        ("selection.threshold_points", {"value": "75", "source": ""}, "Căn cứ"),
        ("calendar.dated_days", {"row0_on": "08/02/2027", "row0_kind": "off"}, "dòng 1 thiếu cột “label”"),
        ("calendar.dated_days", {"row0_on": "hôm nào"}, "“hôm nào” không phải là ngày"),
        ("calendar.dated_days", {}, "bảng phải có ít nhất một dòng"),
    ],
)
def test_what_is_wrong_is_said_beside_what_was_typed(cast, key, typed, reason):
    answer = post(cast, key, **typed)

    assert answer.status_code == 422
    assert reason in answer.content.decode()
    assert not LocalNorm.objects.exists()


def test_a_second_proposal_is_refused_in_the_form(cast, now):
    proposed(cast, now)

    answer = post(cast, "selection.threshold_points", username="thuky", value="80")

    assert answer.status_code == 422
    assert "Đơn vị đang có một đề xuất chờ duyệt cho quy định này; hãy chờ quyết định." in answer.content.decode()


def test_the_director_approves_on_the_screen(cast, now):
    norm = proposed(cast, now)

    answer = cast.client("giamdoc").post(f"/quy-dinh/de-xuat/{norm.pk}/duyet/", follow=True)

    assert "Đã duyệt; áp dụng từ 01/01/2027." in answer.content.decode()
    norm.refresh_from_db()
    assert (norm.state, norm.decided_by) == ("approved", cast.giamdoc)


def test_the_director_rejects_with_a_reason_only(cast, now):
    norm = proposed(cast, now)
    client = cast.client("giamdoc")

    silent = client.post(f"/quy-dinh/de-xuat/{norm.pk}/khong-duyet/")
    told = client.post(f"/quy-dinh/de-xuat/{norm.pk}/khong-duyet/", {"reason": "chưa có văn bản"}, follow=True)

    assert (silent.status_code, "Hãy ghi lý do không duyệt." in silent.content.decode()) == (409, True)
    assert "chưa có văn bản" in told.content.decode()
