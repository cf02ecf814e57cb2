"""Shapes of values."""

from datetime import date

import pytest

from khuyencong.law.faults import NormFault
from khuyencong.law.shapes import Shape, Unit, say_value, to_json

TABLE = Shape(Unit.ROWS, {"code": "code", "on": "date"}, {"anchors": "anchors", "required": "flag"})


@pytest.mark.parametrize(
    ("unit", "good", "bad"),
    [
        (Unit.POINTS, 70, [True, "70", -1, None, 101]),
        (Unit.PERCENT, 100, [101]),
        (Unit.DONG, 300_000_000, [1.5]),
        (Unit.FLAG, False, [0, "có"]),
        (Unit.TEXT, "chữ", ["", "  ", 1]),
        (Unit.NUMBERS, [7, 9], [[], [7, "9"], 7]),
        (Unit.CODES, ["1", "2"], [[], ["a b"], "12"]),
    ],
)
def test_single_values_keep_to_their_unit(unit, good, bad):
    Shape(unit).check(good)
    for value in bad:
        with pytest.raises(NormFault):
            Shape(unit).check(value)


def test_a_good_table_passes():
    TABLE.check([{"code": "a", "on": date(2026, 1, 1), "anchors": [{"points": 1, "text": "có"}]}])


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ([], "bảng phải có ít nhất một dòng"),
        ("a", "bảng phải có ít nhất một dòng"),
        (["a"], "dòng 1 không phải là dòng của bảng"),
        ([{"code": "a"}], "dòng 1 thiếu cột “on”"),
        ([{"code": "a", "on": date(2026, 1, 1), "x": 1}], "dòng 1 có cột lạ “x”"),
        ([{"code": "a b", "on": date(2026, 1, 1)}], "dòng 1, cột “code” sai"),
        ([{"code": "a", "on": "2026-01-01"}], "dòng 1, cột “on” sai"),
        ([{"code": "a", "on": date(2026, 1, 1), "anchors": [{"points": 1}]}], "dòng 1, cột “anchors” sai"),
    ],
)
def test_a_faulty_table_tells_row_and_column(table, reason):
    with pytest.raises(NormFault) as caught:
        TABLE.check(table)

    assert str(caught.value) == reason


def test_a_shape_knows_its_own_kinds_only():
    with pytest.raises(NormFault) as caught:
        Shape(Unit.ROWS, {"code": "float"})
    assert str(caught.value) == "loại cột không có trong danh sách: float"
    with pytest.raises(NormFault) as caught:
        Shape(Unit.ROWS, {"strange": "code"})
    assert str(caught.value) == "cột chưa có tên: strange"
    for unit, columns in ((Unit.ROWS, {}), (Unit.POINTS, {"code": "code"})):
        with pytest.raises(NormFault) as caught:
            Shape(unit, columns)
        assert str(caught.value) == "chỉ bảng mới có cột, và bảng phải có cột"


def test_a_table_may_be_empty_where_its_shape_says_so():
    Shape(Unit.ROWS, {"code": "code"}, may_be_empty=True).check([])
    with pytest.raises(NormFault) as caught:
        Shape(Unit.POINTS, may_be_empty=True)

    assert str(caught.value) == "chỉ bảng mới được để trống"


def test_tables_go_to_json_and_back():
    table = [{"code": "a", "on": date(2026, 1, 1), "required": True}]

    assert to_json(tuple(table)) == [{"code": "a", "on": "2026-01-01", "required": True}]
    assert TABLE.from_json(to_json(table)) == table
    assert Shape(Unit.POINTS).from_json(70) == 70


@pytest.mark.parametrize("stored", [[{"code": "a", "on": "hôm qua"}], [{"code": "a", "on": 5}], ["a"], "a"])
def test_from_json_refuses_what_has_not_the_shape(stored):
    with pytest.raises(NormFault):
        TABLE.from_json(stored)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "có"),
        (False, "không"),
        (date(2026, 1, 5), "05/01/2026"),
        (300_000_000, "300.000.000"),
        ([7, 9], "7, 9"),
        ([], ""),
        ([{"points": 4, "text": "Có"}, {"points": 0, "text": "Chưa"}], "4: Có; 0: Chưa"),
        ("chữ", "chữ"),
    ],
)
def test_values_are_said_in_words(value, words):
    assert say_value(value) == words
