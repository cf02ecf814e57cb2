"""Which movement of a statement is which transfer: sure, doubtful, none; and how banks write their columns."""

from datetime import date, datetime
from uuid import UUID

import pytest

from khuyencong.programme.rules.evidence.reconciliation import (
    Movement,
    Paying,
    match_refusal,
    paper_key,
    reconcile,
)
from khuyencong.programme.rules.evidence.statement_columns import movement_of, statement_schema
from khuyencong.vietnamese.unreadable import Unreadable

ONE, TWO = UUID(int=1), UUID(int=2)
DAY = date(2026, 6, 10)
PAID = Paying(ONE, DAY, 100, is_out=True, paper="UNC 15", project="DA-001")


def moved(key=1, on=DAY, outgoing=100, incoming=0, paper="UNC-0015", content="Chi ho tro"):
    return Movement(key, on, outgoing, incoming, paper, content)


def told(movements, payings):
    return [(one.match.value, one.transfer) for one in reconcile(movements, payings)]


def test_same_amount_paper_and_near_day_is_sure():
    assert told([moved(on=date(2026, 6, 20))], [PAID]) == [("matched", ONE)]


def test_project_named_in_the_content_counts_as_its_paper():
    assert told([moved(paper="FT26161", content="TT ho tro DA 001 theo HD")], [PAID]) == [("matched", ONE)]


@pytest.mark.parametrize(
    ("movement", "payings", "why"),
    [
        (moved(paper="UNC 16"), [PAID], "số chứng từ không khớp"),
        (moved(on=date(2026, 6, 21)), [PAID], "ngày lệch 11 ngày"),
        (moved(), [PAID, Paying(TWO, DAY, 100, is_out=True, paper="UNC 15")], "Có 2 bút toán cùng số tiền"),
        (moved(paper=""), [PAID, Paying(TWO, DAY, 100, is_out=True)], "Có 2 bút toán cùng số tiền"),
    ],
)
def test_amount_alone_several_or_far_is_doubtful_with_the_reason(movement, payings, why):
    found = reconcile([movement], payings)

    assert [one.match.value for one in found] == ["doubtful"]
    assert found[0].transfer is None
    assert why in found[0].why


def test_two_movements_for_one_transfer_are_both_doubtful():
    found = reconcile([moved(1), moved(2)], [PAID])

    assert [one.match.value for one in found] == ["doubtful", "doubtful"]
    assert "có thể đã chi hai lần" in found[0].why


@pytest.mark.parametrize("movement", [moved(outgoing=101), moved(outgoing=0, incoming=100)])
def test_other_amount_or_way_is_unmatched(movement):
    assert told([movement], [PAID]) == [("unmatched", None)]


def test_money_that_came_back_matches_a_return():
    back = Paying(TWO, DAY, 100, is_out=False, paper="GNT 3")

    assert told([moved(outgoing=0, incoming=100, paper="gnt03")], [PAID, back]) == [("matched", TWO)]


def test_paper_is_compared_without_signs_and_leading_zeros():
    assert paper_key("UNC-0015") == paper_key("unc 15") == "unc 15"
    assert paper_key("Số 000") == "so 0"


def test_a_person_may_match_only_the_same_amount_and_way():
    assert match_refusal(moved(paper=""), PAID) is None
    assert match_refusal(moved(outgoing=99), PAID).code == "programme.statement_wrong_amount"
    assert match_refusal(moved(outgoing=0, incoming=100), PAID).code == "programme.statement_wrong_way"


@pytest.mark.parametrize(
    ("cell", "amount"),
    [(1500, 1500), ("1,500,000.00", 1_500_000), ("500,000", 500_000), ("1.500.000 VND", 1_500_000), ("-", 0),
     ("(2.000)", -2000), ("-1.500.000", -1_500_000)],
)  # fmt: skip  # a table
def test_amounts_are_read_as_banks_write_them(cell, amount):
    assert statement_schema().column("amount").read(cell) == (amount, "")


@pytest.mark.parametrize("cell", ["10/06/2026 10:32:11", "10/06/2026", DAY, "2026-06-10 08:00"])
def test_days_are_read_with_the_time_behind_them(cell):
    assert statement_schema().column("on").read(cell) == (DAY, "")


def test_one_amount_is_a_payment_unless_the_sheet_has_signs():
    assert movement_of(5, 0, 0, signed=False) == (5, 0)
    assert movement_of(5, 0, 0, signed=True) == (0, 5)
    assert movement_of(-5, 0, 0, signed=True) == (5, 0)
    assert movement_of(0, 0, 7, signed=False) == (0, 7)


@pytest.mark.parametrize(
    ("key", "cell", "value"),
    [
        ("on", datetime(2026, 3, 5, 14, 30), date(2026, 3, 5)),
        ("on", date(2026, 3, 5), date(2026, 3, 5)),
        ("outgoing", 1_250_000, 1_250_000),
    ],
)
def test_statement_column_takes_days_and_amounts_as_a_workbook_stores_them(key, cell, value):
    column = statement_schema().column(key)

    assert column.read(cell) == (value, "")


@pytest.mark.parametrize("cell", ["1,5", "1.500,25 đ", 0.5])
def test_amounts_below_one_dong_are_refused_with_the_text(cell):
    with pytest.raises(Unreadable, match="lẻ dưới một đồng"):
        statement_schema().column("amount").read(cell)
