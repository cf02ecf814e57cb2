"""What an establishment is entitled to, worked out from five answers and the norms of the day. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.law.book import Certainty, NormsOfDay
from khuyencong.programme.rules.contents import ContentType, content_types
from khuyencong.programme.rules.deadlines import Deadline, year_deadlines
from khuyencong.programme.rules.streams import STREAM_LABELS, Stream
from khuyencong.programme.rules.support import Level, SupportLimit, level_of, support_limit

REGISTRATION: Final = "registration"
AWARD: Final = "award"
"""The wish that leads to a selection round instead of a project."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The five answers; ``cost`` is None where nobody knows it yet, ``year`` that in which the work is to be done."""

    maker: str
    trade: str
    wish: str
    cost: Money | None
    year: int


@dataclass(frozen=True, slots=True)
class Offer:
    """What one stream may give for one content; either ``level`` or ``refusal`` is set."""

    content: ContentType
    stream: Stream
    decided_by: str
    decider_certainty: str
    level: Level | None = None
    limit: SupportLimit | None = None
    refusal: Refusal | None = None

    @property
    def stream_label(self) -> str:
        """The name of the stream."""
        return STREAM_LABELS[self.stream]

    @property
    def is_unsure(self) -> bool:
        """Tell whether a number of the level has not been read in a text yet."""
        level = self.level
        return level is not None and Certainty.UNSURE in (level.certainty, level.rate_certainty)


@dataclass(frozen=True, slots=True)
class Entitlement:
    """The answer to the five questions: what stands against it, what may be given, and by when to ask."""

    against: tuple[Refusal, ...]
    offers: tuple[Offer, ...]
    deadlines: tuple[Deadline, ...]
    is_award: bool

    @property
    def contents(self) -> list[ContentType]:
        """The contents of the offers, each once."""
        return list({offer.content.code: offer.content for offer in self.offers}.values())


def entitlement(answers: Answers, norms: NormsOfDay) -> Entitlement:
    """Work out what the answers entitle to. Governing day of ``norms``: the day of the question.

    :raises Refusal: for an answer that is none of those offered.
    """
    wish = _row(norms, "filing.wishes", answers.wish)
    against = (
        *_against(norms, "filing.makers", answers.maker, _MAKER),
        *_against(norms, "filing.trades", answers.trade, _TRADE),
    )
    known = content_types(norms)
    is_award = answers.wish == AWARD
    contents = [known[code] for code in wish["contents"] if code in known and not is_award]
    offers = tuple(offer for content in contents for offer in _offers(content, answers, norms))
    deadlines = tuple(
        one for one in year_deadlines(answers.year, today=norms.day, norms=norms) if one.code == REGISTRATION
    )
    return Entitlement(against, offers, deadlines if offers else (), is_award)


_MAKER: Final = _("“%(given)s” thường không thuộc diện hưởng chính sách khuyến công. %(note)s")
_TRADE: Final = _("Ngành “%(given)s” thường không thuộc danh mục được hưởng. %(note)s")


def _against(norms: NormsOfDay, key: str, code: str, words: str) -> Iterator[Refusal]:
    row = _row(norms, key, code)
    if not row["is_entitled"]:
        yield Refusal(
            "portal.not_entitled", words, source=norms.cite(key), given=row["label"], note=row.get("note", "")
        )


def _row(norms: NormsOfDay, key: str, code: str) -> Mapping[str, Any]:
    norm = norms.norm(key)
    found = next((row for row in norm.value if row["code"] == code), None)
    if found is None:
        raise Refusal(
            "portal.unknown_answer", _("%(question)s: hãy chọn một trong các mục đã cho."), question=norm.label
        )
    answer: Mapping[str, Any] = found
    return answer


def _offers(content: ContentType, answers: Answers, norms: NormsOfDay) -> Iterator[Offer]:
    deciders = {row["code"]: row for row in norms.norm("filing.deciders").value}
    for stream in Stream:
        if stream not in content.streams:
            continue
        decider = deciders[stream.value]
        known = (content, stream, decider["label"], decider["certainty"])
        try:
            yield Offer(*known, level=level_of(content, stream, norms), limit=_limit(content, stream, answers, norms))
        except Refusal as no:
            yield Offer(*known, refusal=no)


def _limit(content: ContentType, stream: Stream, answers: Answers, norms: NormsOfDay) -> SupportLimit | None:
    if answers.cost is None:
        return None
    return support_limit(content=content.code, stream=stream, eligible_cost=answers.cost, norms=norms)
