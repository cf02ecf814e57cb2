"""Papers of a round that is not decided: empty, under way, sealed."""

import pytest

from khuyencong.documents.adapters.typeset.pdf import render_pdf
from khuyencong.documents.papers import paper_kinds
from khuyencong.documents.rules.papers.paper import Issue
from khuyencong.selection.models import Dossier, Scorecard
from khuyencong.selection.papers.kinds import KINDS
from tests.factories.selection import enter, make_dossier, make_round, make_scoring
from tests.selection.papers.reading import gathered, tables_of, words_of

pytestmark = pytest.mark.django_db
SEALED = ["score-summary", "jury-minutes", "submission", "decision", "certificate-list"]


def test_an_empty_round_gives_papers_with_dots_and_empty_tables(cast, now):
    make_round(cast, now)

    papers = [gathered(kind.code) for kind in KINDS if kind.owner == "selection.round"]

    assert all(render_pdf(paper, Issue(), at=now) for paper in papers)
    tables = [table for paper in papers for table in tables_of(paper)]
    assert all(len(row) == len(table.columns) for table in tables for row in table.rows)
    assert sum(not table.rows for table in tables) >= 6


def test_a_rejected_dossier_is_told_its_reason_and_one_under_way_that_it_is(cast, now):
    dossier = make_dossier(cast, make_round(cast, now), now, code="A01")
    waiting = words_of(gathered("selection-result-notice"))
    Dossier.objects.filter(pk=dossier.pk).update(state="rejected", reason="Thiếu giấy tờ.")

    assert "đang được xem xét" in waiting
    assert "Lý do: Thiếu giấy tờ." in words_of(gathered("selection-result-notice"))


def test_a_recused_sheet_says_so_and_the_minutes_name_it(cast, now):
    _round, dossiers, jury = make_scoring(cast, now)
    enter(cast, jury[0], dossiers[0], now, recusal="Người nhà của chủ cơ sở")

    assert "Không chấm: Người nhà của chủ cơ sở" in words_of(gathered("selection-sheet"))
    assert "không chấm hồ sơ A01: Người nhà của chủ cơ sở" in words_of(gathered("selection-jury-minutes"))
    assert Scorecard.objects.get().state == "recused"


def test_papers_with_points_are_closed_as_the_pages_are(cast, now):
    """Before the seal: nobody who scores, and nobody without the right; the secretary reads."""
    round_, dossiers, jury = make_scoring(cast, now)
    enter(cast, jury[0], dossiers[0], now)
    card, dossier = Scorecard.objects.get(), dossiers[0]
    for code in SEALED:
        kind = paper_kinds[f"selection-{code}"]
        assert kind.closed_to(round_, cast.thuky) is None
        assert [kind.closed_to(round_, who) is None for who in (cast.chuyenvien, jury[1].person, cast.coso)] == [
            False
        ] * 3
    sheet, notice = paper_kinds["selection-sheet"], paper_kinds["selection-result-notice"]
    assert (sheet.closed_to(card, jury[0].person), sheet.closed_to(card, cast.thuky)) == (None, None)
    assert [sheet.closed_to(card, who) is None for who in (jury[1].person, cast.chuyenvien, cast.coso)] == [False] * 3
    assert notice.closed_to(dossier, cast.coso) is not None


def test_a_secretary_who_scores_reads_no_points_before_the_seal(cast, now):
    round_, _dossiers, jury = make_scoring(cast, now)
    jury[0].person = cast.thuky
    jury[0].save(update_fields=["person"])

    assert paper_kinds["selection-score-summary"].closed_to(round_, cast.thuky).code == "selection.sheets_sealed"
