"""What an office writes in its list of projects."""

import pytest

from khuyencong.programme.rules.project_list import (
    ListedAmounts,
    amount_faults,
    content_in,
    opening_amounts,
    state_in,
    stream_in,
)
from khuyencong.programme.rules.streams import Stream

CODES = {
    "machinery": "Ứng dụng máy móc thiết bị tiên tiến",
    "demonstration_model": "Xây dựng mô hình trình diễn kỹ thuật",
    "vocational_training": "Đào tạo nghề, truyền nghề, nâng cao tay nghề",
}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("machinery", "machinery"),
        ("ỨNG DỤNG MÁY MÓC THIẾT BỊ TIÊN TIẾN", "machinery"),
        ("II. Hỗ trợ máy móc, thiết bị", "machinery"),
        ("Mô hình trình diễn sản xuất gạch", "demonstration_model"),
        ("Lớp đào tạo nghề đan lát", "vocational_training"),
        ("Đăng ký nhãn hiệu", ""),
        ("Việc khác", ""),
    ],
)
def test_content_is_known_by_its_label_or_by_words_of_it(text, code):
    assert content_in(text, CODES) == code


@pytest.mark.parametrize(
    ("text", "stream"),
    [
        ("KCQG", Stream.NATIONAL),
        ("Khuyến công địa phương", Stream.LOCAL),
        ("quốc gia và địa phương", None),
        ("", None),
    ],
)
def test_stream_is_known_where_one_is_named(text, stream):
    assert stream_in(text) == stream


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Đã hoàn thành", "closed"),
        ("Đang triển khai", "running"),
        ("Không thực hiện", "ended"),
        ("Đã nghiệm thu", "accepted"),
        ("Chờ", ""),
    ],
)
def test_state_is_known_by_its_words(text, state):
    assert state_in(text) == state


@pytest.mark.parametrize(
    ("amounts", "code"),
    [
        (ListedAmounts(national=5, local=5), "two_streams"),
        (ListedAmounts(total=100), "no_support"),
        (ListedAmounts(support=50, counterpart=40, total=100), "sum"),
        (ListedAmounts(support=50, contracted=60), "contracted_over"),
        (ListedAmounts(support=50, contracted=40, accepted=45), "accepted_over"),
        (ListedAmounts(support=50, accepted=40, paid=45), "paid_over"),
        (ListedAmounts(support=50, advanced=51), "advanced_over"),
    ],
)
def test_amounts_that_do_not_agree_are_told(amounts, code):
    assert [refusal.code for _column, refusal in amount_faults(amounts)] == [f"programme.listed_{code}"]


@pytest.mark.parametrize(
    "amounts",
    [ListedAmounts(national=5, counterpart=5, total=10), ListedAmounts(local=5), ListedAmounts(support=0, total=10)],
)
def test_amounts_that_agree_are_not_told(amounts):
    assert amount_faults(amounts) == []


def test_stream_of_amounts_is_the_one_that_has_money():
    assert ListedAmounts(national=5).stream is Stream.NATIONAL
    assert ListedAmounts(local=5).stream is Stream.LOCAL
    assert ListedAmounts(support=5).stream is None


def test_opening_amounts_part_the_contract_by_where_its_money_stands():
    running = ListedAmounts(support=100, advanced=30, paid=20)

    assert opening_amounts("running", running) == {"open_paid": 20, "open_advanced": 30, "open_contracted": 50}
    assert opening_amounts("closed", ListedAmounts(support=100, accepted=90)) == {"open_settled": 90}
    assert opening_amounts("closed", ListedAmounts(support=100, paid=80)) == {"open_settled": 80}
    assert opening_amounts("registered", running) == {}
