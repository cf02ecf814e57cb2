"""What the database itself refuses, one constraint after another."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from khuyencong.selection.models import (
    CouncilMeeting,
    CouncilMember,
    Criterion,
    Declaration,
    Dossier,
    Juror,
    Round,
    Scorecard,
    SupplementRequest,
)
from khuyencong.selection.rules.ranking import UNSCORED
from tests.factories.selection import enter, make_dossier, make_jury, make_round, make_scoring


def refused(change):
    with pytest.raises(IntegrityError), transaction.atomic():
        change()


@pytest.mark.parametrize(
    "values",
    [
        {"state": "dreaming"},
        {"level": "village"},
        {"year": 1889},
        {"threshold_hundredths": 10_001},
        {"quorum_percent": 49},
        {"state": "sealed"},
        {"state": "scoring"},
        {"state": "decided"},
        {"sealed_at": "2026-01-01T00:00:00Z"},
        {"published_at": "2026-01-01T00:00:00Z"},
    ],
    ids=str,
)
def test_a_round_cannot_be(cast, now, values):
    round_ = make_round(cast, now)

    refused(lambda: Round.objects.filter(pk=round_.pk).update(**values))


def test_a_criterion_has_points_and_a_code_of_its_own(cast, now):
    round_ = make_round(cast, now)

    refused(lambda: Criterion.objects.filter(round=round_, code="1").update(maximum_hundredths=0))
    refused(lambda: Criterion.objects.filter(round=round_, code="1").update(code="2"))


@pytest.mark.parametrize(
    "values",
    [
        {"state": "lost"},
        {"received_on": None},
        {"state": "rejected"},
        {"state": "withdrawn"},
        {"sheets": 1},
        {"mean_key": 1},
        {"ranking_key": "0"},
        {"entry_key": "A2"},
    ],
    ids=str,
)
def test_a_dossier_cannot_be(cast, now, values):
    round_ = make_round(cast, now)
    dossier = make_dossier(cast, round_, now, code="A01")
    make_dossier(cast, round_, now, code="A02", maker=dossier.establishment)

    refused(lambda: Dossier.objects.filter(pk=dossier.pk).update(**values))


def test_a_product_has_one_living_dossier_in_a_round(cast, now):
    round_ = make_round(cast, now)
    first = make_dossier(cast, round_, now, code="A01")
    second = make_dossier(cast, round_, now, code="A02", maker=first.establishment)

    refused(lambda: Dossier.objects.filter(pk=second.pk).update(product=first.product))
    Dossier.objects.filter(pk=first.pk).update(state="withdrawn", reason="x")
    assert Dossier.objects.filter(pk=second.pk).update(product=first.product, ranking_key=UNSCORED) == 1


def test_a_dossier_has_one_open_supplement(cast, now):
    dossier = make_dossier(cast, make_round(cast, now), now)
    facts = {
        "dossier": dossier,
        "items": [],
        "due_on": date(2026, 12, 1),
        "requested_by": cast.thuky,
        "requested_at": now,
    }
    SupplementRequest.objects.create(**facts)

    refused(lambda: SupplementRequest.objects.create(**facts))


@pytest.mark.parametrize(
    "values", [{"seat_no": 1}, {"folded": "giam khao 01 (mau)"}, {"is_head": True}, {"state": "dismissed"}], ids=str
)
def test_a_juror_cannot_be(cast, now, values):
    round_ = make_round(cast, now)
    first, second = make_jury(cast, round_, now, 2)
    Juror.objects.filter(pk=first.pk).update(is_head=True)

    refused(lambda: Juror.objects.filter(pk=second.pk).update(**values))


def test_a_person_sits_once(cast, now):
    first, second = make_jury(cast, make_round(cast, now), now, 2)

    refused(lambda: Juror.objects.filter(pk=second.pk).update(person=first.person))


@pytest.mark.parametrize(
    "values",
    [
        {"state": "blank"},
        {"submitted_at": None},
        {"state": "recused"},
        {"entered_by": None},
        {"checked_at": "2026-01-01T00:00:00Z"},
        {"total_hundredths": 10_001},
    ],
    ids=str,
)
def test_a_sheet_cannot_be(cast, now, values):
    _round, (dossier, *_others), (juror, *_rest) = make_scoring(cast, now)
    card = enter(cast, juror, dossier, now)

    refused(lambda: Scorecard.objects.filter(pk=card.pk).update(**values))


def test_a_sheet_is_one_per_juror_and_dossier_and_checked_by_another(cast, now):
    _round, (dossier, *_others), (juror, *_rest) = make_scoring(cast, now)
    card = enter(cast, juror, dossier, now)

    refused(lambda: Scorecard.objects.create(juror=juror, dossier=dossier, saved_at=now))
    refused(lambda: Scorecard.objects.filter(pk=card.pk).update(checked_by=cast.thuky, checked_at=now))
    refused(
        lambda: card.scores.create(criterion=card.scores.first().criterion, points_hundredths=1, maximum_hundredths=2)
    )


def test_a_declared_conflict_has_a_reason_and_comes_once(cast, now):
    _round, (dossier, *_others), (juror, *_rest) = make_scoring(cast, now)
    Declaration.objects.create(juror=juror, dossier=dossier, has_conflict=False, declared_at=now)

    refused(lambda: Declaration.objects.create(juror=juror, dossier=dossier, has_conflict=False, declared_at=now))
    refused(lambda: Declaration.objects.update(has_conflict=True))


def test_a_council_has_one_chair_and_meets_with_its_quorum(cast, now):
    round_ = make_round(cast, now)
    CouncilMember.objects.create(round=round_, name="Một", role="chair")

    refused(lambda: CouncilMember.objects.create(round=round_, name="Hai", role="chair"))
    refused(lambda: CouncilMember.objects.create(round=round_, name="Một"))
    facts = {
        "held_on": date(2026, 11, 20),
        "member_count": 7,
        "quorum": 4,
        "recorded_by": cast.thuky,
        "recorded_at": now,
    }
    refused(lambda: CouncilMeeting.objects.create(round=round_, present_count=3, **facts))


def test_a_scored_round_keeps_its_criteria(cast, now):
    round_, _dossiers, _jury = make_scoring(cast, now)

    refused(lambda: Criterion.objects.filter(round=round_).delete())
    refused(lambda: Criterion.objects.create(round=round_, code="5", root_code="5", label="x", maximum_hundredths=1))
