"""Where the bands of a money-flow picture lie, in whole units of the picture. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH, BAR, GAP, LEAST = 1000, 14, 10, 2


@dataclass(frozen=True, slots=True)
class Node:
    """One place of money: its column (0 is leftmost), its name and how much is there, in đồng."""

    key: str
    column: int
    label: str
    amount: int
    tone: str = ""
    is_name: bool = False
    """Whether the label is a name that somebody gave, kept as it is in every language."""


@dataclass(frozen=True, slots=True)
class Link:
    """Money that goes from one node to another."""

    source: str
    target: str
    amount: int


@dataclass(frozen=True, slots=True)
class Box:
    """A node as drawn."""

    node: Node
    x: int
    y: int
    height: int

    @property
    def middle(self) -> int:
        """Return the height at which its name stands."""
        return self.y + self.height // 2

    @property
    def end(self) -> int:
        """Return its right edge."""
        return self.x + BAR


@dataclass(frozen=True, slots=True)
class Band:
    """A link as drawn."""

    link: Link
    path: str
    tone: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole: boxes, bands, and the height that it needs."""

    boxes: tuple[Box, ...]
    bands: tuple[Band, ...]
    width: int
    height: int


def draw(nodes: Sequence[Node], links: Iterable[Link], *, columns: int = 4, room: int = 420) -> Picture:
    """Lay nodes in columns, heights after their money, and bands between them.

    ``room`` is the height that the fullest column shares among its money, gaps apart.
    """
    listed = [node for node in nodes if node.amount > 0]
    most = max((sum(one.amount for one in listed if one.column == column) for column in range(columns)), default=0)
    if not most:
        return Picture((), (), WIDTH, 0)
    boxes, bottom = {}, 0
    step = (WIDTH - BAR) // (columns - 1)
    for column in range(columns):
        y = 0
        for node in listed:
            if node.column == column:
                boxes[node.key] = Box(node, column * step, y, _tall(node.amount, most, room))
                y += boxes[node.key].height + GAP
        bottom = max(bottom, y)
    return Picture(tuple(boxes.values()), tuple(_bands(boxes, links, most, room)), WIDTH, bottom)


def _tall(amount: int, most: int, room: int) -> int:
    return max(LEAST, amount * room // most)


def _bands(boxes: dict[str, Box], links: Iterable[Link], most: int, room: int) -> list[Band]:
    left, right = dict.fromkeys(boxes, 0), dict.fromkeys(boxes, 0)
    found = []
    for link in links:
        source, target = boxes.get(link.source), boxes.get(link.target)
        if source is None or target is None or link.amount <= 0:
            continue
        tall = _tall(link.amount, most, room)
        start, stop = source.y + left[link.source], target.y + right[link.target]
        left[link.source] += tall
        right[link.target] += tall
        found.append(Band(link, _path(source.end, start, target.x, stop, tall), target.node.tone))
    return found


def _path(x: int, y: int, to_x: int, to_y: int, tall: int) -> str:
    middle = (x + to_x) // 2
    return (
        f"M{x} {y}C{middle} {y} {middle} {to_y} {to_x} {to_y}"
        f"L{to_x} {to_y + tall}C{middle} {to_y + tall} {middle} {y + tall} {x} {y + tall}Z"
    )
