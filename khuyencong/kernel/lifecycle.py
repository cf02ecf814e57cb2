"""A life cycle is a table of verbs: from which states a verb may be done, and where it leads. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _


@dataclass(frozen=True, slots=True)
class State:
    """One state with the words for staff and for the public."""

    code: str
    label: str
    public_label: str


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table: ``verb`` leads from any of ``sources`` to ``target``; ``button`` is its label.

    ``part_of`` names the act that takes the step, where it is not an act of its own.
    """

    verb: str
    sources: frozenset[str]
    target: str
    button: str
    part_of: str = ""


def step(verb: str, sources: str, target: str, button: str, *, part_of: str = "") -> Step:
    """Write a row with its sources as words parted by spaces."""
    return Step(verb, frozenset(sources.split()), target, button, part_of)


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """States, the start, the final states and the steps between them.

    :raises ValueError: on building, where a step names a state that is not listed, or a verb of one
        state leads to two places.
    """

    name: str
    states: tuple[State, ...]
    start: str
    final: frozenset[str]
    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        codes = {state.code for state in self.states}
        named = {self.start, *self.final}
        for row in self.steps:
            named |= {row.target, *row.sources}
        if unknown := named - codes:
            raise ValueError(f"{self.name}: unknown states {sorted(unknown)}")
        pairs = [(source, row.verb) for row in self.steps for source in row.sources]
        if len(pairs) != len(set(pairs)):
            raise ValueError(f"{self.name}: a verb leads from one state to two places")

    def after(self, state: str, verb: str) -> str:
        """Return the state that the verb leads to.

        :raises Refusal: where the verb cannot be done in this state.
        """
        for row in self.steps:
            if row.verb == verb and state in row.sources:
                return row.target
        raise Refusal(
            "kernel.wrong_state",
            _(
                "Không làm được việc “%(button)s” khi đang ở trạng thái “%(state)s”. "
                "Việc làm được lúc này: %(possible)s."
            ),
            button=self.button(verb),
            state=self.label(state),
            possible="; ".join(row.button for row in self.steps if state in row.sources) or "—",
        )

    def allows(self, state: str, verb: str) -> bool:
        """Tell whether the verb can be done in this state."""
        return any(row.verb == verb and state in row.sources for row in self.steps)

    def verbs(self, state: str) -> tuple[str, ...]:
        """Return the verbs that can be done in this state, in the order of the table."""
        return tuple(row.verb for row in self.steps if state in row.sources)

    def label(self, state: str) -> str:
        """Return the staff label of a state."""
        return self._state(state).label

    def public_label(self, state: str) -> str:
        """Return the label that the public reads."""
        return self._state(state).public_label

    def button(self, verb: str) -> str:
        """Return the button label of a verb."""
        return next((row.button for row in self.steps if row.verb == verb), verb)

    def choices(self) -> list[tuple[str, str]]:
        """Return (code, staff label) pairs for a model field."""
        return [(state.code, state.label) for state in self.states]

    def unreachable(self) -> frozenset[str]:
        """Return the states that no chain of steps reaches from the start."""
        reached = {self.start}
        while True:
            more = {row.target for row in self.steps if row.sources & reached} - reached
            if not more:
                return frozenset(state.code for state in self.states) - reached
            reached |= more

    def dead_ends(self) -> frozenset[str]:
        """Return the states without a way out that are not final."""
        leaving: set[str] = set().union(*(row.sources for row in self.steps))
        return frozenset(state.code for state in self.states) - leaving - self.final

    def mermaid(self) -> str:
        """Return the diagram as Mermaid text."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.start}"]
        lines += [
            f"    {source} --> {row.target}: {row.verb}" for row in self.steps for source in _ordered(row.sources)
        ]
        lines += [f"    {state} --> [*]" for state in _ordered(self.final)]
        return "\n".join(lines)

    def _state(self, code: str) -> State:
        return next(state for state in self.states if state.code == code)


def _ordered(codes: Iterable[str]) -> list[str]:
    return sorted(codes)
