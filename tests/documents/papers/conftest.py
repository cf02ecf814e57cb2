"""An office with its letterhead and signers, and a kind of paper of the tests' own."""

from datetime import UTC, date, datetime

import pytest

from khuyencong.accounts.models import Office
from khuyencong.documents.actions.papers import HeadFacts, add_signer, edit_letterhead
from khuyencong.documents.papers import PaperKind, paper_kinds
from khuyencong.documents.queries.papers import letterhead_of, signature_of
from khuyencong.documents.rules.papers.paper import Form
from khuyencong.documents.rules.papers.signing import RightFacts
from tests.cast import make_cast
from tests.factories.papers import make_paper

AT = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
DAY = date(2026, 11, 25)


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def words():
    """Return what the next facts of the tests' kind will say."""
    return {"form": Form.NAMED, "abstract": "Về việc thử sổ văn bản", "annexes": ()}


@pytest.fixture
def kind(words):
    """Put a kind of paper made from an office into the list for one test."""
    made = PaperKind(
        code="tests-proposal",
        label="Tờ trình thử",
        owner="accounts.office",
        load=lambda typed: Office.objects.filter(pk=typed if typed.isdecimal() else 0).first(),
        facts=lambda office, day: make_paper(
            **{
                "letterhead": letterhead_of(office),
                "signatures": (signature_of(office, "tests-proposal", day),),
                **words,
            }
        ),
    )
    paper_kinds[made.code] = made
    yield made
    del paper_kinds[made.code]


@pytest.fixture
def office(cast):
    """Return the department with its letterhead."""
    head = HeadFacts("UBND tỉnh Vĩnh Long", "Sở Công Thương", "Vĩnh Long", "SCT", "QLCN")
    edit_letterhead(actor=cast.thuky, office=cast.office(), facts=head, at=AT)
    return cast.office()


@pytest.fixture
def right(cast, office):
    """Return the deputy's right to sign for the director."""
    facts = RightFacts("Phó Mẫu", "KT.", "Giám đốc", "Phó Giám đốc", "", (), date(2026, 1, 1), None)
    return add_signer(actor=cast.giamdoc, office=office, facts=facts, at=AT)
