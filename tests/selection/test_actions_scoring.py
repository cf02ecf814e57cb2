"""Jury, sheets, sealing: exact counting, independence, and what the database itself refuses."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction

from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.selection.actions.dossiers import withdraw_dossier
from khuyencong.selection.actions.jury import JurorFacts, declare_interest, dismiss_juror, name_juror
from khuyencong.selection.actions.scorecards import (
    check_paper_scorecard,
    return_scorecard,
    save_scorecard,
    submit_scorecard,
)
from khuyencong.selection.actions.scoring import reopen_scoring, seal_scores, start_scoring
from khuyencong.selection.models import Dossier, Juror, Score, Scorecard
from khuyencong.selection.queries import jury_progress, missing_sheets, ranking_page, ranking_rows
from khuyencong.selection.rules.ranking import UNSCORED, Entry, rank
from tests.factories.selection import FULL, enter, fill, make_dossier, make_jury, make_round, make_scoring, points


def code_of(refused):
    return refused.value.code


def codes_of(refused):
    return [refusal.code for refusal in refused.value.refusals]


@pytest.fixture
def scoring(cast, now):
    return make_scoring(cast, now)


def declare(cast, juror, dossier, now, *, conflict=False):
    person = cast.people[juror.person.username]
    return declare_interest(
        actor=person,
        juror=juror,
        dossier=dossier,
        has_conflict=conflict,
        reason="Anh em ruột" if conflict else "",
        at=now,
    )


def save(juror, dossier, given, revision, now):
    return save_scorecard(actor=juror.person, juror=juror, dossier=dossier, points=given, revision=revision, at=now)


def submit(juror, dossier, now, given=None, revision=None):
    return submit_scorecard(actor=juror.person, juror=juror, dossier=dossier, points=given, revision=revision, at=now)


@pytest.mark.parametrize("count", [0, 2, 8])
def test_start_scoring_refuses_an_even_jury(cast, now, count):
    round_ = make_round(cast, now)
    make_dossier(cast, round_, now)
    make_jury(cast, round_, now, count)

    with pytest.raises(Refusals) as refused:
        start_scoring(actor=cast.thuky, round_=round_, at=now, with_unchecked=True)

    assert codes_of(refused) == ["selection.even_jury" if count else "selection.no_jurors"]


def test_start_scoring_refuses_without_criteria_and_dossiers(cast, now):
    round_ = make_round(cast, now, with_criteria=False)
    make_dossier(cast, round_, now)
    make_jury(cast, round_, now)

    with pytest.raises(Refusals) as refused:
        start_scoring(actor=cast.thuky, round_=round_, at=now)

    assert codes_of(refused) == ["selection.no_criteria", "selection.dossiers_unchecked"]


def test_name_juror_refuses_somebody_twice_or_unnamed(cast, now):
    round_ = make_round(cast, now)
    make_jury(cast, round_, now, 1)

    with pytest.raises(Refusal) as refused:
        name_juror(actor=cast.thuky, round_=round_, facts=JurorFacts(name="GIÁM KHẢO 01 (mẫu)"), at=now)
    assert code_of(refused) == "selection.juror_twice"
    with pytest.raises(Refusal) as refused:
        name_juror(actor=cast.thuky, round_=round_, facts=JurorFacts(name="  "), at=now)
    assert code_of(refused) == "selection.juror_unnamed"
    for seat in range(2, 36):
        name_juror(actor=cast.thuky, round_=round_, facts=JurorFacts(name=f"Người {seat}"), at=now)
    with pytest.raises(Refusal) as refused:
        name_juror(actor=cast.thuky, round_=round_, facts=JurorFacts(name="Người 36"), at=now)
    assert code_of(refused) == "selection.jury_full"


def test_save_scorecard_refuses_before_a_declaration(cast, now, scoring):
    _round, (dossier, *_rest), (juror, *_others) = scoring

    with pytest.raises(Refusal) as refused:
        save(juror, dossier, {"1": 3000}, 1, now)

    assert code_of(refused) == "selection.declare_first"


def test_declare_interest_needs_a_reason_and_blocks(cast, now, scoring):
    _round, (dossier, *_rest), (juror, *_others) = scoring

    with pytest.raises(Refusal) as refused:
        declare_interest(actor=juror.person, juror=juror, dossier=dossier, has_conflict=True, at=now)
    assert code_of(refused) == "selection.conflict_without_reason"
    declare(cast, juror, dossier, now, conflict=True)

    with pytest.raises(Refusal) as refused:
        save(juror, dossier, {"1": 3000}, 1, now)
    assert code_of(refused) == "selection.recused"
    assert Scorecard.objects.get(juror=juror, dossier=dossier).state == "recused"


def test_declare_interest_late_takes_the_sheet_out_and_back(cast, now, scoring):
    round_, (dossier, *_rest), (juror, *_others) = scoring
    declare(cast, juror, dossier, now)
    submit(juror, dossier, now, FULL, 1)

    declare(cast, juror, dossier, now, conflict=True)
    assert Dossier.objects.get(pk=dossier.pk).sheets == 0

    declare(cast, juror, dossier, now)
    assert Scorecard.objects.get(juror=juror, dossier=dossier).state == "draft"
    assert ranking_page(round_).scored == 0


def test_save_scorecard_refuses_in_the_name_of_another(cast, now, scoring):
    _round, (dossier, *_rest), (juror, other, _third) = scoring
    declare(cast, juror, dossier, now)

    for stranger in (other.person, cast.thuky, cast.chutich, cast.giamkhao09):
        with pytest.raises(Refusal) as refused:
            save_scorecard(actor=stranger, juror=juror, dossier=dossier, points={"1": 1}, revision=1, at=now)
        assert code_of(refused) in {"accounts.no_right", "accounts.out_of_reach"}


def test_save_scorecard_keeps_the_later_revision(cast, now, scoring):
    _round, (dossier, *_rest), (juror, *_others) = scoring
    declare(cast, juror, dossier, now)

    assert save(juror, dossier, {"1": 3000}, 5, now).points == {"1": 3000}
    late = save(juror, dossier, {"1": 1000, "2": 1000}, 4, now)
    assert (late.points, late.is_newest) == ({"1": 3000}, False)
    again = save(juror, dossier, {"1": 3000}, 5, now)
    assert (again.points, again.is_newest) == ({"1": 3000}, True)
    newer = save(juror, dossier, {"2": 2050}, 6, now + timedelta(minutes=1))
    assert newer.points == {"1": 3000, "2": 2050}
    assert save(juror, dossier, {"1": None}, 7, now).points == {"2": 2050}
    assert Scorecard.objects.get(juror=juror, dossier=dossier).total_hundredths == 2050


def test_save_scorecard_refuses_points_out_of_bounds_as_the_database_does(cast, now, scoring):
    _round, (dossier, *_rest), (juror, *_others) = scoring
    declare(cast, juror, dossier, now)

    with pytest.raises(Refusals) as refused:
        save(juror, dossier, {"1": 4100, "3": -1, "9": 1}, 1, now)
    assert codes_of(refused) == [
        "selection.unknown_criterion",
        "selection.score_over_maximum",
        "selection.score_negative",
    ]
    save(juror, dossier, {"1": 4000}, 1, now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Score.objects.update(points_hundredths=4001)


def test_submit_scorecard_takes_a_whole_sheet_once(cast, now, scoring):
    round_, (dossier, *_rest), (juror, *_others) = scoring
    declare(cast, juror, dossier, now)

    with pytest.raises(Refusal) as nothing:
        submit(juror, dossier, now)
    assert code_of(nothing) == "selection.sheet_empty"
    with pytest.raises(Refusals) as refused:
        submit(juror, dossier, now, {"1": 4000}, 1)
    assert codes_of(refused) == ["selection.score_missing"] * 3
    card = submit(juror, dossier, now, points(35, 35, 8, 8), 2)
    assert (card.state, card.total_hundredths) == ("submitted", 8600)
    with pytest.raises(Refusal) as again:
        save(juror, dossier, {"1": 100}, 3, now)
    assert code_of(again) == "kernel.wrong_state"
    assert ranking_rows(round_)[0].mean == 86


def test_return_scorecard_takes_the_sheet_out_until_handed_in_again(cast, now, scoring):
    round_, (dossier, *_rest), (juror, *_others) = scoring
    declare(cast, juror, dossier, now)
    card = submit(juror, dossier, now, FULL, 1)

    with pytest.raises(Refusal) as refused:
        return_scorecard(actor=cast.thuky, scorecard=card, reason="", at=now)
    assert code_of(refused) == "selection.reason_missing"
    return_scorecard(actor=cast.thuky, scorecard=card, reason="Xem lại tiêu chí 2", at=now)
    assert ranking_page(round_).scored == 0
    assert submit(juror, dossier, now).state == "submitted"
    assert ranking_page(round_).scored == 1


def test_check_paper_scorecard_is_for_a_second_person(cast, now, scoring):
    _round, (dossier, *_rest), (juror, *_others) = scoring
    card = enter(cast, juror, dossier, now)

    assert (card.source, card.entered_by) == ("paper", cast.thuky)
    with pytest.raises(Refusal) as refused:
        check_paper_scorecard(actor=cast.thuky, scorecard=card, at=now)
    assert code_of(refused) == "selection.second_person"
    assert check_paper_scorecard(actor=cast.chuyenvien, scorecard=card, at=now).checked_by == cast.chuyenvien
    assert enter(cast, juror, dossier, now, points(30, 30, 5, 5)).checked_by is None


def test_check_paper_scorecard_refuses_a_sheet_given_on_screen(cast, now, scoring):
    _round, (dossier, *_rest), (juror, *_others) = scoring
    declare(cast, juror, dossier, now)
    card = submit(juror, dossier, now, FULL, 1)

    with pytest.raises(Refusal) as refused:
        check_paper_scorecard(actor=cast.thuky, scorecard=card, at=now)

    assert code_of(refused) == "selection.not_a_paper_sheet"


def test_enter_paper_scorecard_takes_a_whole_sheet_or_a_recusal(cast, now, scoring):
    _round, (dossier, *_rest), (juror, *_others) = scoring

    with pytest.raises(Refusals) as refused:
        enter(cast, juror, dossier, now, {"1": 4000})
    assert codes_of(refused) == ["selection.score_missing"] * 3
    card = enter(cast, juror, dossier, now, recusal="Không chấm: có người liên quan")
    assert (card.state, card.scores.count()) == ("recused", 0)


def test_dismiss_juror_takes_the_sheets_out_of_the_count(cast, now, scoring):
    round_, (dossier, *_rest), (juror, other, _third) = scoring
    enter(cast, juror, dossier, now, points(40, 40, 10, 10))
    enter(cast, other, dossier, now, points(20, 20, 5, 5))

    with pytest.raises(Refusal) as refused:
        dismiss_juror(actor=cast.thuky, juror=juror, reason=" ", at=now)
    assert code_of(refused) == "selection.reason_missing"
    dismiss_juror(actor=cast.thuky, juror=juror, reason="Chuyển công tác", at=now)
    assert ranking_rows(round_)[0].mean == 50
    with pytest.raises(Refusal) as gone:
        dismiss_juror(actor=cast.thuky, juror=juror, reason="x", at=now)
    assert code_of(gone) == "selection.juror_gone"


def test_withdraw_dossier_takes_it_out_of_the_ranking(cast, now, scoring):
    round_, (dossier, *_rest), (juror, *_others) = scoring
    enter(cast, juror, dossier, now)

    withdraw_dossier(actor=cast.thuky, dossier=dossier, reason="Theo đơn của cơ sở", at=now)

    assert dossier.entry_code not in [row.dossier.entry_code for row in ranking_rows(round_)]
    assert Dossier.objects.get(pk=dossier.pk).ranking_key == UNSCORED


def test_seal_scores_names_the_missing_sheets(cast, now, scoring):
    round_, (first, *_rest), (juror, *_others) = scoring
    enter(cast, juror, first, now)

    with pytest.raises(Refusal) as refused:
        seal_scores(actor=cast.thuky, round_=round_, at=now)

    assert code_of(refused) == "selection.sheets_missing"
    assert "Còn thiếu 8 phiếu chấm" in str(refused.value)
    assert len(list(missing_sheets(round_))) == 8
    assert [(row.submitted, row.missing) for row in jury_progress(round_)] == [(1, 2), (0, 3), (0, 3)]


def test_seal_scores_refuses_a_dossier_nobody_scored(cast, now, scoring):
    round_, (first, *_rest), jury = scoring
    fill(cast, round_, now)
    for juror in jury:
        enter(cast, juror, first, now, recusal="Vắng")

    with pytest.raises(Refusal) as refused:
        seal_scores(actor=cast.thuky, round_=round_, at=now)

    assert code_of(refused) == "selection.nobody_scored"


def test_sealed_scores_do_not_change_by_rule_or_database(cast, now, scoring):
    round_, (dossier, *_rest), (juror, *_others) = scoring
    fill(cast, round_, now)
    seal_scores(actor=cast.thuky, round_=round_, at=now)
    juror.round.refresh_from_db()

    with pytest.raises(Refusal) as gone:
        withdraw_dossier(actor=cast.thuky, dossier=Dossier.objects.get(pk=dossier.pk), reason="x", at=now)
    assert code_of(gone) == "selection.scores_sealed"

    with pytest.raises(Refusal) as refused:
        enter(cast, juror, dossier, now)
    assert code_of(refused) == "kernel.wrong_state"
    for change in (
        lambda: Score.objects.update(points_hundredths=1),
        lambda: Score.objects.all().delete(),
        lambda: Scorecard.objects.update(state="draft"),
        lambda: Scorecard.objects.first().delete(),
        lambda: Scorecard.objects.bulk_create(
            [Scorecard(juror=juror, dossier=dossier, saved_at=now)], ignore_conflicts=True
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_reopen_scoring_needs_a_reason_and_the_chair(cast, now, scoring):
    round_, _dossiers, _jury = scoring
    fill(cast, round_, now)
    seal_scores(actor=cast.thuky, round_=round_, at=now)

    with pytest.raises(Refusal) as refused:
        reopen_scoring(actor=cast.thuky, round_=round_, reason="Nhập nhầm", at=now)
    assert code_of(refused) == "accounts.no_right"
    with pytest.raises(Refusal) as refused:
        reopen_scoring(actor=cast.chutich, round_=round_, reason="", at=now)
    assert code_of(refused) == "selection.reason_missing"
    assert reopen_scoring(actor=cast.chutich, round_=round_, reason="Nhập nhầm", at=now).state == "scoring"


def test_jurors_of_a_group_score_that_group_only(cast, now):
    round_ = make_round(cast, now)
    dossier = make_dossier(cast, round_, now, group="A")
    juror = name_juror(
        actor=cast.thuky, round_=round_, facts=JurorFacts("Người B", cast.giamkhao01, groups=["B"]), at=now
    )

    with pytest.raises(Refusal) as refused:
        declare_interest(actor=cast.giamkhao01, juror=juror, dossier=dossier, has_conflict=False, at=now)

    assert code_of(refused) == "selection.not_assigned"


def test_stored_ranking_equals_the_rules(cast, now):
    round_, dossiers, jury = make_scoring(cast, now, codes=("A01", "A02", "B01", "B02", "C01"), jurors=3)
    given = [(35, 30, 8, 7), (34, 31, 8, 7), (33, 32, 8, 7), (40, 40, 10, 10), (20, 20, 5, 4)]
    for seat, juror in enumerate(jury):
        for place, dossier in enumerate(dossiers):
            if (seat, place) != (1, 3):
                enter(cast, juror, dossier, now, points(*given[(place + seat) % 5]))
    enter(cast, jury[1], dossiers[3], now, recusal="Không chấm")

    entries = [
        Entry(
            dossier.entry_code,
            dossier.group,
            tuple(
                tuple(card.scores.order_by("criterion__order").values_list("points_hundredths", flat=True))
                for card in dossier.scorecards.filter(state="submitted")
            ),
        )
        for dossier in dossiers
    ]
    expected = rank(entries, threshold=Fraction(70))
    rows = ranking_rows(round_)
    assert [
        (row.dossier.entry_code, row.rank, row.group_rank, row.mean, tuple(row.criteria), row.reaches_threshold)
        for row in rows
    ] == [(row.code, row.rank, row.group_rank, row.mean, row.criteria, row.reaches_threshold) for row in expected]
    for size in (1, 2, 3):
        paged = [row for page in range(1, -(-5 // size) + 1) for row in ranking_page(round_, page=page, size=size).rows]
        assert [(row.dossier.entry_code, row.rank, row.group_rank) for row in paged] == [
            (row.code, row.rank, row.group_rank) for row in expected
        ]


def test_ties_keep_their_places_over_pages(cast, now):
    round_, dossiers, jury = make_scoring(cast, now, codes=("A01", "A02", "B01", "B02"), jurors=1)
    for dossier, given in zip(dossiers, [(30, 30, 5, 5), (30, 30, 5, 5), (30, 30, 5, 5), (10, 10, 5, 5)], strict=True):
        enter(cast, jury[0], dossier, now, points(*given))

    pages = [ranking_page(round_, page=page, size=2).rows for page in (1, 2)]

    assert [[(row.dossier.entry_code, row.rank, row.group_rank) for row in rows] for rows in pages] == [
        [("A01", 1, 1), ("A02", 1, 1)],
        [("B01", 1, 1), ("B02", 4, 2)],
    ]
    assert [(row.dossier.entry_code, row.group_rank) for row in ranking_page(round_, group="B").rows] == [
        ("B01", 1),
        ("B02", 2),
    ]


def test_a_page_costs_the_same_number_of_queries(cast, now, django_assert_num_queries):
    round_, _dossiers, _jury = make_scoring(cast, now, codes=("A01",), jurors=1)
    fill(cast, round_, now)
    with django_assert_num_queries(3):
        ranking_page(round_)
    other, _dossiers, _jury = make_scoring(cast, now, codes=("A01", "A02", "B01"), jurors=3, code="KHAC")
    fill(cast, other, now)

    with django_assert_num_queries(3):
        ranking_page(other)
    assert Juror.objects.count() == 4
