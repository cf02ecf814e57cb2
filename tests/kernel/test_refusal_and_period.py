"""Saying no, and spans of days."""

from datetime import date

import pytest

from khuyencong.kernel.period import Period, gaps
from khuyencong.kernel.refusal import Refusal, Refusals, demand

NO = Refusal("kernel.no", "Không được %(what)s.", source="Điều 1", what="làm")


def test_refusal_speaks_with_its_values():
    assert str(NO) == "Không được làm."
    assert str(Refusal("kernel.plain", "100% không.")) == "100% không."
    assert "Điều 1" in repr(NO)


def test_refusals_are_equal_by_what_they_say():
    assert Refusal("kernel.no", "Không được làm.", source="Điều 1") == NO
    assert hash(NO) == hash(Refusal("kernel.no", "Không được làm.", source="Điều 1"))
    assert NO != "Không được làm."


def test_demand_raises_only_a_refusal():
    demand(None)
    with pytest.raises(Refusal):
        demand(NO)


def test_refusals_are_told_together():
    assert str(Refusals([NO, NO])) == "Không được làm.; Không được làm."


def test_a_period_excludes_its_end():
    span = Period(date(2026, 1, 1), date(2026, 2, 1))

    assert date(2026, 1, 31) in span
    assert date(2026, 2, 1) not in span
    assert date(2030, 1, 1) in Period(date(2026, 1, 1))
    with pytest.raises(ValueError, match="not after"):
        Period(date(2026, 1, 1), date(2026, 1, 1))


def test_overlaps_and_gaps():
    first, second = Period(date(2026, 1, 1), date(2026, 2, 1)), Period(date(2026, 3, 1))

    assert not first.overlaps(second)
    assert second.overlaps(Period(date(2027, 1, 1)))
    assert gaps([second, first]) == [(date(2026, 2, 1), date(2026, 3, 1))]
    assert gaps([first, Period(date(2026, 2, 1))]) == []
