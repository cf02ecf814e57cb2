"""Phone numbers of establishments: read as offices type them, kept in one form. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _

REGION = "VN"


@dataclass(frozen=True)
class Phone:
    """One number: `number` begins with 0 and has digits only, `shown` is spaced for reading."""

    number: str
    shown: str
    repaired: str = ""


@lru_cache(maxsize=16384)
def read_phone(text: str) -> Phone | None:
    """Read one Vietnamese phone number; nothing written gives None.

    :raises Refusal: when no such number can exist.
    """
    written = re.sub(r"[^\d+]", "", text)
    if not written:
        if text.strip():
            raise _no_number(text)
        return None
    parsed = _parse(written)
    if parsed is None:
        raise _no_number(text)
    national = re.sub(r"\D", "", phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL))
    shown = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
    lost = written == national[1:] and national.startswith("0")
    return Phone(national, shown, _("Đã thêm số 0 bị mất ở đầu số điện thoại.") if lost else "")


def _parse(written: str) -> phonenumbers.PhoneNumber | None:
    try:
        parsed = phonenumbers.parse(written, REGION)
    except phonenumbers.NumberParseException:
        return None
    return parsed if phonenumbers.is_valid_number_for_region(parsed, REGION) else None


def _no_number(text: str) -> Refusal:
    return Refusal(
        "registry.phone_impossible",
        _("Số điện thoại “%(text)s” không phải số của Việt Nam; ví dụ đúng: 0270 3823456 hoặc 0912 345 678."),
        text=text.strip(),
    )
