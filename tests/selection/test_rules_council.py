"""Jury, council, conflicts, completeness and paper sheets."""

from datetime import date

import pytest

from khuyencong.selection.rules.conflicts import JurorFacts, MakerFacts, opens, signs
from khuyencong.selection.rules.council import (
    VerdictFacts,
    check_council_size,
    check_jury,
    check_quorum,
    check_quota,
    check_verdict,
    quorum,
)
from khuyencong.selection.rules.eligibility import DossierFacts, PaperRule, completeness, papers_for
from khuyencong.selection.rules.paper_sheets import juror_of, says_not_scored


def code(refusal):
    return None if refusal is None else refusal.code


def codes(refusals):
    return [refusal.code for refusal in refusals]


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, "selection.no_jurors"), (8, "selection.even_jury"), (9, None), (35, None), (37, "selection.jury_too_large")],
)
def test_a_jury_is_odd_and_neither_empty_nor_too_large(count, expected):
    assert code(check_jury(count)) == expected


def test_a_council_has_a_size_of_its_level():
    assert check_council_size(7, (7, 9), level="cấp tỉnh", source="x") is None
    assert code(check_council_size(8, (7, 9), level="cấp tỉnh", source="x")) == "selection.council_size"


@pytest.mark.parametrize(("members", "percent", "least"), [(7, 50, 4), (9, 50, 5), (9, 66, 6), (9, 100, 9), (8, 50, 5)])
def test_quorum_is_more_than_the_share(members, percent, least):
    assert quorum(members, percent=percent) == least


def test_a_meeting_without_quorum_is_refused():
    assert check_quorum(4, 7) is None
    assert code(check_quorum(3, 7)) == "selection.no_quorum"


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        (VerdictFacts("A01", "A", reaches_threshold=True, keep=True, votes_for=7), []),
        (VerdictFacts("A01", "A", reaches_threshold=False, keep=True), ["selection.below_threshold"]),
        (VerdictFacts("A01", "A", reaches_threshold=False, keep=False), []),
        (VerdictFacts("A01", "A", reaches_threshold=True, keep=False), ["selection.cut_without_reason"]),
        (VerdictFacts("A01", "A", reaches_threshold=True, keep=False, reason="Hết kinh phí"), []),
        (VerdictFacts("A01", "A", True, True, 5, 4), ["selection.more_votes_than_present"]),
        (VerdictFacts("A01", "A", True, True, 3, 4), ["selection.verdict_against_votes"]),
        (VerdictFacts("A01", "A", True, False, 3, 4, "Phiếu không quá bán"), []),
    ],
)
def test_a_verdict_needs_points_votes_and_a_reason(verdict, expected):
    assert codes(check_verdict(verdict, present=7, source="x")) == expected


def test_quota_holds_for_the_round_and_for_groups():
    assert check_quota({"A": 4, "B": 10}, quota=14, group_quotas={"B": 10}) == []
    assert check_quota({"A": 4}, quota=None, group_quotas={}) == []
    assert codes(check_quota({"A": 5, "B": 10}, quota=14, group_quotas={"A": 4})) == [
        "selection.over_quota",
        "selection.over_group_quota",
    ]


def test_signs_of_conflict_are_named():
    juror = JurorFacts("Lê Thị  Một", organisation="Hợp tác xã Mẫu", phone="0270 3 783 038")
    maker = MakerFacts("HỢP TÁC XÃ MẪU", representative="Lê Thị Một", phone="02703783038")

    assert len(signs(juror, maker)) == 3
    assert signs(JurorFacts("Ai đó"), maker) == []


@pytest.mark.parametrize(
    ("declared", "expected"),
    [("undeclared", "selection.declare_first"), ("conflict", "selection.recused"), ("none", None)],
)
def test_a_dossier_opens_only_after_a_clean_declaration(declared, expected):
    assert code(opens(declared)) == expected


PAPERS = [
    PaperRule("form", "Phiếu đăng ký"),
    PaperRule("food", "Giấy an toàn thực phẩm", groups=frozenset({"B"})),
    PaperRule("lower", "Giấy chứng nhận cấp tỉnh", levels=frozenset({"region"})),
    PaperRule("award", "Giải thưởng", required=False),
]


def test_papers_depend_on_level_and_group():
    assert [rule.code for rule in papers_for(PAPERS, "province", "A")] == ["form", "award"]
    assert [rule.code for rule in papers_for(PAPERS, "region", "B")] == ["form", "food", "lower", "award"]


def test_a_complete_dossier_misses_nothing():
    facts = DossierFacts("province", "A", "Chiếu", "Cơ sở", "xã", "Người", papers={"form": True}, photos=3)

    assert completeness(facts, PAPERS, minimum_photos=3, received_on=date(2026, 5, 1)) == []


def test_everything_missing_is_told_at_once():
    facts = DossierFacts("province", "B", "", "Cơ sở", "xã", "Người", lower_valid_until=date(2025, 12, 31))

    missing = completeness(facts, PAPERS, minimum_photos=3, received_on=date(2026, 5, 1))

    assert codes(missing) == [
        "selection.fact_missing",
        "selection.paper_missing",
        "selection.paper_missing",
        "selection.too_few_photos",
        "selection.lower_certificate_expired",
    ]


def test_photographs_on_paper_count():
    facts = DossierFacts("province", "A", "Chiếu", "Cơ sở", "xã", "Người", papers={"form": True, "photos": True})

    assert completeness(facts, PAPERS, minimum_photos=3, received_on=date(2026, 5, 1)) == []


@pytest.mark.parametrize(
    "note",
    [
        "Không chấm: có người liên quan",
        "Vắng",
        "vắng mặt",
        "KHÔNG CHẤM",
        "Xung đột lợi ích",
        "Rút",
        "có người nhà liên quan",
    ],
)
def test_notes_that_say_not_scored(note):
    assert says_not_scored(note)


@pytest.mark.parametrize("note", ["", "xem lại", "Mẫu mã đẹp", "chấm sau"])
def test_notes_that_say_nothing_of_it(note):
    assert not says_not_scored(note)


@pytest.mark.parametrize(
    ("sheet", "lines", "name"),
    [
        ("Giám khảo 01", ["PHIẾU", "Họ và tên giám khảo: Giám khảo 01 (mẫu)"], "Giám khảo 01"),
        ("GK1", ["Họ tên giám khảo:  Nguyễn  Văn An"], "Nguyễn Văn An"),
        ("GK1", ["Giám khảo: Trần Bình"], "Trần Bình"),
        ("Lê Thị Cúc", ["Họ và tên giám khảo: ……"], "Lê Thị Cúc"),
        ("Sheet1", [], "Sheet1"),
    ],
)
def test_the_juror_is_named_by_title_line_or_sheet(sheet, lines, name):
    assert juror_of(sheet, lines) == name
