"""Every page of a round, by phone and by desk: nothing for axe, nothing for the HTML checker, nothing wider than the page."""

import pytest
from django.urls import reverse

from khuyencong.selection.actions.council import MemberFacts, name_council_member
from khuyencong.selection.actions.jury import declare_interest
from khuyencong.selection.actions.rubric import adopt_subcriteria
from khuyencong.selection.actions.scoring import seal_scores
from khuyencong.selection.models import Scorecard
from tests.factories.decided import make_decided
from tests.factories.selection import enter, fill, make_dossier, make_round, make_scoring
from tests.stories import axe, nu
from tests.stories.conftest import DESK, PHONE, width_beyond

pytestmark = pytest.mark.story


def page_of(name, *args):
    return reverse(f"selection:{name}", args=args)


@pytest.fixture
def pages(live_server, cast, now):
    """Return (person, address) of every page, in rounds of every state."""
    collecting = make_round(cast, now, code="NHAN")
    adopt_subcriteria(actor=cast.thuky, round_=collecting, at=now)
    received = make_dossier(cast, collecting, now, code="A01")
    scoring, dossiers, jury = make_scoring(cast, now, code="CHAM")
    declare_interest(actor=cast.giamkhao01, juror=jury[0], dossier=dossiers[0], has_conflict=False, at=now)
    declare_interest(
        actor=cast.giamkhao01, juror=jury[0], dossier=dossiers[2], has_conflict=True, reason="Họ hàng", at=now
    )
    enter(cast, jury[1], dossiers[0], now)
    card = Scorecard.objects.get(state="submitted")
    sealed, _dossiers, _jury = make_scoring(cast, now, code="NIEM", codes=("A01", "A02", "B01"))
    fill(cast, sealed, now)
    sealed.refresh_from_db()
    seal_scores(actor=cast.thuky, round_=sealed, at=now)
    chair = MemberFacts("Ủy viên Một", role="chair", title="Phó Chủ tịch")
    name_council_member(actor=cast.thuky, round_=sealed, facts=chair, at=now)
    decided, _dossiers = make_decided(cast, now, code="XONG")
    as_secretary = [
        ("view_rounds",),
        ("open_round",),
        ("view_round", collecting.pk),
        ("edit_round", collecting.pk),
        ("view_rubric", collecting.pk),
        ("edit_rubric", collecting.pk),
        ("view_dossiers", collecting.pk),
        ("register_dossier", collecting.pk),
        ("view_dossier", received.pk),
        ("edit_dossier", received.pk),
        ("view_jury", collecting.pk),
        ("view_round", scoring.pk),
        ("view_jury", scoring.pk),
        ("view_scores", scoring.pk),
        ("view_scorecard", card.pk),
        ("enter_paper_scorecard", jury[2].pk, dossiers[0].pk),
        ("view_paper_scorecards", scoring.pk),
        ("view_ranking", sealed.pk),
        ("view_council", sealed.pk),
        ("view_council", decided.pk),
        ("view_issuing", decided.pk),
        ("view_round", decided.pk),
    ]  # fmt: skip - a list of pages
    as_juror = [
        ("view_own_dossiers", scoring.pk),
        ("declare_interest", dossiers[1].pk),
        ("declare_interests", scoring.pk),
        ("save_scorecard", dossiers[0].pk),
        ("view_round", scoring.pk),
    ]  # fmt: skip - a list of pages
    return [
        *((cast.thuky, page_of(*one)) for one in as_secretary),
        *((cast.giamkhao01, page_of(*one)) for one in as_juror),
        (cast.chutich, page_of("recognise", sealed.pk)),
        (cast.chuyenvien, page_of("check_paper_scorecard", card.pk)),
        (cast.thuky, "/viec/"),
    ]


def look_at(open_page, pages, size):
    """Return every fault of the pages, and their HTML."""
    found, texts, windows = [], {}, {}
    for person, address in pages:
        if person.pk not in windows:
            windows[person.pk] = open_page(person, size=size)
        window = windows[person.pk]
        window.goto(address)
        found += [f"{address}: {fault}" for fault in axe.faults(window)]
        if beyond := width_beyond(window):
            found.append(f"{address}: {beyond} pixels beyond the window")
        texts[address] = window.content()
    return found, texts


def test_pages_of_a_round_are_accessible_at_a_desk(open_page, pages):
    found, _texts = look_at(open_page, pages, DESK)

    assert found == []


def test_pages_of_a_round_are_accessible_and_no_wider_than_a_phone(open_page, pages):
    found, texts = look_at(open_page, pages, PHONE)

    assert found == []
    nu.assert_valid_html(**texts)
