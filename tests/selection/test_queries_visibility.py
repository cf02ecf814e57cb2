"""Who sees which rounds, dossiers, sheets and files: lists and single answers agree for the whole cast."""

import pytest
from django.contrib.auth.models import AnonymousUser

from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.queries import owner_loaders
from khuyencong.selection.actions.jury import JurorFacts, declare_interest, dismiss_juror, name_juror
from khuyencong.selection.actions.scoring import seal_scores
from khuyencong.selection.models import Dossier, Round, Scorecard
from khuyencong.selection.queries import (
    dossiers_visible_to,
    earlier_dossiers,
    juror_dossiers,
    juror_sheet,
    open_dossier_refusal,
    repeats_of,
    rounds_visible_to,
    scorecards_visible_to,
    sheet_refusal,
)
from tests.factories.selection import enter, fill, make_dossier, make_round, make_scoring


@pytest.fixture
def world(cast, now):
    """Two rounds: one being scored, with a conflict, a juror of one group and one who left; one without a jury."""
    round_, dossiers, jury = make_scoring(cast, now)
    dossiers[0].establishment.applicant = cast.coso
    dossiers[0].establishment.save()
    name_juror(actor=cast.thuky, round_=round_, facts=JurorFacts("Người B", cast.giamkhao04, groups=["B"]), at=now)
    leaver = name_juror(actor=cast.thuky, round_=round_, facts=JurorFacts("Người đi", cast.giamkhao05), at=now)
    dismiss_juror(actor=cast.thuky, juror=leaver, reason="Ốm", at=now)
    declare_interest(
        actor=jury[0].person, juror=jury[0], dossier=dossiers[0], has_conflict=True, reason="Họ hàng", at=now
    )
    declare_interest(actor=jury[1].person, juror=jury[1], dossier=dossiers[0], has_conflict=False, at=now)
    enter(cast, jury[1], dossiers[0], now)
    enter(cast, jury[2], dossiers[0], now)
    make_dossier(cast, make_round(cast, now, code="KHAC"), now, maker=dossiers[0].establishment)
    return round_, dossiers, jury


def everybody(cast):
    return [*cast.people.values(), AnonymousUser()]


def test_visible_rounds_are_those_the_policy_opens(cast, world):
    for person in everybody(cast):
        seen = set(rounds_visible_to(person).values_list("pk", flat=True))

        assert seen == {one.pk for one in Round.objects.all() if refusal(person, Action.VIEW_ROUND, one) is None}


@pytest.mark.parametrize("action", [Action.VIEW_DOSSIER, Action.ANSWER_SUPPLEMENT, Action.CHECK_PAPER])
def test_visible_dossiers_are_those_the_policy_opens(cast, world, action):
    for person in everybody(cast):
        seen = set(dossiers_visible_to(person, action).values_list("pk", flat=True))

        assert seen == {one.pk for one in Dossier.objects.all() if refusal(person, action, one) is None}


def test_visible_sheets_are_those_that_open(cast, now, world):
    round_, _dossiers, _jury = world
    name_juror(actor=cast.thuky, round_=round_, facts=JurorFacts("Thư ký chấm", cast.thuky), at=now)
    for person in everybody(cast):
        seen = set(scorecards_visible_to(person).values_list("pk", flat=True))

        assert seen == {one.pk for one in Scorecard.objects.all() if sheet_refusal(person, one) is None}
    assert scorecards_visible_to(cast.thuky).count() == 0


def test_a_juror_sees_only_own_sheets_until_the_seal_and_then_still(cast, now):
    round_, _dossiers, jury = make_scoring(cast, now)
    fill(cast, round_, now)

    assert set(scorecards_visible_to(jury[0].person).values_list("juror", flat=True)) == {jury[0].pk}
    seal_scores(actor=cast.thuky, round_=round_, at=now)
    assert set(scorecards_visible_to(jury[0].person).values_list("juror", flat=True)) == {jury[0].pk}


def test_a_conflict_closes_dossier_and_files_and_silence_keeps_them_closed(cast, world):
    _round, (dossier, *_others), jury = world

    def codes(person):
        files = owner_loaders["selection.dossier"](dossier.pk)
        found = (open_dossier_refusal(person, dossier), refusal(person, Action.VIEW_FILE, files))
        return [one and one.code for one in found]

    assert codes(jury[0].person) == ["selection.recused", "accounts.out_of_reach"]
    assert codes(jury[1].person) == [None, None]
    assert codes(jury[2].person) == ["selection.declare_first", "accounts.out_of_reach"]
    assert codes(cast.giamkhao04) == ["accounts.out_of_reach", "accounts.out_of_reach"]
    assert codes(cast.thuky) == [None, None]
    assert codes(cast.coso) == [None, None]
    assert codes(cast.people["thuky-ben"]) == ["accounts.out_of_reach", "accounts.out_of_reach"]


def test_photographs_of_a_product_open_to_its_jurors_only(cast, world):
    _round, (dossier, *_others), jury = world
    files = owner_loaders["registry.product"](dossier.product_id)

    assert refusal(jury[1].person, Action.VIEW_FILE, files) is None
    assert refusal(jury[0].person, Action.VIEW_FILE, files) is not None
    assert refusal(cast.coso, Action.VIEW_FILE, files) is None
    assert owner_loaders["registry.product"](0) is None
    assert owner_loaders["selection.dossier"](0) is None


def test_a_jurors_sheet_and_list_tell_what_is_left(cast, world):
    _round, dossiers, jury = world

    sheet = juror_sheet(jury[1], dossiers[0])

    assert (sheet.declared, sheet.total, sheet.done, sheet.count) == ("none", 10000, 1, 3)
    assert (sheet.next_id, sheet.previous_id) == (dossiers[1].pk, None)
    assert [line.points for line in sheet.lines] == [4000, 4000, 1000, 1000]
    assert [(one.entry_code, one.card_state, one.conflict) for one in juror_dossiers(jury[0])] == [
        ("A01", "recused", True),
        ("A02", None, None),
        ("B01", None, None),
    ]


def test_history_of_a_product_and_repeats_in_a_round(cast, now, world):
    round_, (dossier, *_others), _jury = world
    later = make_round(cast, now, code="SAU")
    again = make_dossier(cast, later, now, product=dossier.product, maker=dossier.establishment)

    assert [one.pk for one in earlier_dossiers(dossier.product)] == [again.pk, dossier.pk]
    assert {product: [one.pk for one in found] for product, found in repeats_of(later).items()} == {
        dossier.product_id: [dossier.pk]
    }
    assert round_.pk != later.pk
