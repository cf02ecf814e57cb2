"""Words by which things are found, and putting slips of typing right. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from khuyencong.registry.rules.legal_forms import LABELS, LegalForm, bare_name, form_of, plain

MAXIMUM_WORDS = 8
_FORM_WORDS = {LegalForm.WORKSHOP: "cơ sở", LegalForm.OTHER: "khác"}
_LONGEST_WORD = 40
_MOST_NEAR = 24


@dataclass(frozen=True)
class Wanted:
    """One word of a query: the spellings that count, and whether it may only begin a word."""

    spellings: tuple[str, ...]
    begins: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """Every word that stands in some name."""

    known: frozenset[str]
    listed: tuple[str, ...]

    @classmethod
    def of(cls, words: Iterable[str]) -> Vocabulary:
        """Keep the words once, in a steady order."""
        listed = tuple(sorted(set(words)))
        return cls(frozenset(listed), listed)

    def __contains__(self, word: str) -> bool:
        return word in self.known


def words_of(text: str) -> list[str]:
    """Split into folded words; short numbers lose their leading zeros, so that "Mẫu 02" is found by "mau 2"."""
    return [_number(word)[:_LONGEST_WORD] for word in re.findall(r"[a-z0-9]+", plain(text))]


def _number(word: str) -> str:
    return word.lstrip("0") or "0" if word.isdigit() and len(word) <= 4 else word


def search_text(*parts: str) -> str:
    """Join the words of a name and of what else it is found by, each once."""
    return " ".join(dict.fromkeys(word for part in parts for word in words_of(part)))


def form_words(form: str) -> str:
    """Return the words of a legal form, so that "hợp tác xã" alone finds cooperatives."""
    return _FORM_WORDS.get(LegalForm(form)) or LABELS[LegalForm(form)]


def query_words(text: str) -> list[str]:
    """Return the words that count in a query: without its legal form, unless nothing else was typed."""
    bare, whole = bare_name(text), plain(text)
    form = form_of(text)
    if bare == whole and form is not LegalForm.OTHER and len(whole.split()) <= 4:
        return words_of(form_words(form))[:MAXIMUM_WORDS]
    return words_of(bare)[:MAXIMUM_WORDS]


def as_typed(words: Iterable[str]) -> list[Wanted]:
    """Take the words as they are."""
    return [Wanted((word,)) for word in words]


def half_typed(words: Iterable[str]) -> list[Wanted]:
    """Take the last word as the beginning of one."""
    wanted = as_typed(words)
    if wanted and len(wanted[-1].spellings[0]) > 1:
        wanted[-1] = Wanted(wanted[-1].spellings, begins=True)
    return wanted


def put_right(words: Iterable[str], vocabulary: Vocabulary) -> list[Wanted]:
    """Replace each word that no name has by the words one slip away, or by the two that were typed as one."""
    wanted: list[Wanted] = []
    for word in words:
        if word in vocabulary or word.isdigit():
            wanted.append(Wanted((word,)))
        elif near := near_words(word, vocabulary):
            wanted.append(Wanted(near))
        else:
            wanted.extend(Wanted((part,)) for part in _parted(word, vocabulary) or [word])
    return wanted


def one_slip(words: list[str], vocabulary: Vocabulary) -> list[list[Wanted]]:
    """List the ways in which exactly one word, though a word itself, is a slip for another."""
    ways = []
    for index, word in enumerate(words):
        near = near_words(word, vocabulary)
        if near and len(words) > 1:
            ways.append([Wanted(near) if position == index else Wanted((one,)) for position, one in enumerate(words)])
    return ways


def near_words(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the known words one slip away: a letter more, less, other, or two letters swapped; two in long words."""
    if len(word) < 3 or word.isdigit():
        return ()
    far = 2 if len(word) >= 8 else 1
    found = process.extract(word, vocabulary.listed, scorer=OSA.distance, score_cutoff=far, limit=_MOST_NEAR)
    near = sorted((distance, known[0] != word[0], known) for known, distance, _index in found if distance)
    return tuple(known for _distance, _other_start, known in near)


def _parted(word: str, vocabulary: Vocabulary) -> list[str] | None:
    for cut in range(2, len(word) - 1):
        if word[:cut] in vocabulary and word[cut:] in vocabulary:
            return [word[:cut], word[cut:]]
    return None
