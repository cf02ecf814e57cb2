"""Names of persons."""

import pytest

from khuyencong.vietnamese.names import Name, initials, person_sort_key, split, without_title


@pytest.mark.parametrize(
    ("full", "name"),
    [
        ("Nguyễn Thị Minh Khai", Name("Nguyễn", "Thị Minh", "Khai")),
        ("Lê  Lợi", Name("Lê", "", "Lợi")),
        ("Khai", Name("", "", "Khai")),
        ("", Name("", "", "")),
        ("ThS.Lê Văn Tám", Name("Lê", "Văn", "Tám")),
    ],
)
def test_split_parts_a_name(full, name):
    assert split(full) == name


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("Ông Trần Hoàng Tựu", "Trần Hoàng Tựu"),
        ("PGS.TS. Đặng Văn Ba", "Đặng Văn Ba"),
        ("Bà Lê", "Bà Lê"),
        ("Cụ bà Lê Thị Út", "Lê Thị Út"),
        ("Lê Văn Tám", "Lê Văn Tám"),
    ],
)
def test_without_title_leaves_the_name(typed, bare):
    assert without_title(typed) == bare


def test_initials_are_capitals():
    assert initials("Phạm lê") == "PL"
    assert initials("ThS. Đặng Ánh Tuyết") == "ĐÁT"


def test_lists_of_persons_go_by_given_name():
    people = ["Trần Văn An", "Lê Thị Ánh", "Nguyễn Văn An", "Đỗ An Bình"]

    assert sorted(people, key=person_sort_key) == ["Nguyễn Văn An", "Trần Văn An", "Lê Thị Ánh", "Đỗ An Bình"]
