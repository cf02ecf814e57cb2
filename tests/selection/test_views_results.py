"""Screens after the jury: paper sheets, the ranking, the council, the decision, the certificates."""

import io

import openpyxl
import pytest
from django.urls import reverse

from khuyencong.certificates.models import Certificate
from khuyencong.selection.actions.scoring import seal_scores
from khuyencong.selection.models import CouncilMember, Decision, Scorecard, Verdict
from tests.factories.decided import make_decided
from tests.factories.selection import enter, fill, make_scoring, points

POINTS = {"points-1": "36,5", "points-2": "38", "points-3": "9", "points-4": "8"}


def page(name, *args):
    return reverse(f"selection:{name}", args=args)


@pytest.fixture
def sealed(cast, now):
    """Three dossiers of three jurors: two above the threshold, one below."""
    round_, dossiers, jury = make_scoring(cast, now)
    for dossier, given in zip(
        dossiers, [points(38, 38, 9, 9), points(30, 30, 8, 8), points(20, 20, 5, 5)], strict=True
    ):
        for juror in jury:
            enter(cast, juror, dossier, now, given)
    round_.refresh_from_db()
    seal_scores(actor=cast.thuky, round_=round_, at=now)
    return round_, dossiers


def test_paper_sheet_is_entered_and_waits_for_a_second_person(cast, now):
    round_, dossiers, jury = make_scoring(cast, now)
    address = page("enter_paper_scorecard", jury[0].pk, dossiers[0].pk)

    answer = cast.client("thuky").post(address, POINTS | {"recusal": "", "remarks": ""})
    card = Scorecard.objects.get()
    same = cast.client("thuky").post(page("check_paper_scorecard", card.pk))
    cast.client("chuyenvien").post(page("check_paper_scorecard", card.pk))

    card.refresh_from_db()
    assert answer["Location"] == page("enter_paper_scorecard", jury[0].pk, dossiers[1].pk)
    assert (card.source, card.total_hundredths, same.status_code) == ("paper", 9150, 409)
    assert card.checked_by == cast.chuyenvien
    assert cast.client("thuky").get(page("view_paper_scorecards", round_.pk)).context["page"].paginator.count == 0


def test_paper_sheet_with_a_wrong_field_is_asked_again(cast, now):
    _round, dossiers, jury = make_scoring(cast, now)

    answer = cast.client("thuky").post(
        page("enter_paper_scorecard", jury[0].pk, dossiers[0].pk), POINTS | {"points-1": "41"}
    )

    assert (answer.status_code, sorted(answer.context["faults"]), Scorecard.objects.count()) == (422, ["1"], 0)


def test_paper_sheet_may_say_why_it_was_not_scored(cast, now):
    _round, dossiers, jury = make_scoring(cast, now)
    address = page("enter_paper_scorecard", jury[0].pk, dossiers[0].pk)

    both = cast.client("thuky").post(address, POINTS | {"recusal": "Vắng"})
    cast.client("thuky").post(address, {"recusal": "Vắng"})

    assert (both.status_code, Scorecard.objects.get().state) == (409, "recused")


def test_returned_sheet_does_not_count(cast, now):
    _round, dossiers, jury = make_scoring(cast, now)
    card = enter(cast, jury[0], dossiers[0], now)

    cast.client("thuky").post(page("return_scorecard", card.pk), {"reason": "Thiếu chữ ký"})

    card.refresh_from_db()
    dossiers[0].refresh_from_db()
    assert (card.state, dossiers[0].sheets) == ("returned", 0)


@pytest.mark.parametrize("codes", [("A01", "A02"), ("A01", "A02", "A03", "B01", "B02", "C01", "D01")])
def test_ranking_costs_the_same_in_any_round(cast, now, django_assert_num_queries, codes):
    round_, _dossiers, _jury = make_scoring(cast, now, codes=codes)
    fill(cast, round_, now)
    client = cast.client("thuky")
    client.get(page("view_ranking", round_.pk))

    with django_assert_num_queries(12):
        client.get(page("view_ranking", round_.pk))


def test_ranking_shows_where_threshold_and_quota_fall(cast, sealed):
    round_, _dossiers = sealed
    round_.quota = 1
    round_.save(update_fields=["quota"])

    lines = cast.client("thuky").get(page("view_ranking", round_.pk)).context["lines"]

    assert [line.get("cut") or line["row"].dossier.entry_code for line in lines] == [
        "A01",
        "quota",
        "A02",
        "threshold",
        "B01",
    ]


def test_ranking_of_a_group_counts_within_it(cast, sealed):
    round_, _dossiers = sealed

    facts = cast.client("thuky").get(page("view_ranking", round_.pk), {"nhom": "B"}).context

    assert [(line["place"], line["row"].dossier.entry_code) for line in facts["lines"]] == [(1, "B01")]


def test_ranking_is_taken_away_as_a_file_with_exact_fractions(cast, sealed):
    round_, _dossiers = sealed
    client, address = cast.client("thuky"), page("view_ranking", round_.pk)

    csv = client.get(address, {"tai": "csv"}).content.decode("utf-8-sig").splitlines()
    book = openpyxl.load_workbook(io.BytesIO(b"".join(client.get(address, {"tai": "xlsx"}).streaming_content)))

    assert csv[1].split(",")[:3] == ["1", "1", "A01"]
    assert [row[8].value for row in book.active.iter_rows(min_row=2)] == ["94", "76", "50"]


def seat_council(cast, client, round_, count=7):
    for number in range(count):
        client.post(
            page("name_council_member", round_.pk),
            {
                "name": f"Ủy viên {number}",
                "role": "chair" if number == 0 else "member",
                "title": "",
                "organisation": "",
            },
        )


def test_council_meets_with_a_quorum_and_says_its_word(cast, sealed):
    round_, dossiers = sealed
    client = cast.client("thuky")
    seat_council(cast, client, round_)
    members = list(CouncilMember.objects.values_list("pk", flat=True))

    few = client.post(page("record_meeting", round_.pk), {"held_on": "23/11/2026", "present": members[:3]})
    client.post(
        page("record_meeting", round_.pk), {"held_on": "23/11/2026", "present": members[:5], "place": "", "minutes": ""}
    )
    client.post(
        page("record_verdict", round_.pk),
        {
            "dossier": [one.pk for one in dossiers],
            f"keep-{dossiers[0].pk}": "yes",
            f"for-{dossiers[0].pk}": "5",
            f"keep-{dossiers[1].pk}": "no",
            f"reason-{dossiers[1].pk}": "Hết chỉ tiêu",
            f"keep-{dossiers[2].pk}": "yes",
        },
    )  # fmt: skip — one page of words

    assert few.status_code == 409
    assert round_.meetings.get().present_count == 5
    assert list(Verdict.objects.order_by("dossier__entry_code").values_list("dossier__entry_code", "keep")) == [
        ("A01", True),
        ("A02", False),
    ]


def test_verdicts_are_not_taken_before_a_meeting_and_the_page_leads_there(cast, sealed):
    round_, dossiers = sealed
    client = cast.client("thuky")
    seat_council(cast, client, round_)

    shown = client.get(page("view_council", round_.pk)).content.decode()
    refused = client.post(
        page("record_verdict", round_.pk), {"dossier": [one.pk for one in dossiers], f"keep-{dossiers[0].pk}": "yes"}
    )

    assert '<a href="#phien-hop">Ghi phiên họp</a>' in shown
    assert f"keep-{dossiers[0].pk}" not in shown
    assert (refused.status_code, refused.content.decode().count("Chưa ghi phiên họp nào")) == (409, 1)
    assert not Verdict.objects.exists()


def test_verdicts_for_the_rest_of_the_page_and_what_was_refused_stays_typed(cast, sealed):
    round_, dossiers = sealed
    client = cast.client("thuky")
    seat_council(cast, client, round_)
    members = list(CouncilMember.objects.values_list("pk", flat=True))
    client.post(page("record_meeting", round_.pk), {"held_on": "23/11/2026", "present": members[:5]})
    shown = {"dossier": [one.pk for one in dossiers]}
    cut = {f"keep-{dossiers[1].pk}": "no", f"reason-{dossiers[1].pk}": "Hết chỉ tiêu"}

    refused = client.post(
        page("record_verdict", round_.pk), shown | {f"keep-{dossiers[0].pk}": "yes", f"for-{dossiers[0].pk}": "9"}
    )
    client.post(page("record_verdict", round_.pk), shown | cut | {"rest": "yes", "rest-for": "5", "rest-against": "0"})

    typed = {line["row"].dossier.pk: line["shown"] for line in refused.context["lines"]}
    kept = {one.dossier_id: (one.keep, one.votes_for) for one in Verdict.objects.all()}
    assert (refused.status_code, typed[dossiers[0].pk].votes_for) == (422, 9)
    assert (kept[dossiers[0].pk], kept[dossiers[1].pk]) == ((True, 5), (False, 0))


def test_released_member_no_longer_sits(cast, sealed):
    round_, _dossiers = sealed
    client = cast.client("thuky")
    seat_council(cast, client, round_, 1)

    client.post(page("release_council_member", CouncilMember.objects.get().pk))

    assert client.get(page("view_council", round_.pk)).context["members"] == []


def test_tied_dossiers_are_parted_by_votes(cast, now):
    round_, dossiers, _jury = make_scoring(cast, now, codes=("A01", "A02", "A03"))
    fill(cast, round_, now)
    round_.refresh_from_db()
    seal_scores(actor=cast.thuky, round_=round_, at=now)
    client = cast.client("thuky")
    votes = {f"votes-{one.pk}": count for one, count in zip(dossiers, (1, 6, 3), strict=True)}

    tied = client.get(page("view_council", round_.pk)).context["ties"]
    client.post(page("record_tie_vote", round_.pk), votes)

    lines = client.get(page("view_ranking", round_.pk)).context["lines"]
    assert [one.entry_code for one in tied[0]] == ["A01", "A02", "A03"]
    assert [line["row"].dossier.entry_code for line in lines] == ["A02", "A03", "A01"]


def test_chair_records_the_decision_once(cast, sealed):
    round_, _dossiers = sealed
    data = {
        "number": "12/QĐ-UBND",
        "signed_on": "24/11/2026",
        "signer": "Nguyễn Mẫu",
        "signer_title": "",
        "everything_reaching": "yes",
        "reason": "Còn lại dưới điểm",
    }
    client = cast.client("chutich")

    client.post(page("recognise", round_.pk), data)
    second = client.post(page("recognise", round_.pk), data)

    assert (Decision.objects.count(), second.status_code) == (1, 409)
    assert sorted(round_.dossiers.filter(state="recognised").values_list("entry_code", flat=True)) == ["A01", "A02"]


def test_certificates_are_issued_a_few_at_a_time_and_never_twice(cast, now):
    round_, _dossiers = make_decided(cast, now, codes=("A01", "A02", "A03", "B01", "B02"))
    client, address = cast.client("thuky"), page("issue_certificates", round_.pk)

    first, second, third = (client.post(address, headers={"Accept": "application/json"}).json() for _step in range(3))

    assert [len(step["issued"]) for step in (first, second, third)] == [4, 1, 0]
    assert [step["left"] for step in (first, second, third)] == [1, 0, 0]
    assert Certificate.objects.filter(state="issued").count() == 5


def test_certificates_are_issued_by_a_plain_button_too(cast, now):
    round_, _dossiers = make_decided(cast, now, codes=("A01",))

    answer = cast.client("thuky").post(page("issue_certificates", round_.pk), follow=True)

    assert (answer.context["done"], len(answer.context["rows"])) == (1, 1)
    assert "đã cấp" in answer.content.decode()
