"""The trail is told in words: labels of facts, readable values, a way to the thing."""

import ast
from pathlib import Path

import pytest
from django.utils import translation

from khuyencong.accounts.models import AuditEntry
from khuyencong.accounts.rules.trail_words import FACT_LABELS, THINGS
from khuyencong.accounts.templatetags.trail import facts_told, thing_told

ROOT = Path(__file__).parent.parent.parent / "khuyencong"


def told(thing="selection.round:7", **facts):
    return {one["label"]: one["value"] for one in facts_told(AuditEntry(thing=thing, facts=facts))}


def test_values_are_told_as_people_read_them():
    assert told(
        round="BC-2026",
        scoring_started=True,
        held_on="2026-11-20",
        total=8525,
        rubric=[["", "1", 4000]],
        state="scoring",
    ) == {
        "Kỳ bình chọn": "BC-2026",
        "Bắt đầu chấm": "có",
        "Ngày họp": "20/11/2026",
        "Tổng điểm": "85,25",
        "Khung điểm": "1: 40",
        "Trạng thái": "Chấm điểm",
    }


def test_lists_empty_values_digests_and_names_of_fields_are_told():
    assert told(
        "registry.product:3", changed=["price_dong"], replaced=[], sha256="ab" * 32, counts={"hồ sơ mới": 6}
    ) == {
        "Mục đã sửa": "giá bán (đồng)",
        "Đã thay": "—",
        "Dấu vết tệp": "abababababab…",
        "Kết quả nhập": "hồ sơ mới: 6",
    }


def test_amounts_are_told_with_their_thousands_apart():
    assert told("programme.project:3", approved=150_000_000, percent=60, passed=True) == {
        "Kinh phí duyệt (đồng)": "150.000.000",
        "Tiến độ (%)": "60",
        "Đạt thẩm định": "có",
    }


def test_a_fact_without_a_label_is_told_by_its_name_and_a_long_value_is_cut():
    assert told(strange_fact="x" * 500)["strange fact"] == "x" * 159 + "…"


@pytest.mark.parametrize(
    ("thing", "words", "href"),
    [
        ("selection.dossier:12", "Hồ sơ 12", "/ho-so/12/"),
        ("selection.juror:4", "Giám khảo 4", ""),
        ("unheard.of:1", "unheard.of:1", ""),
        ("", "", ""),
    ],
)
def test_a_thing_is_told_in_words_with_the_way_to_its_page(thing, words, href):
    assert thing_told(AuditEntry(thing=thing)) == {"words": words, "href": href}


def test_the_trail_is_told_in_english_too():
    with translation.override("en"):
        assert told(held_on="2026-11-20") != told(held_on="")


def test_every_fact_that_a_deed_notes_has_a_label():
    named = {
        key.arg
        for path in ROOT.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "note"
        for key in call.keywords
        if key.arg
    }

    assert sorted(named - set(FACT_LABELS)) == []
    assert all(words.label for words in THINGS.values())
