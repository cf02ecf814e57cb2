"""Entry codes of a round: the letter of the product group and a running number. Pure."""

import re
from collections.abc import Iterable

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _

_CODE = re.compile(r"([A-ZĐ]{0,6})[\s.\-_/]*0*(\d{1,6})")
_CLEAN = re.compile(r"[0-9A-ZĐ][0-9A-ZĐ.\-_/]{0,15}")


def code_key(text: str) -> str:
    """Return the form under which codes are the same code: "a1", "A 01" and "A-001" all give "A1"."""
    folded = text.strip().upper()
    match = _CODE.fullmatch(folded)
    return f"{match.group(1)}{match.group(2)}" if match else folded.replace(" ", "")


def read_code(text: str, *, digits: int = 2) -> str:
    """Write a code in the house form: capital letters and a number of at least ``digits`` digits.

    A code of another shape is kept as it is, in capitals and without spaces.

    :raises Refusal: where it cannot be an entry code at all.
    """
    folded = text.strip().upper()
    match = _CODE.fullmatch(folded)
    if match and match.group(1):
        return f"{match.group(1)}{match.group(2):0>{digits}}"
    squeezed = folded.replace(" ", "")
    if not _CLEAN.fullmatch(squeezed):
        raise Refusal(
            "selection.bad_entry_code",
            _("“%(text)s” không phải là mã số bình chọn. Mã gồm chữ của nhóm và số thứ tự, ví dụ A01."),
            text=text.strip(),
        )
    return squeezed


def digits_of(codes: Iterable[str]) -> int:
    """Return how many digits the longest number of the codes is written with, at least two."""
    return max((len(match.group(1)) for code in codes if (match := re.search(r"(\d{1,6})\s*$", code))), default=2)


def group_of(code: str, groups: Iterable[str]) -> str | None:
    """Return the group that the code's letters name, or None where they name none."""
    letters = re.match(r"[A-ZĐ]*", code.strip().upper())
    return letters.group() if letters and letters.group() in set(groups) else None


def next_code(group: str, taken: Iterable[str]) -> str:
    """Return the next free code of a group; numbers once used are not given again."""
    codes = list(taken)
    numbers = [
        int(match.group(2))
        for code in codes
        if (match := _CODE.fullmatch(code.strip().upper())) and match.group(1) == group
    ]
    return f"{group}{max(numbers, default=0) + 1:0{max(2, digits_of(codes))}d}"
