"""Points of a sheet, the rubric and the entry codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.kernel.refusal import Refusal
from khuyencong.selection.rules.entry_codes import code_key, digits_of, group_of, next_code, read_code
from khuyencong.selection.rules.rubric import Anchor, CriterionFacts, check_rubric, leaves_of, roots_of, tree_of
from khuyencong.selection.rules.scoring import Leaf, check_sheet, read_points, root_totals, write_points

LEGAL = [
    CriterionFacts("1", "Tiêu chí về đáp ứng thị trường và khả năng phát triển sản xuất", 4000),
    CriterionFacts("2", "Tiêu chí về kinh tế – kỹ thuật – xã hội và môi trường", 4000),
    CriterionFacts("3", "Tiêu chí về tính văn hóa, tính thẩm mỹ", 1000),
    CriterionFacts("4", "Một số tiêu chí khác", 1000),
]
GROUPS = ["A", "B", "C", "D"]
MARKET = Leaf("1", "1", "Thị trường", 4000)


def codes(refusals):
    return [refusal.code for refusal in refusals]


@pytest.mark.parametrize(
    ("text", "hundredths"),
    [
        ("36,5", 3650),
        ("36.5", 3650),
        ("9", 900),
        (" 18,0 ", 1800),
        ("36,500", 3650),
        ("0", 0),
        ("-0", 0),
        ("+7", 700),
        ("0,05", 5),
    ],
)
def test_read_points_reads_exact_hundredths(text, hundredths):
    assert read_points(text) == hundredths


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ba mươi", "selection.score_not_a_number"),
        ("", "selection.score_not_a_number"),
        ("3 6", "selection.score_not_a_number"),
        ("1.000,5", "selection.score_not_a_number"),
        ("36,555", "selection.score_too_fine"),
        ("-1", "selection.score_negative"),
        ("−0,5", "selection.score_negative"),
    ],
)
def test_read_points_refuses_what_is_not_points(text, code):
    with pytest.raises(Refusal) as refused:
        read_points(text)

    assert refused.value.code == code


@given(st.integers(0, 10_000))
def test_points_written_are_read_back(hundredths):
    assert read_points(write_points(hundredths)) == hundredths


def test_check_sheet_tells_everything_at_once():
    leaves = leaves_of(LEGAL)

    refusals = check_sheet({"1": 4100, "2": -100, "3": None, "9": 1, "4": 1000}, leaves)

    assert codes(refusals) == [
        "selection.unknown_criterion",
        "selection.score_over_maximum",
        "selection.score_negative",
        "selection.score_missing",
    ]
    assert "41" in str(refusals[1])
    assert "40" in str(refusals[1])


def test_root_totals_add_the_parts_up():
    leaves = [Leaf("1.1", "1", "a", 1000), Leaf("1.2", "1", "b", 1000), Leaf("2", "2", "c", 1000)]

    assert root_totals({"1.1": 300, "1.2": 450, "2": 900}, leaves) == {"1": 750, "2": 900}


def test_the_legal_rubric_is_whole():
    assert check_rubric(LEGAL, GROUPS) == []


def test_a_rubric_without_criteria_is_refused():
    assert codes(check_rubric([], GROUPS)) == ["selection.no_criteria"]


def test_a_rubric_must_total_a_hundred():
    assert codes(check_rubric(LEGAL[:3], GROUPS)) == ["selection.rubric_not_hundred"]


def test_parts_must_sum_to_the_whole():
    parts = [CriterionFacts("1.1", "x", 1000, parent="1"), CriterionFacts("1.2", "y", 2900, parent="1")]

    refusals = check_rubric([*LEGAL, *parts], GROUPS)

    assert codes(refusals) == ["selection.parts_do_not_sum"]
    assert "39" in str(refusals[0])


def test_anchors_stay_within_the_criterion():
    third = CriterionFacts("3", "Văn hóa", 1000, anchors=(Anchor(0, "Không có"), Anchor(1100, "Rất đẹp")))

    assert codes(check_rubric([*LEGAL[:2], third, LEGAL[3]], GROUPS)) == ["selection.anchor_outside"]


def test_a_criterion_needs_points():
    assert codes(check_rubric([*LEGAL, CriterionFacts("5", "Thừa", 0)], GROUPS)) == ["selection.criterion_empty"]


def test_codes_are_not_repeated_and_parents_exist():
    odd = [*LEGAL, CriterionFacts("1", "lặp", 100), CriterionFacts("7.1", "mồ côi", 100, parent="7")]

    assert codes(check_rubric(odd, GROUPS)) == ["selection.criterion_twice", "selection.criterion_orphan"]


def test_criteria_do_not_go_round_in_circles():
    circle = [CriterionFacts("5", "a", 100, parent="6"), CriterionFacts("6", "b", 100, parent="5")]

    assert codes(check_rubric([*LEGAL, *circle], GROUPS)) == ["selection.criterion_circle"]


def test_a_group_with_its_own_tree_does_not_use_the_general_one():
    own = [CriterionFacts("1", "Máy", 6000, group="C"), CriterionFacts("2", "Khác", 4000, group="C")]

    assert check_rubric([*LEGAL, *own], GROUPS) == []
    assert [leaf.maximum for leaf in leaves_of(tree_of([*LEGAL, *own], "C"))] == [6000, 4000]
    assert [row.code for row in roots_of(tree_of([*LEGAL, *own], "A"))] == ["1", "2", "3", "4"]


def test_a_broken_variant_is_named():
    refusals = check_rubric([*LEGAL, CriterionFacts("1", "Máy", 6000, group="C")], GROUPS)

    assert codes(refusals) == ["selection.rubric_not_hundred"]
    assert " C " in str(refusals[0])


def test_groups_without_any_tree_have_no_criteria():
    own = [CriterionFacts("1", "Máy", 10000, group="C")]

    assert codes(check_rubric(own, GROUPS)) == ["selection.no_criteria"]
    assert check_rubric(own, ["C"]) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [("a1", "A01"), ("A 01", "A01"), ("b-7", "B07"), ("A001", "A01"), ("B120", "B120"), ("SP7", "SP07"), ("12", "12")],
)
def test_read_code_writes_the_house_form(text, code):
    assert read_code(text) == code


def test_read_code_refuses_what_is_no_code():
    with pytest.raises(Refusal) as refused:
        read_code("??")

    assert refused.value.code == "selection.bad_entry_code"


@pytest.mark.parametrize("text", ["a1", "A 01", "A-001", "A01"])
def test_code_key_is_one_for_all_spellings(text):
    assert code_key(text) == "A1"


def test_code_key_keeps_other_shapes():
    assert code_key(" 1a / x") == "1A/X"


def test_next_code_follows_the_highest_and_its_width():
    assert next_code("A", ["A01", "A07", "B30"]) == "A08"
    assert next_code("C", ["A01"]) == "C01"
    assert next_code("A", ["A099", "A100"]) == "A101"


def test_digits_and_group_of_codes():
    assert digits_of(["A001", "B02"]) == 3
    assert digits_of([]) == 2
    assert group_of("B07", GROUPS) == "B"
    assert group_of("SP07", GROUPS) is None
