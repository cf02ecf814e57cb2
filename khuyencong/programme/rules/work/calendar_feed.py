"""Deadlines as the text of an iCalendar file that calendar programs subscribe to. Pure.

Source: RFC 5545 (whole days, so no time zone; lines of at most 75 octets; TEXT escaped), RFC 7986 for the name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LINE_OCTETS = 75
PRODUCT = "-//Khuyen cong//Han trong nam//VI"


@dataclass(frozen=True, slots=True)
class Entry:
    """One deadline: ``uid`` stays the same as long as it means the same."""

    uid: str
    on: date
    title: str
    detail: str = ""
    url: str = ""
    is_late: bool = False


def escaped(text: str) -> str:
    """Return a TEXT value: backslash, semicolon, comma and line breaks escaped, other control characters gone."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(letter for letter in plain if letter == "\n" or letter.isprintable())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> str:
    """Return a content line broken into pieces of at most 75 octets, never within a letter."""
    pieces: list[str] = []
    piece, length = "", 0
    for letter in line:
        octets = len(letter.encode())
        if length + octets > LINE_OCTETS:
            pieces.append(piece)
            piece, length = " ", 1
        piece, length = piece + letter, length + octets
    return "\r\n".join([*pieces, piece])


def calendar_text(name: str, entries: Iterable[Entry], at: datetime) -> str:
    """Return the calendar; whole-day events on the day due, with a reminder a week before."""
    stamp = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
    ]
    for entry in entries:
        lines += _event(entry, stamp)
    lines.append("END:VCALENDAR")
    return "".join(folded(line) + "\r\n" for line in lines)


def _event(entry: Entry, stamp: str) -> list[str]:
    following = entry.on + timedelta(days=1)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{escaped(entry.uid)}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{entry.on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{following:%Y%m%d}",
        f"SUMMARY:{escaped(entry.title)}",
        "TRANSP:TRANSPARENT",
    ]
    if entry.detail:
        lines.append(f"DESCRIPTION:{escaped(entry.detail)}")
    if entry.url:
        lines.append(f"URL:{entry.url}")
    if not entry.is_late:
        lines += ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{escaped(entry.title)}", "TRIGGER:-P7D", "END:VALARM"]
    lines.append("END:VEVENT")
    return lines
