"""What speaks against a proposal, and who may decide."""

from datetime import date

import pytest

from khuyencong.law.norms import national_book
from khuyencong.rulebook.rules.norm_life import NORM_LIFE
from khuyencong.rulebook.rules.proposals import Proposal, decision_refusal, proposal_refusals

BOOK = national_book()
DAY = date(2027, 1, 1)
THRESHOLD = "selection.threshold_points"


def told(**changes):
    proposal = Proposal(**{"key": THRESHOLD, "value": 75, "start_on": DAY, "source": "QĐ 1", **changes})
    return [(one.code, str(one)) for one in proposal_refusals(proposal, BOOK, BOOK.at(DAY))]


def test_a_sound_proposal_is_not_refused():
    assert told() == []
    assert told(key="calendar.dated_days", value=[{"on": "2027-02-08", "kind": "off", "label": "Tết"}]) == []


def test_an_unknown_norm_is_refused():
    assert told(key="a.b") == [("rulebook.unknown_norm", "Không có quy định “a.b” trong danh mục.")]


def test_everything_is_told_at_once():
    assert told(source="  ", start_on=date(2014, 1, 1), value="75") == [
        ("rulebook.no_source", "Hãy ghi căn cứ: số, ký hiệu văn bản và điều khoản quy định giá trị này."),
        (
            "rulebook.before_general_norm",
            "Ngày bắt đầu 01/01/2014 sớm hơn ngày quy định chung có hiệu lực (21/10/2014).",
        ),
        ("rulebook.wrong_value", "Giá trị chưa dùng được: giá trị không đúng đơn vị “điểm”."),
    ]


@pytest.mark.parametrize("value", [70, None])
def test_a_proposal_that_changes_nothing_is_refused(value):
    assert told(value=value) == [
        (
            "rulebook.nothing_changes",
            "Giá trị đề xuất giống giá trị đang áp dụng từ ngày 21/10/2014, không có gì thay đổi.",
        )
    ]


def test_nobody_decides_on_their_own_proposal():
    assert decision_refusal(1, 2) is None
    assert decision_refusal(1, 1).code == "rulebook.same_person"


def test_the_life_has_no_dead_end():
    assert NORM_LIFE.unreachable() == frozenset()
    assert NORM_LIFE.dead_ends() == frozenset()


@pytest.mark.parametrize(
    ("state", "verbs"), [("proposed", ("approve_norm", "reject_norm")), ("approved", ()), ("rejected", ())]
)
def test_every_verb_of_every_state(state, verbs):
    assert NORM_LIFE.verbs(state) == verbs
