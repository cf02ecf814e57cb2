"""Screens of a juror: declaration first, the save that the script sends, what is refused, handing in."""

import json

import pytest
from django.urls import reverse

from khuyencong.selection.actions.jury import declare_interest
from khuyencong.selection.models import Declaration, Scorecard
from tests.factories.selection import make_scoring

POINTS = {"1": "36,5", "2": "38", "3": "9", "4": "8"}


def page(name, *args):
    return reverse(f"selection:{name}", args=args)


@pytest.fixture
def scoring(cast, now):
    """A round in scoring; the first juror declared no conflict about the first dossier."""
    round_, dossiers, jury = make_scoring(cast, now)
    declare_interest(actor=cast.giamkhao01, juror=jury[0], dossier=dossiers[0], has_conflict=False, at=now)
    return round_, dossiers, jury


def save(client, dossier, points, revision, remarks=""):
    """Send what the script sends."""
    body = json.dumps({"points": points, "revision": revision, "remarks": remarks})
    return client.post(
        page("save_scorecard", dossier.pk),
        body,
        content_type="application/json",
        headers={"Accept": "application/json"},
    )


def kept(dossier):
    card = Scorecard.objects.get(dossier=dossier)
    return dict(card.scores.values_list("criterion__code", "points_hundredths"))


def test_sheet_opens_only_after_the_declaration(cast, scoring):
    _round, dossiers, _jury = scoring
    client = cast.client("giamkhao01")

    declared, undeclared = (client.get(page("save_scorecard", one.pk)) for one in dossiers[:2])

    assert (declared.status_code, undeclared["Location"]) == (200, page("declare_interest", dossiers[1].pk))


@pytest.mark.parametrize("codes", [("A01",), ("A01", "A02", "B01", "C01")])
def test_opening_a_sheet_costs_the_same_in_any_round(cast, now, django_assert_num_queries, codes):
    _round, dossiers, jury = make_scoring(cast, now, codes=codes)
    declare_interest(actor=cast.giamkhao01, juror=jury[0], dossier=dossiers[0], has_conflict=False, at=now)
    client = cast.client("giamkhao01")
    client.get(page("save_scorecard", dossiers[0].pk))

    with django_assert_num_queries(18):
        client.get(page("save_scorecard", dossiers[0].pk))


def test_save_answers_with_the_moment_and_the_total(cast, scoring):
    _round, dossiers, _jury = scoring

    answer = save(cast.client("giamkhao01"), dossiers[0], POINTS, 5, "Tốt")

    told = answer.json()
    assert (answer.status_code, told["total"], told["revision"], told["faults"]) == (200, "91,5", 5, {})
    assert told["saved_at"].count(":") == 1
    assert kept(dossiers[0]) == {"1": 3650, "2": 3800, "3": 900, "4": 800}


def test_same_save_sent_twice_is_one(cast, scoring):
    _round, dossiers, _jury = scoring
    client = cast.client("giamkhao01")

    answers = [save(client, dossiers[0], POINTS, 5) for _time in range(2)]

    assert [one.status_code for one in answers] == [200, 200]
    assert Scorecard.objects.count() == 1


def test_older_save_changes_nothing_and_is_told_what_is_newer(cast, scoring):
    _round, dossiers, _jury = scoring
    client = cast.client("giamkhao01")
    save(client, dossiers[0], POINTS, 9, "mới")

    answer = save(client, dossiers[0], {"1": "10"}, 8, "cũ")

    newer = answer.json()["newer"]
    assert (answer.status_code, newer["revision"], newer["points"], newer["remarks"]) == (409, 9, POINTS, "mới")
    assert kept(dossiers[0])["1"] == 3650


def test_field_that_cannot_be_kept_is_named_and_the_others_are_kept(cast, scoring):
    _round, dossiers, _jury = scoring

    answer = save(cast.client("giamkhao01"), dossiers[0], {"1": "41", "2": "ba", "3": "9,5", "4": ""}, 5)

    assert answer.status_code == 200
    assert sorted(answer.json()["faults"]) == ["1", "2"]
    assert kept(dossiers[0]) == {"3": 950}


@pytest.mark.parametrize("body", ["[]", "{}", '{"points": [], "revision": 1}', '{"points": {}, "revision": "x"}'])
def test_save_that_cannot_be_read_is_refused(cast, scoring, body):
    _round, dossiers, _jury = scoring

    answer = cast.client("giamkhao01").post(
        page("save_scorecard", dossiers[0].pk),
        body,
        content_type="application/json",
        headers={"Accept": "application/json"},
    )

    assert (answer.status_code, answer.json()["refusals"][0]["code"]) == (409, "selection.unreadable_save")


def test_save_before_the_declaration_is_refused(cast, scoring):
    _round, dossiers, _jury = scoring

    answer = save(cast.client("giamkhao01"), dossiers[1], POINTS, 5)

    assert (answer.status_code, answer.json()["refusals"][0]["code"]) == (409, "selection.declare_first")


def test_plain_form_saves_and_goes_to_the_next(cast, scoring):
    _round, dossiers, _jury = scoring
    data = {f"points-{code}": text for code, text in POINTS.items()} | {"remarks": "", "next": str(dossiers[1].pk)}

    answer = cast.client("giamkhao01").post(page("save_scorecard", dossiers[0].pk), data)

    assert answer["Location"] == page("save_scorecard", dossiers[1].pk)
    assert kept(dossiers[0])["1"] == 3650


def test_handing_in_takes_the_sheet_as_it_stands_on_the_screen(cast, scoring):
    _round, dossiers, _jury = scoring
    client = cast.client("giamkhao01")
    save(client, dossiers[0], {"1": "1"}, 99_999_999_999_999)
    data = {f"points-{code}": text for code, text in POINTS.items()} | {"remarks": "Đẹp"}

    client.post(page("submit_scorecard", dossiers[0].pk), data)

    card = Scorecard.objects.get()
    assert (card.state, card.total_hundredths, card.remarks) == ("submitted", 9150, "Đẹp")


def test_incomplete_sheet_is_not_handed_in(cast, scoring):
    _round, dossiers, _jury = scoring

    answer = cast.client("giamkhao01").post(
        page("submit_scorecard", dossiers[0].pk), {"points-1": "30", "points-2": ""}
    )

    assert answer.status_code == 409
    assert "Chưa cho điểm" in answer.content.decode()


def test_conflict_closes_the_dossier(cast, scoring):
    _round, dossiers, _jury = scoring
    client = cast.client("giamkhao01")

    client.post(page("declare_interest", dossiers[1].pk), {"conflict": "yes", "reason": "Anh ruột là chủ cơ sở"})

    assert client.get(page("save_scorecard", dossiers[1].pk)).status_code == 403
    assert client.get(page("view_dossier", dossiers[1].pk)).status_code == 403
    assert Scorecard.objects.get(dossier=dossiers[1]).state == "recused"


def test_declaring_all_at_once_marks_only_what_was_ticked(cast, scoring):
    round_, dossiers, jury = scoring
    ticked = dossiers[2]
    data = {"conflict": [str(ticked.pk)], f"reason-{ticked.pk}": "Góp vốn"}

    cast.client("giamkhao01").post(page("declare_interests", round_.pk), data)

    said = dict(Declaration.objects.filter(juror=jury[0]).values_list("dossier__entry_code", "has_conflict"))
    assert said == {one.entry_code: one == ticked for one in dossiers}


def test_list_tells_how_far_the_juror_is(cast, scoring):
    round_, dossiers, _jury = scoring
    client = cast.client("giamkhao01")
    client.post(page("submit_scorecard", dossiers[0].pk), {f"points-{code}": text for code, text in POINTS.items()})

    facts = client.get(page("view_own_dossiers", round_.pk)).context

    assert (facts["done"], len(facts["rows"]), len(facts["undeclared"])) == (1, 3, 2)


def test_own_tasks_lead_to_the_sheets(cast, scoring):
    round_, _dossiers, _jury = scoring

    answer = cast.client("giamkhao01").get("/viec/")

    assert page("view_own_dossiers", round_.pk) in answer.content.decode()


def test_secretary_sees_points_and_a_juror_who_is_secretary_does_not(cast, now, scoring):
    round_, dossiers, _jury = scoring
    cast.client("giamkhao01").post(
        page("submit_scorecard", dossiers[0].pk), {f"points-{code}": text for code, text in POINTS.items()}
    )

    as_secretary = cast.client("thuky").get(page("view_scores", round_.pk))
    round_.jurors.filter(person=cast.giamkhao03).update(person=cast.thuky)
    as_juror_too = cast.client("thuky").get(page("view_scores", round_.pk))
    sheet = cast.client("thuky").get(page("view_scorecard", Scorecard.objects.get().pk))

    assert ("91,5" in as_secretary.content.decode(), "91,5" in as_juror_too.content.decode()) == (True, False)
    assert sheet.status_code == 409
