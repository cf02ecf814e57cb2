"""The acceptance on the spot: in full, in part or not, and everything that speaks against it. Pure.

Source: TT 36/2013/TT-BCT, Điều 18-19 (acceptance record, machines by name and serial); the order of amounts
(accepted ≤ contracted) and what the law leaves open are the product's, marked in the norms.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.rules.evidence.serials import serial_key
from khuyencong.programme.rules.work.running import NOTHING, Course, day_refusal

RECORD = "TT 36/2013/TT-BCT, Điều 19"
FULL, PART, NONE = "full", "part", "none"
OLDEST_MACHINE = 1950


@dataclass(frozen=True, slots=True)
class MachineFacts:
    """One machine as found on the spot, or as planned."""

    name: str
    model: str = ""
    serial: str = ""
    origin: str = ""
    made_year: int | None = None
    quantity: int = 1
    price: Money | None = None
    works: bool | None = None


@dataclass(frozen=True, slots=True)
class AcceptanceFacts:
    """An acceptance as written on the spot; ``members`` are (name, title)."""

    held_on: date
    result: str
    accepted: Money
    members: tuple[tuple[str, str], ...]
    reason: str = ""
    place: str = ""
    machines: tuple[MachineFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """What an acceptance is held against: contract, progress, what its content asks for, norms of the day.

    ``tables`` maps the label of each list that the content asks for to how many rows of it are there.
    """

    today: date
    contracted: Money
    course: Course
    ends_on: date | None = None
    minimum_members: int = 0
    members_source: str = ""
    needs_machines: bool = False
    tables: Mapping[str, int] = field(default_factory=dict)
    planned: tuple[MachineFacts, ...] = ()


def acceptance_refusals(facts: AcceptanceFacts, ground: Ground) -> list[Refusal]:
    """Return every reason against an acceptance. Governing day: the day it was held."""
    return [
        *_about_the_day(facts, ground),
        *_about_members(facts, ground),
        *_about_the_amount(facts, ground),
        *_about_progress(facts, ground),
        *_about_machines(facts, ground),
        *_about_tables(facts, ground),
    ]


def _about_the_day(facts: AcceptanceFacts, ground: Ground) -> list[Refusal]:
    no = day_refusal(facts.held_on, ground.today, ground.course.started_on or ground.course.signed_on, _("Nghiệm thu"))
    return [no] if no else []


def _about_members(facts: AcceptanceFacts, ground: Ground) -> list[Refusal]:
    named = {" ".join(name.split()).casefold() for name, _title in facts.members if name.strip()}
    if len(named) >= ground.minimum_members:
        return []
    return [
        Refusal(
            "programme.members_missing",
            _("Nghiệm thu phải có ít nhất %(needed)s người dự, mới ghi %(given)s. Hãy ghi thêm họ tên, chức vụ."),
            source=ground.members_source,
            needed=str(ground.minimum_members),
            given=str(len(named)),
        )
    ]


def _about_the_amount(facts: AcceptanceFacts, ground: Ground) -> list[Refusal]:
    is_over = facts.accepted > ground.contracted
    is_part = NOTHING < facts.accepted < ground.contracted
    rules: tuple[tuple[bool, str, str], ...] = (
        (is_over, "programme.accepted_over_contract", OVER_CONTRACT),
        (
            not is_over and (facts.accepted < NOTHING or (facts.result == PART and not is_part)),
            "programme.part_is_not_a_part",
            _("Đạt một phần thì giá trị nghiệm thu phải trên 0 và dưới %(contracted)s đồng của hợp đồng."),
        ),
        (
            facts.result == FULL and facts.accepted < ground.contracted,
            "programme.full_is_not_whole",
            NOT_WHOLE,
        ),
        (
            facts.result == NONE and bool(facts.accepted),
            "programme.nothing_accepted",
            _("Kết luận “không đạt” thì giá trị nghiệm thu phải bằng 0, không phải %(accepted)s đồng."),
        ),
        (
            facts.result != FULL and not facts.reason.strip(),
            "programme.acceptance_reason_missing",
            _("Không đạt hoặc chỉ đạt một phần thì phải ghi lý do và việc phải làm tiếp."),
        ),
    )
    values = {"accepted": str(facts.accepted), "contracted": str(ground.contracted)}
    return [Refusal(code, words, source=RECORD, **values) for wrong, code, words in rules if wrong]


OVER_CONTRACT = _(
    "Giá trị nghiệm thu %(accepted)s đồng vượt hợp đồng %(contracted)s đồng. "
    "Hãy giảm số tiền, hoặc ký phụ lục trước khi nghiệm thu."
)
NOT_WHOLE = _(
    "Kết luận “đạt” thì giá trị nghiệm thu phải bằng hợp đồng (%(contracted)s đồng); "
    "nếu ít hơn, hãy chọn “đạt một phần”."
)


def _about_progress(facts: AcceptanceFacts, ground: Ground) -> list[Refusal]:
    if facts.result == NONE:
        return []
    if ground.course.percent is None:
        return [
            Refusal(
                "programme.progress_missing",
                _("Chưa có báo cáo tiến độ nào. Hãy ghi báo cáo tiến độ của đề án trước khi nghiệm thu."),
                source=RECORD,
            )
        ]
    if facts.result == FULL and ground.course.percent < 100:
        return [
            Refusal(
                "programme.work_unfinished",
                _(
                    "Báo cáo gần nhất mới đạt %(percent)s %%. "
                    "Hãy ghi báo cáo hoàn thành 100 %%, hoặc chọn “đạt một phần”."
                ),
                source=RECORD,
                percent=str(ground.course.percent),
            )
        ]
    return []


def _about_machines(facts: AcceptanceFacts, ground: Ground) -> list[Refusal]:
    found = [no for number, one in enumerate(facts.machines, start=1) for no in _machine_faults(number, one, facts)]
    if ground.needs_machines and facts.result != NONE and not facts.machines:
        found.append(
            Refusal(
                "programme.machines_missing",
                _("Đề án này phải ghi máy móc thực tế: tên, ký mã hiệu, số máy, xuất xứ, năm sản xuất, đơn giá."),
                source=RECORD,
            )
        )
    keys = [serial_key(one.serial) for one in facts.machines if serial_key(one.serial)]
    found += [
        Refusal("programme.serial_twice", _("Số máy “%(serial)s” ghi hai lần trong biên bản này."), serial=key)
        for key in sorted({key for key in keys if keys.count(key) > 1})
    ]
    return found


def _machine_faults(number: int, one: MachineFacts, facts: AcceptanceFacts) -> list[Refusal]:
    rules: tuple[tuple[bool, str, str], ...] = (
        (not one.name.strip(), "programme.machine_without_name", _("Máy thứ %(number)s chưa có tên.")),
        (one.quantity < 1, "programme.machine_without_quantity", _("Máy thứ %(number)s phải có số lượng từ 1.")),
        (
            one.quantity > 1 and bool(one.serial.strip()),
            "programme.serial_of_many",
            _("Máy thứ %(number)s có một số máy nhưng số lượng lớn hơn 1; hãy ghi mỗi máy một dòng."),
        ),
        (
            one.price is not None and one.price < NOTHING,
            "programme.machine_price_negative",
            _("Đơn giá của máy thứ %(number)s không thể âm."),
        ),
        (
            one.made_year is not None and not OLDEST_MACHINE <= one.made_year <= facts.held_on.year,
            "programme.machine_year_wrong",
            _("Năm sản xuất của máy thứ %(number)s phải từ 1950 đến năm nghiệm thu."),
        ),
        (
            facts.result == FULL and one.works is False,
            "programme.machine_does_not_work",
            _("Máy thứ %(number)s không vận hành được thì chưa thể kết luận “đạt”."),
        ),
    )
    return [Refusal(code, words, source=RECORD, number=str(number)) for wrong, code, words in rules if wrong]


def _about_tables(facts: AcceptanceFacts, ground: Ground) -> list[Refusal]:
    if facts.result == NONE:
        return []
    return [
        Refusal(
            "programme.list_missing",
            _("Đề án này phải có bảng kê “%(table)s”. Hãy nhập bảng kê ở trang đề án trước khi nghiệm thu."),
            source=RECORD,
            table=label,
        )
        for label, count in ground.tables.items()
        if not count
    ]


def acceptance_warnings(facts: AcceptanceFacts, ground: Ground) -> list[Refusal]:
    """Return what does not stop an acceptance but must be seen: late, machines without serial or unlike the plan."""
    found = []
    if ground.ends_on is not None and facts.held_on > ground.ends_on:
        found.append(
            Refusal(
                "programme.acceptance_late",
                _("Nghiệm thu sau thời hạn thực hiện %(day)s, chậm %(days)s ngày."),
                source=_("thời hạn trong hợp đồng"),
                day=f"{ground.ends_on:%d/%m/%Y}",
                days=str((facts.held_on - ground.ends_on).days),
            )
        )
    found += [
        Refusal(
            "programme.serial_not_written",
            _("“%(machine)s” chưa ghi số máy, nên không dò được hỗ trợ trùng."),
            source=RECORD,
            machine=one.name,
        )
        for one in facts.machines
        if not serial_key(one.serial)
    ]
    return found + _unlike_the_plan(facts.machines, ground.planned)


def _unlike_the_plan(actual: Sequence[MachineFacts], planned: Sequence[MachineFacts]) -> list[Refusal]:
    return [
        Refusal(
            "programme.machines_differ",
            _("%(machine)s: theo đề án %(planned)s, thực tế %(actual)s."),
            source=RECORD,
            machine=line.name,
            planned=str(line.planned),
            actual=str(line.actual),
        )
        for line in compared(planned, actual)
        if line.planned and line.planned != line.actual
    ]


@dataclass(frozen=True, slots=True)
class MachineLine:
    """One machine by name: how many were planned and how many are there."""

    name: str
    planned: int
    actual: int


def compared(planned: Sequence[MachineFacts], actual: Sequence[MachineFacts]) -> list[MachineLine]:
    """Return planned and actual numbers side by side, in the order of the plan, new ones behind."""
    names: dict[str, str] = {}
    for one in (*planned, *actual):
        names.setdefault(_name_key(one.name), one.name)
    return [MachineLine(name, _count(planned, key), _count(actual, key)) for key, name in names.items()]


def _name_key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _count(machines: Sequence[MachineFacts], key: str) -> int:
    return sum(one.quantity for one in machines if _name_key(one.name) == key)
