"""The one way to say no: a code, a sentence for the reader, and the source it rests on. Pure."""

from __future__ import annotations


class Refusal(Exception):
    """An anticipated no, raised by actions or returned by rules.

    ``code`` is stable and dotted (``selection.score_over_maximum``); ``sentence`` is a Vietnamese
    message id with ``%(name)s`` places filled from ``values``; ``source`` names the instrument,
    norm or decision behind the no, and is empty only where plain logic forbids the act.
    """

    def __init__(self, code: str, sentence: str, *, source: str = "", **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = sentence
        self.source = source
        self.values = values

    def __str__(self) -> str:
        return self.sentence % self.values if self.values else self.sentence

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Refusal):
            return NotImplemented
        return (self.code, str(self), self.source) == (other.code, str(other), other.source)

    def __hash__(self) -> int:
        return hash((self.code, str(self), self.source))

    def __repr__(self) -> str:
        return f"Refusal({self.code!r}, {str(self)!r}, source={self.source!r})"


class Refusals(Exception):
    """Several refusals told at once, so that nobody has to find them one by one."""

    def __init__(self, refusals: list[Refusal]) -> None:
        super().__init__("; ".join(str(refusal) for refusal in refusals))
        self.refusals = refusals


def demand(refusal: Refusal | None) -> None:
    """Go on only where a rule returned no refusal.

    :raises Refusal: the one that was given.
    """
    if refusal is not None:
        raise refusal
