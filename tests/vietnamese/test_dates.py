"""Dates with the day first."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.vietnamese.dates import formal, read_date, short
from khuyencong.vietnamese.unreadable import Unreadable

FIFTH_OF_JUNE = date(2026, 6, 5)


@pytest.mark.parametrize(
    "typed",
    [
        "05/06/2026",
        "5/6/2026",
        "5.6.2026",
        "5-6-2026",
        "05 / 06 / 2026",
        "2026-06-05",
        "2026/6/5",
        "2026-06-05 00:00:00",
        "2026-06-05T00:00:00.000",
        "05/06/2026 0:00",
        "ngày 5 tháng 6 năm 2026",
        "Ngày 05 tháng 06 năm 2026",
        "5 tháng 6, năm 2026",
        "Vĩnh Long, ngày 05 tháng 6 năm 2026",
        "\u00a005/06/2026 ",
    ],
)
def test_read_date_puts_the_day_first(typed):
    assert read_date(typed) == FIFTH_OF_JUNE


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "Ô trống, cần một ngày."),
        ("hôm qua", "“hôm qua” không phải là ngày; viết ngày/tháng/năm, ví dụ 05/06/2026."),
        ("05/06.2026", "“05/06.2026” không phải là ngày; viết ngày/tháng/năm, ví dụ 05/06/2026."),
        ("05/06/2026 10:32", "“05/06/2026 10:32” không phải là ngày; viết ngày/tháng/năm, ví dụ 05/06/2026."),
        ("5/6/26", "“5/6/26”: hãy ghi đủ bốn chữ số của năm."),
        ("06/25/2026", "“06/25/2026”: tháng 25 không có; ngày đứng trước tháng."),
        ("31/02/2026", "Ngày “31/02/2026” không có trong lịch."),
        ("25/25/2026", "Ngày “25/25/2026” không có trong lịch."),
        ("01/01/0206", "Năm 0206 trong “01/01/0206” nằm ngoài khoảng 1900–2100."),
    ],
)
def test_read_date_refuses_with_the_reason(typed, reason):
    with pytest.raises(Unreadable) as caught:
        read_date(typed)

    assert str(caught.value) == reason


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_written_dates_are_read_back(day):
    assert read_date(short(day)) == day
    assert read_date(formal(day)) == day
    assert read_date(day.isoformat()) == day


def test_formal_pads_days_below_ten_and_the_first_two_months():
    assert formal(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert formal(date(2026, 3, 5)) == "ngày 05 tháng 3 năm 2026"
    assert formal(date(2026, 11, 23)) == "ngày 23 tháng 11 năm 2026"


def test_short_pads():
    assert short(FIFTH_OF_JUNE) == "05/06/2026"
