"""The picture of money from the programme through sources and lines to firms."""

from __future__ import annotations

from collections import defaultdict

from django.utils.translation import gettext as _

from khuyencong.programme.queries.plans.sheet import ProjectSum, Sheet, SheetRow
from khuyencong.programme.rules.plans.flow import Link, Node, Picture, draw
from khuyencong.programme.rules.streams import STREAM_LABELS, Stream

LINES, FIRMS = 10, 12


def flow_of(root: str, sheet: Sheet, sums: list[ProjectSum]) -> Picture:
    """Draw where assigned money went; small lines and firms are drawn together so that names stay readable."""
    given_to = sorted((row for row in sheet.rows if row.figures.assigned > 0), key=_most)
    large = {row.line_id for row in given_to[:LINES]}
    shown = sorted(given_to, key=lambda row: (row.line_id not in large, row.stream))
    keys = {row.line_id: f"line-{row.code}" if row.line_id in large else "line" for row in shown}
    nodes = [Node("root", 0, root, sheet.total.assigned, "root", is_name=True)]
    nodes += [
        Node(stream, 1, _(STREAM_LABELS[Stream(stream)]), figures.assigned, stream)
        for stream, figures in sorted(sheet.grouped(lambda row: row.stream), key=lambda one: str(one[0]))
    ]
    links = [Link("root", node.key, node.amount) for node in nodes[1:]]
    given: dict[tuple[str, str], int] = defaultdict(int)
    for row in shown:
        given[row.stream, keys[row.line_id]] += row.figures.assigned
    names = {f"line-{row.code}": f"{row.code} {row.name}" for row in shown} | {"line": _("Các dòng khác")}
    totals = _summed(given)
    nodes += [
        Node(key, 2, names[key], totals[key], "line", is_name=key != "line") for key in dict.fromkeys(keys.values())
    ]
    links += [Link(stream, key, amount) for (stream, key), amount in given.items()]
    more_nodes, more_links = _firms(keys, sums)
    return draw([*nodes, *more_nodes], [*links, *more_links])


def _most(row: SheetRow) -> tuple[int, str]:
    return -row.figures.assigned, row.code


def _summed(given: dict[tuple[str, str], int]) -> dict[str, int]:
    totals: dict[str, int] = defaultdict(int)
    for (_source, key), amount in given.items():
        totals[key] += amount
    return totals


def _firms(keys: dict[int, str], sums: list[ProjectSum]) -> tuple[list[Node], list[Link]]:
    received: dict[str, int] = defaultdict(int)
    for one in sums:
        received[one.firm] += one.committed
    largest = sorted((name for name in received if name), key=lambda name: (-received[name], name))[:FIRMS]
    others = _("Các cơ sở khác, chưa chọn cơ sở")
    given: dict[tuple[str, str], int] = defaultdict(int)
    for one in sums:
        if one.line_id in keys:
            given[keys[one.line_id], one.firm if one.firm in largest else others] += one.committed
    totals = _summed(given)
    nodes = [
        Node(f"firm-{name}", 3, name, totals[name], "firm", is_name=name != others)
        for name in (*largest, others)
        if name in totals
    ]
    return nodes, [Link(key, f"firm-{name}", amount) for (key, name), amount in given.items()]
