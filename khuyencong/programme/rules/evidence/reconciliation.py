"""Which movement of a bank or Treasury statement is which transfer of the ledger. Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.rules.buckets import Kind
from khuyencong.vietnamese.folding import fold

NEAR_DAYS: Final = 10
"""A paper is carried out within this many days; ours, so that month ends and holidays fit."""

OUT: Final = frozenset({Kind.ADVANCE, Kind.PAY})
BACK: Final = frozenset({Kind.RETURN_ADVANCE, Kind.RETURN_PAYMENT})
CASH: Final = OUT | BACK
"""Kinds of transfer by which money moves on an account; clearing an advance moves none."""


class Match(StrEnum):
    """How a movement stands."""

    MATCHED = "matched"
    DOUBTFUL = "doubtful"
    UNMATCHED = "unmatched"


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement of a statement: what left or came on a day, by which paper; amounts in whole đồng."""

    key: int
    on: date
    outgoing: int
    incoming: int
    paper: str = ""
    content: str = ""


@dataclass(frozen=True, slots=True)
class Paying:
    """One transfer of the ledger that moves money on an account."""

    key: UUID
    on: date
    amount: int
    is_out: bool
    paper: str = ""
    project: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a movement; ``why`` is a message id with its values, empty for a sure match."""

    key: int
    match: Match
    transfer: UUID | None = None
    sentence: str = ""
    values: tuple[tuple[str, str], ...] = ()

    @property
    def why(self) -> str:
        """The sentence in Vietnamese."""
        return self.sentence % dict(self.values) if self.sentence else ""


SEVERAL: Final = _("Có %(count)s bút toán cùng số tiền: %(papers)s.")
NO_PAPER: Final = _("Đúng số tiền và gần ngày với bút toán %(paper)s, nhưng số chứng từ không khớp.")
FAR: Final = _("Chỉ khớp số tiền với bút toán %(paper)s; ngày lệch %(days)s ngày.")
CLAIMED: Final = _("Có %(count)s dòng sao kê cùng khớp bút toán %(paper)s; có thể đã chi hai lần.")
NONE: Final = _("Không có bút toán nào cùng số tiền.")


def reconcile(movements: Sequence[Movement], payings: Iterable[Paying]) -> list[Found]:
    """Match movements with transfers, in the order of the movements.

    Sure is only the same amount, way and paper within ten days, where nothing else fits on either side.
    """
    by_amount: Mapping[tuple[int, bool], list[Paying]] = _by_amount(payings)
    sure = {one.key: _sure(one, by_amount[_amount(one)]) for one in movements}
    claims = Counter(found[0].key for found in sure.values() if len(found) == 1)
    return [_found(one, by_amount[_amount(one)], sure[one.key], claims) for one in movements]


def _by_amount(payings: Iterable[Paying]) -> defaultdict[tuple[int, bool], list[Paying]]:
    shelves: defaultdict[tuple[int, bool], list[Paying]] = defaultdict(list)
    for one in payings:
        shelves[one.amount, one.is_out].append(one)
    return shelves


def _amount(one: Movement) -> tuple[int, bool]:
    return (one.outgoing, True) if one.outgoing else (one.incoming, False)


def _sure(movement: Movement, candidates: Sequence[Paying]) -> list[Paying]:
    return [one for one in candidates if _days(movement, one) <= NEAR_DAYS and _names(movement, one)]


def _days(movement: Movement, paying: Paying) -> int:
    return abs((movement.on - paying.on).days)


def _names(movement: Movement, paying: Paying) -> bool:
    """Tell whether the movement names the paper of the transfer, or its project."""
    paper, own = paper_key(paying.paper), paper_key(movement.paper)
    words = f" {paper_key(movement.content)} "
    if paper and (paper == own or f" {paper} " in f" {own} " or f" {paper} " in words):
        return True
    return bool(paying.project) and f" {paper_key(paying.project)} " in words


def paper_key(text: str) -> str:
    """Return the words of a paper's number as they are compared: no marks, signs or leading zeros."""
    return " ".join(word.lstrip("0") or "0" for word in _WORD.findall(fold(text)))


_WORD: Final = re.compile(r"[a-z]+|[0-9]+")


def _found(
    movement: Movement, candidates: Sequence[Paying], sure: Sequence[Paying], claims: Mapping[UUID, int]
) -> Found:
    if len(sure) == 1:
        one = sure[0]
        if claims[one.key] == 1:
            return Found(movement.key, Match.MATCHED, one.key)
        return _doubt(movement, CLAIMED, count=str(claims[one.key]), paper=_shown(one))
    if not candidates:
        return Found(movement.key, Match.UNMATCHED, sentence=NONE)
    likely = sure or candidates
    if len(likely) > 1:
        papers = ", ".join(_shown(one) for one in likely[:SHOWN])
        return _doubt(movement, SEVERAL, count=str(len(likely)), papers=papers)
    one = likely[0]
    if _days(movement, one) > NEAR_DAYS:
        return _doubt(movement, FAR, paper=_shown(one), days=str(_days(movement, one)))
    return _doubt(movement, NO_PAPER, paper=_shown(one))


SHOWN: Final = 5


def _shown(one: Paying) -> str:
    named = " ".join(part for part in (one.paper, one.project) if part)
    return f"{named} ({one.on:%d/%m/%Y})".strip()


def _doubt(movement: Movement, sentence: str, **values: str) -> Found:
    return Found(movement.key, Match.DOUBTFUL, None, sentence, tuple(sorted(values.items())))


def match_refusal(movement: Movement, paying: Paying) -> Refusal | None:
    """Say why a person may not say that a movement is a transfer, or None."""
    amount, is_out = _amount(movement)
    if is_out != paying.is_out:
        return Refusal(
            "programme.statement_wrong_way",
            _("Dòng sao kê là tiền %(way)s, còn bút toán là tiền %(other)s."),
            way=_("chi ra") if is_out else _("thu về"),
            other=_("chi ra") if paying.is_out else _("thu về"),
        )
    if amount != paying.amount:
        return Refusal(
            "programme.statement_wrong_amount",
            _("Số tiền trên sao kê (%(amount)s đồng) khác bút toán (%(other)s đồng)."),
            amount=f"{amount:,}".replace(",", "."),
            other=f"{paying.amount:,}".replace(",", "."),
        )
    return None
