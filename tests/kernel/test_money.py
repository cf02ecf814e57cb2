"""Whole đồng: what must hold for every amount."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.kernel.money import LIMIT, Money

amounts = st.integers(-(10**12), 10**12).map(Money)


def test_money_refuses_what_is_not_whole_dong():
    for wrong in (1.0, True, "1", None):
        with pytest.raises(ValueError, match="whole"):
            Money(wrong)


def test_money_refuses_amounts_beyond_the_limit():
    with pytest.raises(ValueError, match="limit"):
        Money(LIMIT)


def test_money_adds_subtracts_and_turns_its_sign():
    assert Money(5) + Money(7) - Money(2) == Money(10)
    assert -Money(3) == Money(-3)
    assert not Money(0)
    assert Money(1)


def test_money_is_written_with_points():
    assert str(Money(1_250_000)) == "1.250.000"


def test_million_reads_official_forms():
    assert Money.million("12.5") == Money(12_500_000)
    with pytest.raises(ValueError, match="not whole"):
        Money.million("0.0000001")


@given(amounts, st.fractions(0, 1))
def test_share_never_exceeds_its_rate_and_mirrors_the_sign(money, rate):
    part = money.share(rate)

    assert abs(part.dong) <= abs(money.dong) * rate
    assert abs(money.dong) * rate - abs(part.dong) < 1
    assert (-money).share(rate) == -part


@given(amounts, st.lists(st.integers(0, 10_000), min_size=1, max_size=12).filter(any))
def test_split_sums_to_the_whole_and_stays_within_one_dong(money, weights):
    parts = money.split(weights)

    assert sum(part.dong for part in parts) == money.dong
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part.dong - Fraction(money.dong * weight, sum(weights))) < 1


def test_split_refuses_weights_that_say_nothing():
    for weights in ([0, 0], [1, -1]):
        with pytest.raises(ValueError, match="weights"):
            Money(10).split(weights)
