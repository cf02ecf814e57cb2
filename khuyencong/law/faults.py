"""The error for norms that do not hold together. Pure."""

from __future__ import annotations


class NormFault(ValueError):
    """A norm or instrument that is not as it must be; the sentence is a Vietnamese message id with places."""

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.values = values

    def __str__(self) -> str:
        return self.sentence % self.values if self.values else self.sentence


class NormFaults(ValueError):
    """Every fault found in the norm files, told at once."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults
