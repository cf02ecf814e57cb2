"""Deadlines as iCalendar text, read back by a small strict reader of RFC 5545."""

import re
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from khuyencong.programme.rules.work.calendar_feed import Entry, calendar_text, escaped, folded

AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
NAME = re.compile(r"^[A-Z][A-Z0-9-]*(;[A-Z0-9-]+=[^:;,\"]+)*:")


def read(text):
    """Return (name, parameters, value) of every content line, after checking what the standard demands."""
    assert text.endswith("\r\n")
    raw = text.encode().split(b"\r\n")[:-1]
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in raw)
    lines = [line.decode() for line in raw]
    unfolded = []
    for line in lines:
        if line.startswith(" "):
            unfolded[-1] += line[1:]
        else:
            unfolded.append(line)
    assert all(NAME.match(line) for line in unfolded)
    return [line.partition(":")[::2] for line in unfolded]


def unescaped(value):
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def test_calendar_holds_whole_days_that_nest_rightly():
    entries = [
        Entry("a@x", date(2026, 12, 31), "Hết năm ngân sách", "Kế hoạch 2026; nguồn: Luật NSNN, Điều 1", "https://x/"),
        Entry("b@x", date(2026, 11, 1), "Quyết toán", is_late=True),
    ]

    told = read(calendar_text("Hạn khuyến công", entries, AT))

    assert told[:3] == [("BEGIN", "VCALENDAR"), ("VERSION", "2.0"), ("PRODID", "-//Khuyen cong//Han trong nam//VI")]
    assert told[-1] == ("END", "VCALENDAR")
    assert ("DTSTART;VALUE=DATE", "20261231") in told
    assert ("DTEND;VALUE=DATE", "20270101") in told
    assert ("DTSTAMP", "20261124T020000Z") in told
    assert ("DESCRIPTION", "Kế hoạch 2026\\; nguồn: Luật NSNN\\, Điều 1") in told
    stack = []
    for name, value in told:
        if name == "BEGIN":
            stack.append(value)
        elif name == "END":
            assert stack.pop() == value
    assert stack == []
    assert [name for name, _value in told].count("UID") == 2
    assert sum(value == "VALARM" for _name, value in told) == 2  # begin and end of the one that is not late


@given(st.text(max_size=400))
def test_any_text_survives_escaping_and_folding(text):
    shown = text.replace("\r\n", "\n").replace("\r", "\n")
    shown = "".join(letter for letter in shown if letter == "\n" or letter.isprintable())

    [(name, value)] = read(folded(f"SUMMARY:{escaped(text)}") + "\r\n")

    assert (name, unescaped(value)) == ("SUMMARY", shown)


def test_vietnamese_letters_are_never_broken():
    long = "Thanh lý, quyết toán hợp đồng khuyến công quốc gia của đề án hỗ trợ máy sấy tại xã Mỹ Thuận " * 3

    assert unescaped(read(folded(f"SUMMARY:{escaped(long)}") + "\r\n")[0][1]) == long
