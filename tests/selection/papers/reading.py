"""Gathering papers by the names that people type, and reading what they say."""

from khuyencong.documents.papers import paper_kinds
from khuyencong.documents.rules.papers.paper import Table
from tests.factories.selection import SIGNED_ON

NAMES = {
    "selection.round": "2026-TINH",
    "selection.dossier": "2026-TINH/A01",
    "selection.scorecard": "2026-TINH/A01/1",
    "selection.councilmeeting": "2026-TINH",
}


def gathered(code, day=SIGNED_ON):
    kind = paper_kinds[code]
    return kind.facts(kind.load(NAMES[kind.owner]), day)


def words_of(paper):
    """Return all that a paper says, annexes included."""
    blocks = [*paper.body, *(block for annex in paper.annexes for block in annex.body)]
    return "\n".join([repr(paper.abstract), *map(repr, blocks), *paper.bases, repr(paper.signatures)])


def tables_of(paper):
    blocks = [*paper.body, *(block for annex in paper.annexes for block in annex.body)]
    return [block for block in blocks if isinstance(block, Table)]
