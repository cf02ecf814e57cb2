"""Tax codes: what is accepted, repaired and refused."""

import pytest

from khuyencong.kernel.refusal import Refusal
from khuyencong.registry.rules.tax_code import TaxCodeKind, classify


@pytest.mark.parametrize(
    ("text", "kind", "digits"),
    [
        ("0100112437", TaxCodeKind.ENTERPRISE, "0100112437"),
        ("0100112437-001", TaxCodeKind.BRANCH, "0100112437001"),
        ("0100112437001", TaxCodeKind.BRANCH, "0100112437001"),
        ("086 948 347 706", TaxCodeKind.PERSONAL, "086948347706"),
        ("1599564482", TaxCodeKind.ENTERPRISE, "1599564482"),
        ("  ", TaxCodeKind.NONE, ""),
    ],
)
def test_classify_reads_every_kind(text, kind, digits):
    code = classify(text)

    assert (code.kind, code.digits, code.repaired) == (kind, digits, "")


@pytest.mark.parametrize(
    ("text", "kind", "digits"),
    [
        ("100112437", TaxCodeKind.ENTERPRISE, "0100112437"),
        ("86998734694", TaxCodeKind.PERSONAL, "086998734694"),
        ("100112437001", TaxCodeKind.BRANCH, "0100112437001"),
    ],
)
def test_classify_puts_a_lost_zero_back_where_it_is_certain(text, kind, digits):
    code = classify(text)

    assert (code.kind, code.digits) == (kind, digits)
    assert code.repaired == "Đã thêm số 0 bị mất ở đầu mã số thuế."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0100112438", "registry.tax_code_check_digit"),
        ("0100112438001", "registry.tax_code_check_digit"),
        ("100112438", "registry.tax_code_length"),
        ("12345", "registry.tax_code_length"),
        ("97123456789", "registry.tax_code_length"),
        ("999123456789", "registry.tax_code_not_personal"),
        ("000123456789", "registry.tax_code_not_personal"),
        ("01001A2437", "registry.tax_code_not_digits"),
        ("０１００１１２４３７", "registry.tax_code_not_digits"),
    ],
)
def test_classify_refuses_what_cannot_be_a_code(text, code):
    with pytest.raises(Refusal) as caught:
        classify(text)

    assert caught.value.code == code
    assert caught.value.source


def test_masked_hides_a_personal_number_only():
    assert classify("086948347706").masked == "•••••••••706"
    assert classify("0100112437-001").masked == "0100112437-001"


def test_printed_writes_a_branch_with_its_hyphen():
    assert classify("0100112437001").printed == "0100112437-001"
