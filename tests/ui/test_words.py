"""Sources and refusals are told in the reader's language."""

import pytest
from django.utils import translation

from khuyencong.certificates.rules.verdicts import unreadable
from khuyencong.certificates.templatetags.certificates import verdict_words
from khuyencong.kernel.refusal import Refusal
from khuyencong.ui.templatetags.words import cited, sentence


@pytest.mark.parametrize(
    ("source", "english"),
    [
        ("TT 26/2014/TT-BCT, Điều 16 khoản 2", "TT 26/2014/TT-BCT, Article 16 clause 2"),
        ("TT 26/2014/TT-BCT, Phụ lục 4", "TT 26/2014/TT-BCT, Annex 4"),
        ("Bảng phân quyền của hệ thống", "The system's table of rights"),
        ("QĐ 12/QĐ-UBND", "QĐ 12/QĐ-UBND"),
        ("Luật NSNN 2015, Điều 64 khoản 3", "Law on the State Budget 2015, Article 64 clause 3"),
        ("Luật Ngân sách nhà nước, Điều 64", "Law on the State Budget, Article 64"),
        ("Bộ luật Lao động 2019, Điều 111 khoản 3", "Labour Code 2019, Article 111 clause 3"),
        ("Mức tạm, thay bằng Nghị quyết 11/2025/NQ-HĐND", "Mức tạm, thay bằng Nghị quyết 11/2025/NQ-HĐND"),
    ],
)
def test_a_source_keeps_its_number_and_says_its_parts_in_english(source, english):
    with translation.override("en"):
        assert cited(source) == english
    with translation.override("vi"):
        assert cited(source) == source


def test_a_refusal_says_each_label_that_it_lists():
    no = Refusal("x.no", "Việc này dành cho: %(roles)s.", roles="Chuyên viên; Kiểm toán, thanh tra; Giám đốc")
    with translation.override("en"):
        told = sentence(no)

    assert "Officer; " in told
    assert told.endswith("; Director.")
    assert "toán" not in told


def test_a_verdict_on_no_code_says_in_english_what_was_typed():
    verdict = unreadable(
        Refusal("x", "“%(text)s” không phải là mã kiểm tra; mã gồm 16 chữ và số, in dưới mã QR.", text="abc")
    )
    with translation.override("en"):
        assert "abc" in verdict_words(verdict)
        assert "không phải" not in verdict_words(verdict)
