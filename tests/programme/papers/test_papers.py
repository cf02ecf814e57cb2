"""Every kind of paper of plans and projects says what its form asks, from records and from nothing."""

from datetime import date

import pytest

from khuyencong.documents.papers import paper_kinds
from khuyencong.documents.rules.papers.paper import Fields, Heading, Paragraph, Points, Table
from khuyencong.programme.papers.kinds import KINDS_OF_PAPERS
from tests.programme.papers.world import make_papers_world

TODAY = date(2026, 11, 24)


@pytest.fixture
def world(cast):
    return make_papers_world(cast)


def gathered(world, code, things="full"):
    kind = paper_kinds[code]
    return kind.facts(kind.load(str(getattr(world, things)[kind.owner].pk)), TODAY)


def blocks_of(paper):
    return [*paper.body, *(block for annex in paper.annexes for block in annex.body)]


def words_of(block):
    match block:
        case Heading():
            return [block.label, block.text]
        case Paragraph():
            return [block.text]
        case Points():
            return list(block.texts)
        case Fields():
            return [word for row in block.rows for word in row]
        case Table():
            return [*(one.label for one in block.columns), *(cell for row in block.rows for cell in row)]


def text_of(paper):
    words = [paper.name, paper.abstract, *paper.bases, *paper.addressees, *paper.recipients]
    return "\n".join([*words, *(word for block in blocks_of(paper) for word in words_of(block))])


def tables_of(paper):
    return [block for block in blocks_of(paper) if isinstance(block, Table)]


def test_every_kind_is_gathered_from_everything_and_from_nothing(world):
    for kind in KINDS_OF_PAPERS:
        for things in (world.full, world.empty):
            paper = kind.facts(kind.load(str(things[kind.owner].pk)), TODAY)

            assert paper.name or paper.abstract.startswith("V/v"), kind.code
            assert paper.signatures, kind.code
            assert paper.letterhead.agency, kind.code
            assert "None" not in text_of(paper), kind.code
            for one in tables_of(paper):
                assert all(len(row) == len(one.columns) for row in one.rows), kind.code
                assert all(place < len(one.rows) for place in one.strong), kind.code
