"""Phone numbers as offices type them."""

import pytest

from khuyencong.kernel.refusal import Refusal
from khuyencong.registry.rules.phone import read_phone


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0270 3783038", "02703783038"),
        ("0270.3708940", "02703708940"),
        ("+84 912 345 678", "0912345678"),
        ("0912.345.678", "0912345678"),
    ],
)
def test_read_phone_keeps_one_form(text, number):
    phone = read_phone(text)

    assert phone is not None
    assert (phone.number, phone.repaired) == (number, "")


def test_read_phone_puts_the_lost_zero_back():
    phone = read_phone("2703783038")

    assert phone is not None
    assert (phone.number, phone.repaired) == ("02703783038", "Đã thêm số 0 bị mất ở đầu số điện thoại.")


def test_read_phone_takes_nothing_for_nothing():
    assert read_phone("  ") is None


@pytest.mark.parametrize("text", ["01234567890", "12345", "không có", "+1 202 555 0100", "0270 378303812345", "+"])
def test_read_phone_refuses_numbers_that_cannot_exist(text):
    with pytest.raises(Refusal) as caught:
        read_phone(text)

    assert caught.value.code == "registry.phone_impossible"
