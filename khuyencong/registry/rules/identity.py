"""Tells whether two establishments on file may be one, and why. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from rapidfuzz.distance import Indel

from khuyencong.kernel.words import gettext_noop as _

SHOWN_FROM = 40
SURE_FROM = 90
BLOCK_LIMIT = 60


@dataclass(frozen=True)
class Identity:
    """What is compared of one establishment: folded name without its legal form, and plain keys.

    ``form`` is told only where it is a registered one: a workshop may turn out to be any of them.
    """

    key: int
    bare_name: str
    tax_code: str = ""
    phone: str = ""
    places: frozenset[str] = frozenset()
    address: str = ""
    form: str = ""


@dataclass(frozen=True)
class Reason:
    """One reason for or against, with its weight and its sentence."""

    code: str
    weight: int
    sentence: str


@dataclass(frozen=True)
class Likeness:
    """How much two establishments look like one: 0 to 100, with the reasons that made it."""

    first: int
    second: int
    score: int
    reasons: tuple[Reason, ...]

    @property
    def shown(self) -> bool:
        """Worth a person's look."""
        return self.score >= SHOWN_FROM


SAME_TAX_CODE = Reason("same_tax_code", 70, _("Cùng mã số thuế"))
OTHER_TAX_CODE = Reason("other_tax_code", -30, _("Mã số thuế khác nhau"))
SAME_NAME = Reason("same_name", 30, _("Cùng tên, không kể hình thức pháp lý và dấu"))
NEAR_NAME = Reason("near_name", 20, _("Tên gần giống nhau"))
OTHER_NAME = Reason("other_name", -20, _("Tên khác hẳn nhau"))
OTHER_FORM = Reason("other_form", -15, _("Khác hình thức pháp lý"))
SAME_PHONE = Reason("same_phone", 25, _("Cùng số điện thoại"))
SAME_PLACE = Reason("same_place", 15, _("Cùng xã, phường"))
OTHER_PLACE = Reason("other_place", -10, _("Khác xã, phường"))
SAME_ADDRESS = Reason("same_address", 20, _("Cùng địa chỉ"))


def compare(first: Identity, second: Identity) -> Likeness:
    """Weigh everything that speaks for and against two rows being one establishment."""
    reasons = [
        reason
        for reason in (
            _tax_code(first, second),
            _name(first.bare_name, second.bare_name),
            OTHER_FORM if first.form and second.form and first.form != second.form else None,
            SAME_PHONE if first.phone and first.phone == second.phone else None,
            _place(first.places, second.places),
            SAME_ADDRESS if first.address and first.address == second.address else None,
        )
        if reason is not None
    ]
    score = max(0, min(100, sum(reason.weight for reason in reasons)))
    return Likeness(first.key, second.key, score, tuple(reasons))


def _tax_code(first: Identity, second: Identity) -> Reason | None:
    if not first.tax_code or not second.tax_code:
        return None
    return SAME_TAX_CODE if first.tax_code == second.tax_code else OTHER_TAX_CODE


def _place(first: frozenset[str], second: frozenset[str]) -> Reason | None:
    if not first or not second:
        return None
    return SAME_PLACE if first & second else OTHER_PLACE


def _name(first: str, second: str) -> Reason | None:
    if not first or not second:
        return None
    if first == second:
        return SAME_NAME
    return NEAR_NAME if near(first, second) else OTHER_NAME


def near(first: str, second: str) -> bool:
    """Tell names apart by more than slips: numbers in them must agree, and nine tenths of the letters."""
    if re.findall(r"\d+", first) != re.findall(r"\d+", second):
        return False
    first, second = (" ".join(sorted(name.split())) for name in (first, second))
    return Indel.distance(first, second) * 10 <= len(first) + len(second)


def find_duplicates(identities: Iterable[Identity]) -> list[Likeness]:
    """Find every pair worth showing, the most alike first; only pairs that share a key are compared."""
    found: dict[tuple[int, int], Likeness] = {}
    for one, other in _pairs(identities):
        first, second = (one, other) if one.key < other.key else (other, one)
        if (first.key, second.key) not in found:
            found[first.key, second.key] = compare(first, second)
    return sorted(
        (likeness for likeness in found.values() if likeness.shown), key=lambda one: (-one.score, one.first, one.second)
    )


def blocking_keys(identity: Identity) -> set[tuple[str, str]]:
    """Name the keys of which two rows must share one to be worth showing.

    Without one of them a likeness reaches 35: names that are near, in one commune.
    """
    keys = {("tax", identity.tax_code), ("phone", identity.phone)}
    keys |= {("name", identity.bare_name), ("address", identity.address)}
    return {key for key in keys if key[1]}


def _pairs(identities: Iterable[Identity]) -> Iterator[tuple[Identity, Identity]]:
    """Pair rows that share a key; a key shared by very many says nothing and is passed over.

    Of very many with one tax code each is paired with the next only: merging leads from one to the other.
    """
    blocks: dict[tuple[str, str], list[Identity]] = defaultdict(list)
    for identity in identities:
        for key in blocking_keys(identity):
            blocks[key].append(identity)
    for key, block in blocks.items():
        if len(block) <= BLOCK_LIMIT:
            yield from combinations(block, 2)
        elif key[0] == "tax":
            yield from pairwise(block)
