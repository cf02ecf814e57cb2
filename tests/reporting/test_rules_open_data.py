"""What may go out: by the table alone, masked, looked at once more."""

from datetime import UTC, date, datetime

import pytest

from khuyencong.kernel.refusal import Refusal
from khuyencong.reporting.rules.open_data.catalogue import Written, catalogue
from khuyencong.reporting.rules.open_data.fields import DATASETS
from khuyencong.reporting.rules.open_data.giving import grant
from khuyencong.reporting.rules.open_data.leaks import Leak, leak_in, without_leaks
from khuyencong.reporting.rules.open_data.marks import Dataset, Field, Kind, Mark
from khuyencong.reporting.rules.open_data.publishing import published
from khuyencong.reporting.rules.open_data.writing import csv_lines, json_lines

SMALL = Dataset(
    "small", "Bộ nhỏ", "Small", "Để thử.", "For tests.",
    (
        Field("id", Kind.WHOLE, "Mã", "Id", "x"),
        Field("name", Kind.TEXT, "Tên", "Name", "x"),
        Field("about", Kind.TEXT, "Mô tả", "About", "x", Mark.MASK),
        Field("tax_code", Kind.ORGANISATION_CODE, "Mã số thuế", "Tax code", "x", Mark.MASK),
        Field("phone", Kind.TEXT, "Điện thoại", "Phone", "x", Mark.NEVER),
    ),
)  # fmt: skip  # a table
ROW = {"id": 7, "name": "Gốm đỏ", "about": "Gọi 0912 345 678", "tax_code": "087190001234", "phone": "0912345678"}
JURORS = ["Lê Văn Chấm"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CCCD 087190001234", Leak.PERSONAL_NUMBER),
        ("số 087 190 001 234.", Leak.PERSONAL_NUMBER),
        ("gọi 0987.654.321 nhé", Leak.PHONE),
        ("+84 912 345 678", Leak.PHONE),
        ("máy bàn 0270 3822 999", Leak.PHONE),
        ("viết cho ban.kin@example.vn", Leak.EMAIL),
        ("Lê Văn Chấm: 87,5 điểm", Leak.SCORE),
        ("Lê Văn Chấm dự họp", None),
        ("Quyết định 02/2025/QĐ-UBND, 2021-2025, 1.000.000.000.000 đồng, ngày 20/11/2026", None),
        ("01/2025/GCN-SCT, sha 15dfca77c5ad106e5e882f2fb0e83f555e4ce8c4447d14ce83247672628693a5", None),
    ],
)
def test_personal_data_in_a_text_is_found(text, found):
    assert leak_in(text, JURORS) is found


def test_free_texts_are_told_without_numbers_of_persons():
    told = without_leaks("Gọi 0912 345 678, CCCD 087190001234, thư a.b@example.vn; 20 công.")

    assert told == "Gọi …, CCCD …, thư …; 20 công."


def test_a_row_goes_out_by_the_table_alone():
    assert published(SMALL, ROW) == {"id": 7, "name": "Gốm đỏ", "about": "Gọi …", "tax_code": None}
    assert published(SMALL, {**ROW, "tax_code": "0100109106", "about": None, "name": ""}) == {
        "id": 7, "name": None, "about": None, "tax_code": "0100109106",
    }  # fmt: skip  # a row


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("Cơ sở 087190001234", "số định danh cá nhân"),
        ("Cơ sở 0912345678", "số điện thoại"),
        ("Lê Văn Chấm cho 9,5", "điểm của giám khảo"),
    ],
)
def test_a_row_with_personal_data_stops_the_export(name, what):
    with pytest.raises(Refusal) as stopped:
        published(SMALL, {**ROW, "name": name}, JURORS)

    assert stopped.value == Refusal(
        "reporting.open_data_leak",
        f"Đã dừng xuất dữ liệu mở: bộ “Bộ nhỏ”, bản ghi 7, mục “Tên” có {what}. Hãy sửa bản ghi gốc rồi xuất lại.",
        source="Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15",
    )


def test_days_and_moments_are_told_as_iso():
    days = Dataset(
        "d", "Ngày", "Days", "", "",
        (Field("on", Kind.DAY, "", "", ""), Field("at", Kind.MOMENT, "", "", ""), Field("is", Kind.YES_NO, "", "", "")),
    )  # fmt: skip  # a table
    row = {"on": date(2026, 11, 24), "at": datetime(2026, 11, 24, 2, 0, 5, tzinfo=UTC), "is": True}

    assert published(days, row) == {"on": "2026-11-24", "at": "2026-11-24T02:00:05Z", "is": True}


def test_csv_has_a_heading_and_no_formula():
    rows = [{"id": 1, "name": "=1+1", "about": None, "tax_code": True}]

    assert "".join(csv_lines(SMALL, rows)) == "\ufeffid,name,about,tax_code\r\n1,'=1+1,,true\r\n"
    assert "".join(csv_lines(SMALL, [{**rows[0], "tax_code": False}])).endswith("1,'=1+1,,false\r\n")


def test_json_is_one_list_a_row_a_line():
    assert "".join(json_lines([])) == "[]\n"
    assert "".join(json_lines([{"id": 1}, {"id": 2}])) == '[\n{"id": 1},\n{"id": 2}\n]\n'


def test_every_set_says_what_it_holds_in_both_languages_and_where_it_comes_from():
    empty = [
        (dataset.code, field.name)
        for dataset in DATASETS.values()
        for field in dataset.fields
        if not (field.vi and field.en and field.source)
    ]

    assert empty == []
    assert [one.code for one in DATASETS.values() if set(one.filters) - {field.name for field in one.shown}] == []


def test_the_table_never_lets_out_what_is_personal():
    out = {(dataset.code, field.name) for dataset in DATASETS.values() for field in dataset.shown}
    personal = {"representative", "phone", "address", "points", "rank", "scores", "jurors", "officer", "facts"}

    assert [one for one in out if one[1] in personal] == []
    assert DATASETS["establishments"].field("tax_code").mark is Mark.MASK


PROJECT = {
    "id": 5, "name": "Máy ép " * 40, "summary": None, "approved_dong": 300, "paid_dong": 100, "approved_on": "2026-02-01",
    "office": "Trung tâm", "office_code": "ttkc", "stream": "local", "content": "machinery", "starts_on": "2026-03-01",
    "ends_on": None, "place": "xã Nhơn Phú", "commune_code": "29713", "establishment_id": 9,
    "establishment_name": "Hộ Mẫu", "implementer": None,
}  # fmt: skip  # a row


def test_a_household_is_named_by_our_own_identifier():
    told = grant(PROJECT, prefix="360G-X", tax_codes={8: "0100109106"})

    assert told["recipientOrganization"] == [{"id": "360G-X-establishment-9", "name": "Hộ Mẫu"}]
    assert (len(told["title"]), told["plannedDates"]) == (140, [{"startDate": "2026-03-01"}])
    assert told["beneficiaryLocation"][0]["geoCode"] == "29713"


def test_an_enterprise_is_named_by_its_code_and_a_project_without_beneficiary_by_its_implementer():
    one = grant(PROJECT, prefix="360G-X", tax_codes={9: "0100109106"})
    nobody = {**PROJECT, "establishment_id": None, "establishment_name": None, "commune_code": None, "starts_on": None}
    other = grant({**nobody, "place": None}, prefix="360G-X", tax_codes={})

    assert one["recipientOrganization"][0]["id"] == "VN-MST-0100109106"
    assert other["recipientOrganization"] == [
        {"id": "360G-X-implementer-5", "name": "Chưa chọn cơ sở thụ hưởng"},
    ]
    assert {"plannedDates", "beneficiaryLocation"} & other.keys() == set()
    assert "geoCode" not in grant(nobody, prefix="360G-X", tax_codes={})["beneficiaryLocation"][0]


def test_the_catalogue_names_every_file_with_its_sum():
    file = Written("products.csv", "products", 12, "ab" * 32)
    told = catalogue(
        list(DATASETS.values()),
        [file],
        address="https://x.vn/du-lieu-mo",
        publisher="Sở",
        modified="2026-11-24T02:00:00Z",
    )
    products = told["dcat:dataset"][0]

    assert [one["dct:identifier"] for one in told["dcat:dataset"]] == list(DATASETS)
    assert products["dcat:distribution"][0]["dcat:downloadURL"] == {"@id": "https://x.vn/du-lieu-mo/products.csv"}
    assert products["dcat:distribution"][0]["spdx:checksum"]["spdx:checksumValue"]["@value"] == "ab" * 32
    assert told["dcat:dataset"][1]["dcat:distribution"] == []
