"""Lines of a file of transfers, read into orders by name, with every fault told. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.rules.buckets import Kind

WORDS = ("office", "line", "to_line", "project", "approved_by", "paper", "note")
KEYS = frozenset({"id", "plan", "kind", "amount", "on", "reverses", "answers", *WORDS})


@dataclass(frozen=True, slots=True)
class NamedOrder:
    """One transfer as a file names it: plan by year, lines and project by code, people by log-in name."""

    id: UUID
    plan: int
    line: str
    kind: Kind
    amount: int
    on: date
    office: str = ""
    to_line: str = ""
    project: str = ""
    approved_by: str = ""
    paper: str = ""
    note: str = ""
    reverses: UUID | None = None
    answers: UUID | None = None


def read_order(text: str) -> NamedOrder:
    """Read one line of JSON.

    :raises Refusal: for the first thing in it that cannot be understood.
    """
    try:
        told = json.loads(text)
    except ValueError as error:
        raise _fault("programme.line_not_json", _("Dòng này không phải JSON.")) from error
    if not isinstance(told, dict):
        raise _fault("programme.line_not_json", _("Dòng này không phải JSON."))
    if unknown := sorted(set(told) - KEYS):
        raise _fault("programme.unknown_key", _("Không hiểu khóa “%(key)s”."), key=str(unknown[0]))
    words = {key: _word(told, key) for key in WORDS}
    if not words["line"]:
        raise _fault("programme.key_missing", _("Thiếu khóa “%(key)s”."), key="line")
    return NamedOrder(
        id=_uuid(told, "id"),
        plan=_whole(told, "plan"),
        kind=_kind(told),
        amount=_whole(told, "amount"),
        on=_day(told),
        reverses=_uuid(told, "reverses") if told.get("reverses") else None,
        answers=_uuid(told, "answers") if told.get("answers") else None,
        **words,
    )


def _fault(code: str, sentence: str, **values: object) -> Refusal:
    return Refusal(code, sentence, source=_("Khuôn dạng tệp bút toán"), **values)


def _given(told: dict[str, Any], key: str) -> Any:
    if told.get(key) is None:
        raise _fault("programme.key_missing", _("Thiếu khóa “%(key)s”."), key=key)
    return told[key]


def _word(told: dict[str, Any], key: str) -> str:
    value = told.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _fault("programme.not_a_text", _("Khóa “%(key)s” phải là chuỗi chữ."), key=key)
    return value.strip()


def _whole(told: dict[str, Any], key: str) -> int:
    value = _given(told, key)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise _fault(
        "programme.not_whole",
        _("Khóa “%(key)s” phải là số nguyên (đồng chẵn, không phần lẻ, không dấu chấm), không phải “%(value)s”."),
        key=key,
        value=str(value),
    )


def _uuid(told: dict[str, Any], key: str) -> UUID:
    value = _given(told, key)
    try:
        return UUID(value)
    except (ValueError, AttributeError, TypeError) as error:
        raise _fault("programme.not_a_uuid", _("Khóa “%(key)s” phải là mã UUID."), key=key) from error


def _day(told: dict[str, Any]) -> date:
    value = _given(told, "on")
    try:
        return date.fromisoformat(value)
    except (ValueError, TypeError) as error:
        raise _fault("programme.not_a_day", _("Khóa “on” phải là ngày dạng 2026-01-31.")) from error


def _kind(told: dict[str, Any]) -> Kind:
    value = _given(told, "kind")
    try:
        return Kind(value)
    except ValueError as error:
        raise _fault(
            "programme.unknown_kind",
            _("Không có loại bút toán “%(kind)s”. Các loại: %(kinds)s."),
            kind=str(value),
            kinds=", ".join(Kind),
        ) from error
