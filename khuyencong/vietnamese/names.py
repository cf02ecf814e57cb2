"""Names of persons: family name first, given name last. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from khuyencong.vietnamese.folding import clean, fold
from khuyencong.vietnamese.sorting import sort_key

_TITLES: Final = frozenset({
    "ong", "ba", "anh", "chi", "co", "chu", "cu", "dc", "dong chi",
    "gs", "pgs", "ts", "ths", "ks", "cn", "bs", "ds", "ls", "nsnd", "nsut", "nnnd", "nnut",
})  # fmt: skip  # a table reads better as a table


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its three parts; one word is a given name only."""

    family: str
    middle: str
    given: str


def split(full_name: str) -> Name:
    """Part a full name: ``Nguyễn Thị Minh Khai`` is Nguyễn, Thị Minh, Khai."""
    words = without_title(full_name).split()
    if len(words) < 2:
        return Name("", "", "".join(words))
    return Name(words[0], " ".join(words[1:-1]), words[-1])


def without_title(full_name: str) -> str:
    """Drop titles before a name, as papers write none: ``ThS. Lê Văn Tám`` becomes ``Lê Văn Tám``.

    "Ông", "Bà" and the like are dropped only where at least two words remain, since some are names too.
    """
    words = clean(full_name).replace(".", ". ").split()
    while len(words) > 2 and fold(words[0]).rstrip(".") in _TITLES:
        words = words[1:]
    return " ".join(words)


def initials(full_name: str) -> str:
    """Return the capital first letters: ``Phạm Lê`` gives ``PL``."""
    return "".join(word[0].upper() for word in without_title(full_name).split())


def person_sort_key(full_name: str) -> str:
    """Return the key for lists of persons: given name, then family name, then middle names."""
    name = split(full_name)
    return sort_key(f"{name.given} {name.family} {name.middle}")
