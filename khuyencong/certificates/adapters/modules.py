"""Lays out the modules of a QR code in capitals and digits, error correction M, mask 3.

An address in a QR code differs from the next only in its data, so what is the same for all codes of one
size is worked out once, with segno's own tables: where the patterns lie, which module takes which bit, the
mask, the multiples of the correcting polynomial. What is left takes a fifth of segno's time. The tests
hold both to be equal, but for segno's needless zero word where the end mark fills a word by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

import segno
from segno import consts, encoder

MASK = 3
SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
VALUES = {sign: value for value, sign in enumerate(SIGNS)}
SMALLEST, LARGEST = 7, 26
"""Sizes that are laid out here; addresses never take less, and from 27 on the count takes more bits."""

PADDING = (0xEC, 0x11)


@dataclass(frozen=True, slots=True)
class Plan:
    """What all codes of one size share."""

    side: int
    data_words: int
    blocks: tuple[tuple[int, int], ...]
    order: Callable[[bytes], tuple[int, ...]]
    mask: int
    bits: int


def rows(text: str) -> list[bytes]:
    """Return the rows of the code as ``0`` for light and ``1`` for dark; text of other signs is left to segno."""
    version = _version(text)
    if version is None:
        code = segno.make_qr(text, error="m", mask=MASK, boost_error=False)
        return [bytes(48 + module for module in row) for row in code.matrix]
    plan = _plan(version)
    message = int.from_bytes(_words(_data(text, version, plan.data_words), plan.blocks), "big")
    shift = plan.bits - 8 * sum(data + correction for data, correction in plan.blocks)
    bits = format((message << shift) ^ plan.mask, f"0{plan.bits}b").encode()
    flat = bytes(plan.order(bits + b"01"))
    return [flat[start : start + plan.side] for start in range(0, len(flat), plan.side)]


def _version(text: str) -> int | None:
    if not all(sign in VALUES for sign in text):
        return None
    for version in range(SMALLEST, LARGEST + 1):
        if _length(text, version) <= 8 * sum(data for data, _correction in _blocks(version)):
            return version
    return None


def _length(text: str, version: int) -> int:
    pairs, single = divmod(len(text), 2)
    return 4 + _count_bits(version) + 11 * pairs + 6 * single


def _count_bits(version: int) -> int:
    return 9 if version < 10 else 11


@lru_cache(maxsize=32)
def _blocks(version: int) -> tuple[tuple[int, int], ...]:
    return tuple(
        (info.num_data, info.num_total - info.num_data)
        for info in consts.ECC[version][consts.ERROR_LEVEL_M]
        for _block in range(info.num_blocks)
    )


def _data(text: str, version: int, words: int) -> bytes:
    """Return the data words: mode, count, pairs of signs, end mark, padding."""
    value = 0b0010 << _count_bits(version) | len(text)
    for start in range(0, len(text) - 1, 2):
        value = value << 11 | 45 * VALUES[text[start]] + VALUES[text[start + 1]]
    if len(text) % 2:
        value = value << 6 | VALUES[text[-1]]
    length = _length(text, version)
    ended = min(length + 4, 8 * words)
    filled = (ended + 7) // 8
    plain = (value << (8 * filled - length)).to_bytes(filled, "big")
    return plain + bytes(PADDING[number % 2] for number in range(words - filled))


def _words(data: bytes, blocks: tuple[tuple[int, int], ...]) -> bytes:
    """Return data and correction words, each taken from the blocks in turn."""
    parts, corrections, start = [], [], 0
    for size, correction in blocks:
        part = data[start : start + size]
        parts.append(part)
        corrections.append(_correction(part, correction))
        start += size
    return _in_turn(parts) + _in_turn(corrections)


def _in_turn(parts: list[bytes]) -> bytes:
    longest = max(map(len, parts))
    return bytes(part[number] for number in range(longest) for part in parts if number < len(part))


def _correction(data: bytes, length: int) -> bytes:
    """Return the remainder of the data by the correcting polynomial, with all of it in one number."""
    multiples, top, keep = _multiples(length), 8 * (length - 1), (1 << 8 * (length - 1)) - 1
    rest = 0
    for word in data:
        rest = ((rest & keep) << 8) ^ multiples[word ^ (rest >> top)]
    return rest.to_bytes(length, "big")


@lru_cache(maxsize=32)
def _multiples(length: int) -> tuple[int, ...]:
    """Return the correcting polynomial times 0 … 255, without its leading term."""
    terms, powers = consts.GEN_POLY[length], consts.GALIOS_EXP
    found = [0]
    for value in range(1, 256):
        multiple = bytes(powers[(consts.GALIOS_LOG[value] + term) % 255] for term in terms)
        found.append(int.from_bytes(multiple, "big"))
    return tuple(found)


@lru_cache(maxsize=32)
def _plan(version: int) -> Plan:
    side, blocks = 17 + 4 * version, _blocks(version)
    patterns = encoder.make_matrix(side, side)
    encoder.add_finder_patterns(patterns, side, side)
    encoder.add_alignment_patterns(patterns, side, side)
    patterns[-8][8] = 1
    # Any text of this size shows the patterns with format and version; only free modules hold its data.
    shown = segno.make_qr("A", version=version, error="m", mask=MASK, boost_error=False).matrix
    free = [place for place in _snake(side) if patterns[place[0]][place[1]] > 1]
    number = {place: index for index, place in enumerate(free)}
    light, dark = len(free), len(free) + 1
    order = [
        number.get((row, column), dark if shown[row][column] else light)
        for row in range(side)
        for column in range(side)
    ]
    mask = int("".join("1" if (row + column) % 3 == 0 else "0" for row, column in free), 2)
    return Plan(side, sum(data for data, _correction in blocks), blocks, itemgetter(*order), mask, len(free))


def _snake(side: int) -> list[tuple[int, int]]:
    """Return all modules in the order in which bits are laid: two columns at a time, up and down, from the right."""
    places, up = [], True
    for right in [*range(side - 1, 6, -2), 5, 3, 1]:
        lines = range(side - 1, -1, -1) if up else range(side)
        places += [(row, column) for row in lines for column in (right, right - 1)]
        up = not up
    return places
