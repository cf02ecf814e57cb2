"""Headers are found wherever they stand, rows are told apart, and doubts become questions."""

import random
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.workbooks.rules.columns import Column, Kind, Schema
from khuyencong.workbooks.rules.sheets import Area, Sheet, Workbook
from khuyencong.workbooks.rules.understanding import understand
from tests.workbooks.schemas import ENTRIES, SCORES, usual

SMALL = Schema(
    "small",
    "bảng nhỏ",
    (
        usual("entry_code", "Mã số", Kind.CODE, required=True),
        usual("product_name", "Tên sản phẩm", required=True),
        usual("establishment_name", "Tên cơ sở"),
        usual("revenue", "Doanh thu", Kind.MONEY),
    ),
    unique=("entry_code",),
)
HEAD = ["TT", "Mã số", "Tên sản phẩm", "Tên cơ sở", "Doanh thu"]


def book(*rows, merged=(), name="Trang 1", **more):
    width = max((len(row) for row in rows), default=0)
    padded = [[*row, *[None] * (width - len(row))] for row in rows]
    return Workbook("t.xlsx", (Sheet(name, padded, tuple(merged), **more),))


def entry(number, name="Chả lụa", maker="Cơ sở Mẫu", revenue=1000):
    return [number, f"A{number:02d}", name, maker, revenue]


def codes(result):
    return [row.values["entry_code"] for table in result.tables for row in table.rows]


def test_a_header_is_found_under_titles_and_its_title_lines_are_kept():
    result = understand(book(["UBND TỈNH", None, None, "CỘNG HÒA"], [], ["DANH SÁCH", None], HEAD, entry(1)), SMALL)

    (table,) = result.tables
    assert (table.header_row, table.columns["revenue"], table.title_lines) == (
        4,
        "E",
        ["UBND TỈNH", "CỘNG HÒA", "DANH SÁCH"],
    )
    assert (codes(result), table.rows[0].number, table.ignored) == (["A01"], 5, {"A": "TT"})


@pytest.mark.parametrize("merged", [[Area(1, 5, 1, 6)], []])
def test_a_header_of_two_lines_is_put_together(merged):
    schema = replace(SMALL, columns=(*SMALL.columns[:3], usual("workers", "Lao động"), usual("female_workers", "Nữ")))
    top = ["TT", "Mã số", "Tên sản phẩm", "Tên cơ sở", "Lao động", None]
    below = [None, None, None, None, "Tổng số", "Nữ"]
    areas = [*merged, *(Area(1, column, 2, column) for column in range(1, 5))] if merged else []

    result = understand(book(top, below, [1, "A01", "Chả", "Cơ sở", 50, 34], merged=areas), schema)

    (table,) = result.tables
    assert (table.header_row, table.columns["workers"], table.columns["female_workers"]) == (2, "E", "F")
    assert (table.headings["workers"], table.rows[0].values["female_workers"]) == ("Lao động – Tổng số", "34")


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (["I", "Nhóm sản phẩm thủ công mỹ nghệ"], "group"),
        (["A", "Thủ công mỹ nghệ"], "group"),
        (["II.", "Chế biến", None, None, 12], "group"),
        (["Nhóm B: Chế biến"], "group"),
        ([None, "Huyện Long Hồ"], "group"),
        (["Tổng cộng: 36 sản phẩm"], "total"),
        ([None, None, "Tổng cộng", None, 36_000], "total"),
        ([None, "Cộng nhóm A", None, None, 5], "total"),
        (["TT", "Mã số", "Tên sản phẩm", "Tên cơ sở", "Doanh thu"], "header"),
        (["(1)", "(2)", "(3)", "(4)", "(5)"], "numbers"),
        ([1, 2, 3, 4, 5], "numbers"),
        (["A", "B", 1, 2, 3], "numbers"),
        ([None, None, None, "NGƯỜI LẬP BIỂU"], "footer"),
        ([None, None, None, "Vĩnh Long, ngày 5 tháng 6 năm 2016"], "footer"),
    ],
)
def test_rows_that_are_no_entries_are_told_apart(row, why):
    result = understand(book(HEAD, entry(1), row, entry(2)), SMALL)

    assert codes(result) == ["A01", "A02"]
    assert [(skipped.row, skipped.why) for skipped in result.tables[0].skipped] == [(3, why)]
    assert result.faults == []


def test_what_stands_under_a_signature_is_no_entry():
    rows = [
        HEAD,
        entry(1),
        ["Tổng cộng", None, None, None, 1000],
        [],
        [None, None, "Thư ký", "Giám đốc"],
        [None, None, "Nguyễn Văn A", "Lê B"],
    ]

    result = understand(book(*rows), SMALL)

    assert (codes(result), result.faults) == (["A01"], [])


def test_an_entry_with_holes_stays_an_entry_and_every_hole_is_told():
    result = understand(book(HEAD, entry(1), [2, "A02", None, "Cơ sở", 5], [3, None, None, "Cơ sở", 5]), SMALL)

    assert [(fault.row, fault.column) for fault in result.faults] == [(3, "C"), (4, "B"), (4, "C")]
    assert all(fault.value is None and "còn trống" in fault.message for fault in result.faults)


def test_all_faults_are_told_at_once_with_their_place():
    result = understand(book(HEAD, entry(1, revenue="nhiều"), entry(2, revenue=-1), entry(1)), SMALL)

    assert [(fault.sheet, fault.row, fault.column, fault.value) for fault in result.faults] == [
        ("Trang 1", 2, "E", "nhiều"),
        ("Trang 1", 3, "E", "-1"),
        ("Trang 1", 4, "B", "A01"),
    ]
    assert "đã có ở dòng 2" in result.faults[2].message


def test_a_value_merged_downwards_counts_for_every_row_it_covers():
    result = understand(
        book(HEAD, entry(1, maker="Cơ sở Mẫu 01"), entry(2, maker=None), entry(3), merged=[Area(2, 4, 3, 4)]), SMALL
    )

    assert [row.values["establishment_name"] for row in result.tables[0].rows] == [
        "Cơ sở Mẫu 01",
        "Cơ sở Mẫu 01",
        "Cơ sở Mẫu",
    ]


def test_a_formula_without_a_value_is_a_fault_but_not_in_a_computed_column():
    head = [
        "Mã số bình chọn",
        "Tên sản phẩm",
        *(column.label for column in SCORES.columns[2:6]),
        "Tổng điểm",
        "Ghi chú",
    ]
    rows = book(head, ["A01", "Chả", None, 30, 5, 5, None, None], formulas=frozenset({(2, 3), (2, 7)}))

    result = understand(rows, SCORES)

    assert [(fault.column, "công thức chưa có kết quả" in fault.message) for fault in result.faults] == [("C", True)]


def test_an_error_in_a_cell_is_a_fault_that_names_it():
    result = understand(book(HEAD, [1, "A01", "Chả", "Cơ sở", None], errors={(2, 5): "#REF!"}), SMALL)

    assert [(fault.value, "#REF!" in fault.message) for fault in result.faults] == [("#REF!", True)]


def test_a_missing_required_column_becomes_a_question_and_blocks():
    result = understand(book(["TT", "Mã số", "Diễn giải", "Tên cơ sở"], [1, "A01", "Chả", "Cơ sở"]), SMALL)

    (question,) = result.questions
    assert (question.column, question.required, result.blocked) == ("product_name", True, True)
    assert [candidate.heading for candidate in question.candidates] == ["TT", "Diễn giải"]
    assert [(fault.row, fault.message) for fault in result.faults_and_doubts()] == [(1, question.message)]


def test_an_answer_is_followed():
    rows = book(["TT", "Mã số", "Diễn giải", "Tên cơ sở"], [1, "A01", "Chả", "Cơ sở"])
    question = understand(rows, SMALL).questions[0]

    result = understand(rows, SMALL, {question.candidates[1].heading_id: "product_name"})

    assert (result.questions, result.tables[0].rows[0].values["product_name"]) == ([], "Chả")


def test_two_columns_of_one_name_are_asked_about_and_told_apart():
    rows = book(["Mã số", "Tên sản phẩm", "Tên sản phẩm", "Tên cơ sở"], ["A01", "Chả", "Lụa", "Cơ sở"])

    (question,) = understand(rows, SMALL).questions
    answered = understand(rows, SMALL, {question.candidates[1].heading_id: "product_name"})

    assert [candidate.letter for candidate in question.candidates] == ["B", "C"]
    assert "hơn một cột" in question.message
    assert (answered.questions, answered.tables[0].columns["product_name"]) == ([], "C")


def test_a_heading_can_be_answered_away():
    rows = book(["Mã số", "Tên sản phẩm", "Doanh thu năm 2014", "Doanh thu năm 2015"], ["A01", "Chả", 1, 2])

    (question,) = understand(rows, SMALL).questions
    answered = understand(rows, SMALL, {question.candidates[0].heading_id: ""})

    assert (question.required, [candidate.letter for candidate in question.candidates]) == (False, ["C", "D"])
    assert answered.tables[0].columns["revenue"] == "D"


def test_a_tax_code_is_not_taken_for_the_code_of_an_entry():
    result = understand(
        book(["TT", "Mã số thuế", "Tên sản phẩm", "Tên cơ sở"], [1, "1599564482", "Chả", "Cơ sở"]), SMALL
    )

    assert [question.column for question in result.questions] == ["entry_code"]


def test_units_of_headings_count():
    head = ["Mã số", "Tên sản phẩm", "Tên cơ sở", "Doanh thu năm 2015 (triệu đồng)"]

    result = understand(book(head, ["A01", "Chả", "Cơ sở", 850]), SMALL)

    assert result.tables[0].rows[0].values["revenue"] == 850_000_000


def test_a_slip_of_the_pen_in_a_heading_is_forgiven():
    result = understand(book(["Mã số", "Tên sảm phẩm", "Tên cơ sở", "Doanh thu"], ["A01", "Chả", "Cơ sở", 5]), SMALL)

    assert result.tables[0].columns["product_name"] == "B"


def test_a_maximum_in_a_heading_that_contradicts_the_rubric_is_a_fault():
    head = [
        "Mã số bình chọn",
        *(f"{column.label} (tối đa {column.maximum})" for column in SCORES.columns[2:5]),
        "Một số tiêu chí khác (tối đa 15)",
    ]

    result = understand(book(head, ["A01", 30, 30, 5, 5]), SCORES)

    assert [(fault.row, fault.column) for fault in result.faults] == [(1, "E")]


def test_a_header_of_unknown_words_is_asked_about():
    rows = book(["BÁO CÁO"], ["Ký số", "Diễn giải", "Nơi làm"], ["A01", "Chả", "Cơ sở"])

    asked = understand(rows, SMALL)
    answers = {"ky so": "entry_code", "dien giai": "product_name"}
    answered = understand(rows, SMALL, answers)

    assert {question.column for question in asked.questions if question.required} == {"entry_code", "product_name"}
    assert (answered.blocked, codes(answered)) == (False, ["A01"])


def test_a_workbook_without_the_table_says_what_is_needed():
    result = understand(book(["Báo cáo"], ["tháng", 6]), SMALL)

    (fault,) = result.faults
    assert "“Mã số”, “Tên sản phẩm”" in fault.message


def test_an_empty_table_is_a_fault():
    assert "không có dòng dữ liệu nào" in understand(book(HEAD), SMALL).faults[0].message


def test_sheets_without_the_table_are_left_out_and_told():
    good = book(HEAD, entry(1)).sheets[0]
    cover = Sheet("Bìa", [["Kỳ bình chọn năm 2016"]])

    result = understand(Workbook("t.xlsx", (cover, good, Sheet("Trắng", []))), SMALL)

    assert (codes(result), result.notices) == (["A01"], ["Trang “Bìa” không có bảng cần đọc nên được bỏ qua."])


names = st.sampled_from(["Chả lụa", "Mứt vỏ bưởi", "Ngói âm dương", "Tổng hợp", "Cộng hòa", "Nhóm nhạc"])
lists = st.lists(st.tuples(names, names, st.integers(0, 10**12)), min_size=1, max_size=12)


@given(lists, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(facts, shuffling):
    rows = [entry(number, *fact) for number, fact in enumerate(facts, 1)]
    shuffled = shuffling.sample(rows, len(rows))

    one, other = understand(book(HEAD, *rows), SMALL), understand(book(HEAD, *shuffled), SMALL)

    assert one.faults == other.faults == []
    assert sorted(map(values, one.tables[0].rows)) == sorted(map(values, other.tables[0].rows))


@given(st.permutations(range(5)), lists)
def test_the_order_of_columns_changes_nothing(order, facts):
    rows = [HEAD, *(entry(number, *fact) for number, fact in enumerate(facts, 1))]

    one = understand(book(*rows), SMALL)
    other = understand(book(*([row[place] for place in order] for row in rows)), SMALL)

    assert one.faults == other.faults == []
    assert list(map(values, one.tables[0].rows)) == list(map(values, other.tables[0].rows))


def test_the_order_of_expected_columns_changes_nothing():
    rows = book([*HEAD, "Địa chỉ"], [*entry(1), "ấp Mỹ"])

    found = {
        tuple(sorted(understand(rows, replace(SMALL, columns=tuple(order))).tables[0].columns.items()))
        for order in permutations(SMALL.columns)
    }

    assert len(found) == 1


def values(row):
    return tuple(str(row.values[column.key]) for column in SMALL.columns)


def test_usual_headings_of_every_column_are_known():
    picker = random.Random(1)
    for _round in range(200):
        columns = list(ENTRIES.columns)
        head = [picker.choice(column.names) for column in columns]
        sheet = book(
            head,
            [
                "A01",
                "Chả",
                "A",
                "Cơ sở",
                "HTX",
                "ấp",
                "xã",
                "huyện",
                "02703783038",
                "1599564482",
                "Lê A",
                5,
                3,
                1,
                2,
                "kg",
                9,
            ],
        )
        result = understand(sheet, ENTRIES)
        assert (result.questions, result.faults) == ([], []), head
        assert list(result.tables[0].columns) == [column.key for column in columns], head


def test_a_schema_of_one_column_is_possible():
    schema = Schema("one", "bảng", (Column("code", "Mã", ("mã",), Kind.CODE, required=True),))

    assert understand(book(["STT", "Mã"], [1, "A01"]), schema).tables[0].rows[0].values == {"code": "A01"}
