"""Acceptance in full, in part or not, and everything that speaks against it."""

from dataclasses import replace
from datetime import date

import pytest

from khuyencong.kernel.money import Money
from khuyencong.programme.rules.evidence.serials import serial_key
from khuyencong.programme.rules.work.acceptance import (
    AcceptanceFacts,
    Ground,
    MachineFacts,
    MachineLine,
    acceptance_refusals,
    acceptance_warnings,
    compared,
)
from khuyencong.programme.rules.work.running import Course

MACHINE = MachineFacts("Máy sấy", "S-200", "SN-001", "Việt Nam", 2026, 1, Money(600_000_000), works=True)
FACTS = AcceptanceFacts(
    held_on=date(2026, 11, 20),
    result="full",
    accepted=Money(300_000_000),
    members=(("Võ Chuyên Viên", "Trung tâm"), ("Lê Cán Bộ", "UBND xã")),
    machines=(MACHINE,),
)
GROUND = Ground(
    today=date(2026, 11, 24),
    contracted=Money(300_000_000),
    course=Course(date(2026, 3, 1), date(2026, 3, 5), 100, date(2026, 11, 1)),
    ends_on=date(2026, 11, 30),
    minimum_members=2,
    needs_machines=True,
)


def codes(facts, ground=GROUND):
    return [no.code for no in acceptance_refusals(facts, ground)]


def test_whole_work_is_accepted():
    assert codes(FACTS) == []
    assert acceptance_warnings(FACTS, GROUND) == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"held_on": date(2026, 11, 25)}, ["programme.day_in_future"]),
        ({"held_on": date(2026, 3, 4), "machines": (replace(MACHINE, made_year=2025),)}, ["programme.day_before_work"]),
        ({"members": FACTS.members[:1]}, ["programme.members_missing"]),
        ({"members": (("Võ A", ""), ("võ  a", ""))}, ["programme.members_missing"]),
        ({"accepted": Money(300_000_001)}, ["programme.accepted_over_contract"]),
        ({"accepted": Money(1)}, ["programme.full_is_not_whole"]),
        ({"accepted": Money(-1)}, ["programme.part_is_not_a_part", "programme.full_is_not_whole"]),
        ({"result": "part", "reason": "Thiếu"}, ["programme.part_is_not_a_part"]),
        ({"result": "part", "accepted": Money(9)}, ["programme.acceptance_reason_missing"]),
        ({"result": "part", "accepted": Money(9), "reason": "Thiếu máy"}, []),
        ({"result": "none", "reason": "Chưa chạy"}, ["programme.nothing_accepted"]),
        ({"result": "none", "accepted": Money(0), "reason": "Chưa chạy", "machines": ()}, []),
        ({"machines": ()}, ["programme.machines_missing"]),
        ({"machines": (replace(MACHINE, name=" "),)}, ["programme.machine_without_name"]),
        ({"machines": (replace(MACHINE, quantity=0),)}, ["programme.machine_without_quantity"]),
        ({"machines": (replace(MACHINE, quantity=2),)}, ["programme.serial_of_many"]),
        ({"machines": (replace(MACHINE, price=Money(-1)),)}, ["programme.machine_price_negative"]),
        ({"machines": (replace(MACHINE, made_year=2027),)}, ["programme.machine_year_wrong"]),
        ({"machines": (replace(MACHINE, works=False),)}, ["programme.machine_does_not_work"]),
        ({"machines": (MACHINE, replace(MACHINE, serial="sn 001"))}, ["programme.serial_twice"]),
    ],
)
def test_fault_of_an_acceptance_is_told(changed, expected):
    assert codes(replace(FACTS, **changed)) == expected


def test_acceptance_needs_progress_reported_before():
    unreported = replace(GROUND, course=replace(GROUND.course, percent=None))
    halfway = replace(GROUND, course=replace(GROUND.course, percent=80))
    failed = replace(FACTS, result="none", accepted=Money(0), reason="Chưa chạy")

    assert codes(FACTS, unreported) == ["programme.progress_missing"]
    assert codes(FACTS, halfway) == ["programme.work_unfinished"]
    assert codes(failed, unreported) == []


def test_acceptance_needs_the_lists_of_its_content():
    ground = replace(GROUND, needs_machines=False, tables={"Học viên": 0, "Giảng viên": 2})
    failed = replace(FACTS, result="none", accepted=Money(0), reason="Bỏ học")

    assert codes(FACTS, ground) == ["programme.list_missing"]
    assert codes(failed, ground) == []


def test_late_acceptance_and_machines_unlike_the_plan_are_seen_but_do_not_stop():
    planned = (MachineFacts("Máy sấy", quantity=2), MachineFacts("Băng tải"))
    late = replace(FACTS, machines=(replace(MACHINE, serial=""), MachineFacts("Tủ điện", serial="T1")))
    ground = replace(GROUND, ends_on=date(2026, 11, 10), planned=planned)

    warnings = acceptance_warnings(late, ground)

    assert [one.code for one in warnings] == [
        "programme.acceptance_late",
        "programme.serial_not_written",
        "programme.machines_differ",
        "programme.machines_differ",
    ]
    assert "chậm 10 ngày" in str(warnings[0])
    assert str(warnings[3]) == "Băng tải: theo đề án 1, thực tế 0."
    assert acceptance_warnings(FACTS, replace(GROUND, ends_on=None)) == []


def test_machines_stand_beside_the_plan_by_name():
    planned = [MachineFacts("Máy  sấy", quantity=2)]

    assert compared(planned, [MACHINE, MachineFacts("Tủ điện")]) == [
        MachineLine("Máy  sấy", 2, 1),
        MachineLine("Tủ điện", 0, 1),
    ]


def test_serial_is_found_again_whatever_its_signs():
    assert serial_key(" sn-00/1 ") == "SN001"
