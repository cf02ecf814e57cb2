"""A value that an office proposes must be one that the rules can use."""

from datetime import date

import pytest

from khuyencong.kernel.refusal import Refusals
from khuyencong.law.norms import national_book
from khuyencong.law.shapes import to_json
from khuyencong.programme.rules.norm_checks import CHECKS, value_refusals
from khuyencong.rulebook.actions import propose_norm
from khuyencong.rulebook.models import LocalNorm

LEVEL = {"content": "machinery", "rate_percent": 50, "ceiling": 1, "per": "cơ sở"}
DAY = {
    "code": "registration", "label": "Đăng ký", "year": "before", "month": 5, "day": 20, "streams": ["national"],
    "certainty": "local",
}  # fmt: skip  # facts read better in a block
FACT = {"content": "machinery", "fact": "colour", "label": "Màu", "kind": "text", "required": False}
CONTENT = {"code": "a", "label": "A", "group": "C1", "unit": "cái", "streams": ["local"]}


def told(key, value):
    return [str(one) for one in value_refusals(key, value)]


@pytest.mark.parametrize("key", CHECKS)
def test_every_general_value_passes(key):
    assert [told(key, norm.value) for norm in national_book().history[key] if told(key, norm.value)] == []


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("funding.local_levels", [LEVEL, LEVEL], "“machinery” đứng ở hai dòng; mỗi mã một dòng."),
        ("funding.local_levels", [LEVEL | {"certainty": "sure"}], "Dòng 1: không có mức chắc chắn “sure”."),
        ("funding.levels", [LEVEL | {"rate_certainty": "x"}], "Dòng 1: không có mức chắc chắn “x”."),
        ("funding.ceiling_span", "week", "“week” không dùng được; chọn một trong: project, year, programme, ever."),
        ("funding.invoice_window", "x", "“x” không dùng được; chọn một trong: budget_year, approval, contract."),
        ("programme.project_deadlines", [DAY | {"month": 13}], "Dòng 1: ngày, tháng không có trong lịch mọi năm."),
        (
            "programme.project_deadlines",
            [DAY | {"month": 2, "day": 29}],
            "Dòng 1: ngày, tháng không có trong lịch mọi năm.",
        ),
        ("programme.budget_deadlines", [DAY | {"year": "next"}], "Dòng 1: năm phải là before, same hoặc after."),
        (
            "programme.budget_deadlines",
            [DAY | {"streams": ["both"]}],
            "Dòng 1: nguồn phải là national, local hoặc cả hai.",
        ),
        ("programme.follow_up_months", [0, 6], "Số tháng phải từ 1 đến 600."),
        ("programme.contents", [CONTENT, CONTENT], "“a” đứng ở hai dòng; mỗi mã một dòng."),
        ("programme.contents", [CONTENT | {"streams": ["x"]}], "Dòng 1: nguồn phải là national, local hoặc cả hai."),
        (
            "programme.content_facts",
            [FACT | {"kind": "colour"}],
            "Dòng 1: không có loại “colour”; các loại: text, whole, money, number, date, flag, choice.",
        ),
        (
            "programme.content_facts",
            [FACT | {"kind": "choice"}],
            "Dòng 1: chỉ loại choice có các lựa chọn, và phải có.",
        ),
        (
            "programme.content_facts",
            [FACT | {"choices": "a: A"}],
            "Dòng 1: chỉ loại choice có các lựa chọn, và phải có.",
        ),
    ],
)
def test_what_the_rules_cannot_use_is_refused_with_its_row(key, value, reason):
    assert told(key, value) == [reason]


def test_other_norms_are_not_judged_here():
    assert told("selection.threshold_points", 700) == []


def test_an_office_cannot_propose_a_day_that_no_year_has(cast, now):
    with pytest.raises(Refusals) as caught:
        propose_norm(
            actor=cast.chuyenvien, office=cast.office(), key="programme.project_deadlines",
            value=to_json([DAY | {"day": 31, "month": 6}]), start_on=date(2027, 1, 1), source="QĐ 1", at=now,
        )  # fmt: skip  # facts read better in a block

    assert [one.code for one in caught.value.refusals] == ["programme.unusable_norm"]
    assert not LocalNorm.objects.exists()
