"""What speaks of double support, and how strongly."""

from dataclasses import replace

import pytest

from khuyencong.programme.rules.evidence.double_support import (
    Firm,
    MachineFacts,
    Strength,
    SupportFacts,
    findings,
    findings_key,
)
from khuyencong.programme.rules.evidence.serials import machine_key, serial_key

FIRM = Firm(frozenset({1}), "0101234560", "mau mot", "nguyen van mau|7", "so 1 ap mau|7", "0901234567")
ASKED = SupportFacts(1, "DA-2", 2026, "local", "machinery", "ho tro may", FIRM)
OTHER = Firm(frozenset({2}))
OLD = SupportFacts(9, "QG-1", 2019, "national", "machinery", "may xay", OTHER)
NOBODY = Firm()


def told(asked, *earlier):
    return [(one.project, one.code, one.strength.value) for one in findings(asked, earlier)]


@pytest.mark.parametrize(
    ("firm", "strength"),
    [
        (Firm(frozenset({1})), "certain"),
        (Firm(frozenset({2}), "0101234560"), "certain"),
        (Firm(frozenset({2}), "0101234560001"), "certain"),
        (Firm(frozenset({2}), name="mau mot"), "likely"),
        (Firm(frozenset({2}), "0109999990", name="mau mot"), "weak"),
        (Firm(frozenset({2}), owner="nguyen van mau|7"), "weak"),
        (Firm(frozenset({2}), phone="0901234567"), "weak"),
        (Firm(frozenset({2}), phone="0901234567", address="so 1 ap mau|7"), "likely"),
    ],
)
def test_same_content_of_the_same_firm_is_found_in_any_year_and_stream(firm, strength):
    assert told(ASKED, replace(OLD, firm=firm)) == [("QG-1", "same_content", strength)]


def test_households_with_twelve_digits_are_compared_whole():
    first, second = Firm(tax_code="086012345678"), Firm(tax_code="086012345699")

    assert told(replace(ASKED, firm=first), replace(OLD, firm=second)) == []


def test_other_content_of_the_same_firm_is_no_double_support():
    assert told(ASKED, replace(OLD, firm=FIRM, content="trademark")) == []


def test_same_serial_is_certain_whoever_had_the_machine():
    mine = MachineFacts.of("Máy xay", "MX 1", "SN-0012/a")
    theirs = MachineFacts.of("Máy nghiền", "", "sn 0012A")

    found = findings(replace(ASKED, machines=(mine,)), [replace(OLD, content="showroom", machines=(theirs,))])

    assert [(one.code, one.strength) for one in found] == [("same_serial", Strength.CERTAIN)]
    assert found[0].why == "Máy có số “SN-0012/a” đã được hỗ trợ ở đề án QG-1, năm 2019."
    assert found[0].data()["project_id"] == 9


@pytest.mark.parametrize(
    ("firm", "serials", "expected"),
    [
        (FIRM, ("", ""), [("QG-1", "same_machine", "likely")]),
        (OTHER, ("A1", ""), [("QG-1", "alike_machine", "weak")]),
        (FIRM, ("A1", "B2"), []),
    ],
)
def test_same_name_and_model_counts_unless_serials_tell_them_apart(firm, serials, expected):
    mine, theirs = (MachineFacts.of("Máy sấy", "MS-5", one) for one in serials)
    old = replace(OLD, content="showroom", firm=firm, machines=(theirs,))

    assert told(replace(ASKED, machines=(mine,)), old) == expected


def test_projects_of_nobody_are_compared_by_name_content_and_place():
    asked = replace(ASKED, firm=NOBODY, place=7)

    assert told(asked, replace(OLD, firm=NOBODY, name="ho tro may", place=7)) == [("QG-1", "same_name", "weak")]
    assert told(asked, replace(OLD, firm=NOBODY, name="ho tro may", place=8)) == []


def test_the_project_itself_is_no_finding_and_the_surest_comes_first():
    weak = replace(OLD, key=8, project="A-0", firm=Firm(phone=FIRM.phone))

    assert told(ASKED, ASKED, weak, replace(OLD, firm=FIRM)) == [
        ("QG-1", "same_content", "certain"),
        ("A-0", "same_content", "weak"),
    ]


def test_key_of_findings_changes_with_a_project_or_a_reason_only():
    one, other = replace(OLD, firm=FIRM), replace(OLD, key=8, project="A-0", firm=FIRM)

    assert findings_key([]) == ""
    assert findings_key(findings(ASKED, [one, other])) == findings_key(findings(ASKED, [other, one]))
    assert findings_key(findings(ASKED, [one])) != findings_key(findings(ASKED, [one, other]))


def test_keys_of_machines_forget_case_signs_and_marks():
    assert serial_key(" sn-00/1 Đ ") == "SN001D"
    assert machine_key("Máy  Sấy", "ms 5") == machine_key("máy sấy", "MS-5") == "MS5/may say"
    assert machine_key("Máy sấy", " - ") == ""
