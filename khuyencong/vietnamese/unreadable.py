"""The error of every reader in this package: why a typed text could not be read. Pure."""

from __future__ import annotations


class Unreadable(ValueError):
    """A text that cannot be read with certainty, with the reason for the person who typed it.

    ``sentence`` is a Vietnamese message id with ``%(name)s`` places filled from ``values``.
    """

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.values = values

    def __str__(self) -> str:
        return self.sentence % self.values if self.values else self.sentence
