"""Legal forms read from names, and names without them."""

import pytest

from khuyencong.registry.rules.legal_forms import LABELS, LegalForm, bare_name, form_of


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Công ty TNHH Mẫu 05", LegalForm.LIMITED_COMPANY),
        ("Công ty TNHH một thành viên Mẫu", LegalForm.LIMITED_COMPANY),
        ("Cty CP Trà Bắc", LegalForm.JOINT_STOCK_COMPANY),
        ("DNTN Long Thuận", LegalForm.PRIVATE_ENTERPRISE),
        ("Doanh nghiệp tư nhân", LegalForm.PRIVATE_ENTERPRISE),
        ("HTX nông nghiệp Long Hiệp", LegalForm.COOPERATIVE),
        ("Liên hiệp hợp tác xã A", LegalForm.COOPERATIVE_UNION),
        ("Tổ hợp tác B", LegalForm.COOPERATIVE_GROUP),
        ("Hộ kinh doanh Mẫu 14", LegalForm.HOUSEHOLD),
        ("Cơ sở Mẫu 06", LegalForm.WORKSHOP),
        ("Ba Khánh", LegalForm.OTHER),
        ("", LegalForm.OTHER),
    ],
)
def test_form_of_reads_labels_and_names(text, form):
    assert form_of(text) is form


def test_bare_name_is_the_same_for_short_and_long_forms():
    assert bare_name("HTX Mẫu 02") == bare_name("Hợp tác xã  Mẫu 02") == "mau 02"


def test_bare_name_keeps_a_name_that_is_only_a_form():
    assert bare_name("Hợp tác xã") == "hop tac xa"


def test_bare_name_folds_decomposed_letters():
    import unicodedata

    assert bare_name(unicodedata.normalize("NFD", "Cơ sở Bánh Đậu")) == "banh dau"


def test_every_form_has_a_label():
    assert set(LABELS) == set(LegalForm)
