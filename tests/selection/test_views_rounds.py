"""Screens of rounds and rubrics: the map, opening, and that a list costs the same however long it is."""

import pytest
from django.urls import reverse

from khuyencong.selection.models import Round
from tests.factories.selection import fill, make_round, make_scoring


def page(name, *args):
    return reverse(f"selection:{name}", args=args)


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_rounds_costs_the_same_with_one_and_three(cast, now, django_assert_num_queries, count):
    for number in range(count):
        make_round(cast, now, code=f"K{number}")
    client = cast.client("thuky")
    client.get(page("view_rounds"))

    with django_assert_num_queries(6):
        answer = client.get(page("view_rounds"))

    assert len(answer.context["listing"].page.object_list) == count


def test_secretary_opens_a_round_and_lands_on_its_map(cast, now):
    answer = cast.client("thuky").post(
        page("open_round"),
        {"code": "BC-2026", "name": "Bình chọn 2026", "level": "province", "year": "2026"},
        follow=True,
    )

    round_ = Round.objects.get()
    assert answer.redirect_chain == [(page("view_round", round_.pk), 302)]
    assert [stop["code"] for stop in answer.context["stops"]][:3] == ["rubric", "dossiers", "jury"]


def test_round_that_is_typed_wrong_is_asked_again(cast):
    answer = cast.client("thuky").post(page("open_round"), {"code": "", "name": "", "level": "province", "year": "1"})

    assert (answer.status_code, Round.objects.count()) == (422, 0)
    assert sorted(answer.context["form"].errors) == ["code", "name", "year"]


@pytest.mark.parametrize("size", [1, 6])
def test_map_costs_the_same_in_any_round(cast, now, django_assert_num_queries, size):
    round_, _dossiers, _jury = make_scoring(cast, now, codes=[f"A{number:02}" for number in range(1, size + 1)])
    client = cast.client("thuky")
    client.get(page("view_round", round_.pk))

    with django_assert_num_queries(14):
        client.get(page("view_round", round_.pk))


def test_map_tells_the_juror_where_to_score(cast, now):
    round_, _dossiers, _jury = make_scoring(cast, now)

    answer = cast.client("giamkhao01").get(page("view_round", round_.pk))

    assert page("view_own_dossiers", round_.pk) in answer.content.decode()
    assert page("seal_scores", round_.pk) not in answer.content.decode()


def test_turn_that_is_not_possible_is_refused_with_a_sentence(cast, now):
    round_ = make_round(cast, now)

    answer = cast.client("thuky").post(page("seal_scores", round_.pk), headers={"Accept": "application/json"})

    assert answer.status_code == 409
    assert "Niêm phong điểm" in answer.json()["refusals"][0]["sentence"]


def test_round_goes_from_scoring_to_the_seal_and_back(cast, now):
    round_, _dossiers, _jury = make_scoring(cast, now)
    fill(cast, round_, now)

    cast.client("thuky").post(page("seal_scores", round_.pk))
    sealed = Round.objects.get().state
    cast.client("chutich").post(page("reopen_scoring", round_.pk), {"reason": "Nhập nhầm phiếu số 3"})

    assert (sealed, Round.objects.get().state) == ("sealed", "scoring")


def test_edited_rubric_is_kept_as_a_tree(cast, now):
    round_ = make_round(cast, now)
    lines = [
        ("1", "Thị trường", "40"),
        ("1.1", "Phạm vi", "25,5"),
        ("1.2", "Tăng trưởng", "14,5"),
        ("2", "Kỹ thuật", "60"),
    ]
    data = {"form-TOTAL_FORMS": "5", "form-INITIAL_FORMS": "4", "form-4-code": ""}
    for number, (code, label, maximum) in enumerate(lines):
        data |= {f"form-{number}-code": code, f"form-{number}-label": label, f"form-{number}-maximum": maximum}
        data |= {
            f"form-{number}-guidance": "",
            f"form-{number}-anchors": "14: cả nước\n10: trong tỉnh" if code == "1.2" else "",
        }

    answer = cast.client("thuky").post(page("edit_rubric", round_.pk), data)

    kept = list(round_.criteria.order_by("order").values_list("code", "parent_code", "maximum_hundredths", "is_leaf"))
    assert answer["Location"] == page("view_rubric", round_.pk)
    assert kept == [("1", "", 4000, False), ("1.1", "1", 2550, True), ("1.2", "1", 1450, True), ("2", "", 6000, True)]
    assert round_.criteria.get(code="1.2").anchors == [
        {"points": 1400, "text": "cả nước"},
        {"points": 1000, "text": "trong tỉnh"},
    ]


def test_line_of_a_rubric_that_is_typed_wrong_is_shown_with_its_fault(cast, now):
    round_ = make_round(cast, now)
    data = {
        "form-TOTAL_FORMS": "1",
        "form-INITIAL_FORMS": "0",
        "form-0-code": "1",
        "form-0-label": "",
        "form-0-maximum": "bốn",
        "form-0-anchors": "không có số",
    }

    answer = cast.client("thuky").post(page("edit_rubric", round_.pk), data)

    assert answer.status_code == 422
    assert sorted(answer.context["formset"].forms[0].errors) == ["anchors", "label", "maximum"]


def test_group_takes_an_own_sheet_and_gives_it_back(cast, now):
    round_ = make_round(cast, now)
    client, address = cast.client("thuky"), page("edit_rubric", round_.pk) + "?nhom=A"
    data = {
        "form-TOTAL_FORMS": "1",
        "form-INITIAL_FORMS": "0",
        "form-0-code": "1",
        "form-0-label": "Tay nghề",
        "form-0-maximum": "100",
        "form-0-guidance": "",
        "form-0-anchors": "",
    }

    client.post(address, data)
    own = round_.criteria.filter(group="A").count()
    client.post(address, {**data, "drop": "yes"})

    assert (own, round_.criteria.filter(group="A").count(), round_.criteria.filter(group="").count()) == (1, 0, 4)


def test_adopted_proposal_has_fourteen_criteria(cast, now):
    round_ = make_round(cast, now)

    cast.client("thuky").post(page("adopt_subcriteria", round_.pk))

    assert round_.criteria.filter(is_leaf=True).count() == 14
