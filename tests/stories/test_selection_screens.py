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
    return [*_before(cast, now), *_scoring(cast, now), *_after(cast, now), (cast.thuky, "/viec/")]


def _before(cast, now):
    round_ = make_round(cast, now, code="NHAN")
    adopt_subcriteria(actor=cast.thuky, round_=round_, at=now)
    dossier = make_dossier(cast, round_, now, code="A01")
    names = ("view_round", "edit_round", "view_rubric", "edit_rubric", "view_dossiers", "register_dossier", "view_jury")
    listed = [page_of("view_rounds"), page_of("open_round"), *(page_of(name, round_.pk) for name in names)]
    listed += [page_of("view_dossier", dossier.pk), page_of("edit_dossier", dossier.pk)]
    return [(cast.thuky, one) for one in listed]


def _scoring(cast, now):
    round_, dossiers, jury = make_scoring(cast, now, code="CHAM")
    juror = cast.giamkhao01
    declare_interest(actor=juror, juror=jury[0], dossier=dossiers[0], has_conflict=False, at=now)
    declare_interest(actor=juror, juror=jury[0], dossier=dossiers[2], has_conflict=True, reason="Họ hàng", at=now)
    enter(cast, jury[1], dossiers[0], now)
    card = Scorecard.objects.get(state="submitted")
    listed = [page_of(name, round_.pk) for name in ("view_round", "view_jury", "view_scores", "view_paper_scorecards")]
    listed += [page_of("view_scorecard", card.pk), page_of("enter_paper_scorecard", jury[2].pk, dossiers[0].pk)]
    own = [page_of(name, round_.pk) for name in ("view_own_dossiers", "declare_interests", "view_round")]
    own += [page_of("declare_interest", dossiers[1].pk), page_of("save_scorecard", dossiers[0].pk)]
    second_look = (cast.chuyenvien, page_of("check_paper_scorecard", card.pk))
    return [*((cast.thuky, one) for one in listed), *((juror, one) for one in own), second_look]


def _after(cast, now):
    sealed, _dossiers, _jury = make_scoring(cast, now, code="NIEM")
    fill(cast, sealed, now)
    sealed.refresh_from_db()
    seal_scores(actor=cast.thuky, round_=sealed, at=now)
    chair = MemberFacts("Ủy viên Một", role="chair", title="Phó Chủ tịch")
    name_council_member(actor=cast.thuky, round_=sealed, facts=chair, at=now)
    decided, _dossiers = make_decided(cast, now, code="XONG")
    listed = [page_of("view_ranking", sealed.pk), page_of("view_council", sealed.pk)]
    listed += [page_of(name, decided.pk) for name in ("view_council", "view_issuing", "view_round")]
    return [*((cast.thuky, one) for one in listed), (cast.chutich, page_of("recognise", sealed.pk))]


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
