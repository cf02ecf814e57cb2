"""Screens of dossiers: the list with its filters, the check of papers, and the turns of a dossier."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from khuyencong.selection.models import Dossier, PaperCheck
from tests.factories.selection import make_dossier, make_maker, make_product, make_round


def page(name, *args):
    return reverse(f"selection:{name}", args=args)


@pytest.fixture
def round_(cast, now):
    return make_round(cast, now)


@pytest.fixture
def maker(cast, now):
    return make_maker(cast, now)


def papers_of(client, dossier):
    """Return the codes of the paper list as the page shows them."""
    papers = client.get(page("view_dossier", dossier.pk)).context["papers"]
    return [one["code"] for one in papers], [one["code"] for one in papers if one["required"]]


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_with_one_and_three(cast, now, round_, maker, django_assert_num_queries, count):
    for number in range(count):
        make_dossier(cast, round_, now, code=f"A{number + 1:02}", maker=maker)
    client = cast.client("thuky")
    client.get(page("view_dossiers", round_.pk))

    with django_assert_num_queries(9):
        answer = client.get(page("view_dossiers", round_.pk))

    assert len(answer.context["listing"].page.object_list) == count


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({"nhom": "B"}, ["B01"]),
        ({"trang-thai": "submitted"}, ["A01", "B01"]),
        ({"trang-thai": "accepted"}, []),
        ({"dau": "thieu"}, ["A01", "B01"]),
        ({"dau": "du"}, []),
        ({"dau": "lạ"}, ["A01", "B01"]),
        ({"q": "san pham b01"}, ["B01"]),
        ({"q": "a 01"}, ["A01"]),
    ],
)
def test_list_narrows_by_group_state_sign_and_search(cast, now, round_, maker, asked, codes):
    for code in ("A01", "B01"):
        make_dossier(cast, round_, now, code=code, group=code[0], maker=maker)

    answer = cast.client("thuky").get(page("view_dossiers", round_.pk), asked)

    assert [one.entry_code for one in answer.context["listing"].page] == codes


def test_list_marks_a_product_that_took_part_before(cast, now, round_, maker):
    product = make_product(maker, now)
    make_dossier(cast, round_, now, code="A01", product=product)
    later = make_round(cast, now, code="K2")
    make_dossier(cast, later, now, code="A09", product=product)

    answer = cast.client("thuky").get(page("view_dossiers", later.pk), {"dau": "du-lai"})

    assert [one.entry_code for one in answer.context["listing"].page] == ["A09"]


def test_ticked_papers_are_kept_and_the_next_dossier_opens(cast, now, round_, maker):
    first, second = (make_dossier(cast, round_, now, code=code, maker=maker) for code in ("A01", "A02"))
    client = cast.client("chuyenvien")
    codes, _required = papers_of(client, first)

    answer = client.post(
        page("check_paper", first.pk), {"present": codes[:2], f"note-{codes[2]}": "hẹn thứ hai", "then": "next"}
    )

    kept = dict(PaperCheck.objects.filter(dossier=first).values_list("paper_code", "is_present"))
    assert kept == {codes[0]: True, codes[1]: True, codes[2]: False}
    assert answer["Location"] == page("view_dossier", second.pk)


def test_complete_dossier_is_ticked_accepted_and_left_in_one_go(cast, now, round_, maker):
    first, second = (make_dossier(cast, round_, now, code=code, maker=maker) for code in ("A01", "A02"))
    client = cast.client("thuky")
    codes, _required = papers_of(client, first)

    answer = client.post(page("check_paper", first.pk), {"present": codes, "then": "accept"})

    first.refresh_from_db()
    assert (first.state, answer["Location"]) == ("accepted", page("view_dossier", second.pk))


def test_incomplete_dossier_keeps_its_ticks_and_says_what_is_missing(cast, now, round_, maker):
    dossier = make_dossier(cast, round_, now, code="A01", maker=maker)
    client = cast.client("thuky")
    codes, _required = papers_of(client, dossier)

    answer = client.post(page("check_paper", dossier.pk), {"present": codes[:1], "then": "accept"}, follow=True)

    dossier.refresh_from_db()
    assert (dossier.state, dossier.paper_checks.count()) == ("submitted", 1)
    assert "Thiếu giấy tờ" in answer.content.decode()


def test_supplement_names_its_items_and_a_day(cast, now, round_, maker):
    dossier = make_dossier(cast, round_, now, code="A01", maker=maker)
    client = cast.client("thuky")
    codes, _required = papers_of(client, dossier)

    client.post(
        page("request_supplement", dossier.pk),
        {"items": [codes[0], "address"], "due_on": "30/12/2026", "note": "Gửi bản chụp"},
    )

    dossier.refresh_from_db()
    asked = dossier.supplements.get()
    assert (dossier.state, [item["code"] for item in asked.items]) == ("needs_supplement", [codes[0], "address"])


def test_supplement_without_a_day_is_asked_again(cast, now, round_, maker):
    dossier = make_dossier(cast, round_, now, code="A01", maker=maker)

    answer = cast.client("thuky").post(page("request_supplement", dossier.pk), {"items": ["address"], "due_on": ""})

    assert (answer.status_code, sorted(answer.context["form"].errors)) == (422, ["due_on"])


@pytest.mark.parametrize(("verb", "state"), [("reject_dossier", "rejected"), ("withdraw_dossier", "withdrawn")])
def test_dossier_leaves_with_a_reason(cast, now, round_, maker, verb, state):
    dossier = make_dossier(cast, round_, now, code="A01", maker=maker)
    client = cast.client("thuky")

    without = client.post(page(verb, dossier.pk), {"reason": " "})
    client.post(page(verb, dossier.pk), {"reason": "Cơ sở đề nghị"})

    dossier.refresh_from_db()
    assert (without.status_code, dossier.state) == (409, state)


def test_product_of_the_registry_is_found_and_entered(cast, now, round_, maker):
    product = make_product(maker, now, "Chiếu lác dệt tay")
    client, address = cast.client("thuky"), page("register_dossier", round_.pk)

    answer = client.post(
        address, {"product": product.pk, "group": "A", "entry_code": "a 7", "received_on": "", "description": ""}
    )

    dossier = Dossier.objects.get()
    assert (dossier.entry_code, answer["Location"]) == ("A07", page("view_dossier", dossier.pk))


def test_jurors_see_no_personal_data_of_the_maker(cast, now, round_, maker):
    dossier = make_dossier(cast, round_, now, code="A01", maker=maker)

    staff = cast.client("thuky").get(page("view_dossier", dossier.pk))
    chair = cast.client("chutich").get(page("view_dossier", dossier.pk))

    assert "Lê Thị Mẫu" in staff.content.decode()
    assert "Người đại diện" not in chair.content.decode()


def picture(name="anh.jpg"):
    data = io.BytesIO()
    Image.new("RGB", (640, 480), (30, 120, 60)).save(data, "JPEG")
    return SimpleUploadedFile(name, data.getvalue(), content_type="image/jpeg")


def test_photograph_is_put_to_a_dossier_shown_and_taken_away(cast, now, round_, maker):
    dossier = make_dossier(cast, round_, now, code="A01", maker=maker)
    client = cast.client("thuky")

    client.post(page("attach_to_dossier", dossier.pk), {"kind": "photo", "file": picture()})
    shown = client.get(page("view_dossier", dossier.pk)).context["pictures"]
    client.post(page("withdraw_from_dossier", dossier.pk, shown[0].pk))

    assert len(shown) == 1
    assert client.get(page("view_dossier", dossier.pk)).context["pictures"] == []


def test_paper_that_is_a_picture_only_by_name_is_refused(cast, now, round_, maker):
    dossier = make_dossier(cast, round_, now, code="A01", maker=maker)
    fake = SimpleUploadedFile("anh.jpg", b"#!/bin/sh", content_type="image/jpeg")

    wrong = cast.client("thuky").post(page("attach_to_dossier", dossier.pk), {"kind": "photo", "file": fake})
    nothing = cast.client("thuky").post(page("attach_to_dossier", dossier.pk), {"kind": "photo"}, follow=True)

    assert (wrong.status_code, nothing.context["pictures"]) == (409, [])


def test_files_of_an_accepted_dossier_stay_as_they_are(cast, now, round_, maker):
    dossier = make_dossier(cast, round_, now, code="A01", maker=maker)
    Dossier.objects.filter(pk=dossier.pk).update(state="accepted")

    answer = cast.client("thuky").post(page("attach_to_dossier", dossier.pk), {"kind": "photo", "file": picture()})

    assert answer.status_code == 409


def test_applicant_sees_the_own_dossier_adds_to_it_and_answers(cast, now, round_):
    maker = make_maker(cast, now, "Cơ sở của Huỳnh", applicant=cast.coso)
    dossier = make_dossier(cast, round_, now, code="A01", maker=maker)
    client, asked = cast.client("coso"), {"items": ["address"], "due_on": "30/12/2026", "note": ""}
    cast.client("thuky").post(page("request_supplement", dossier.pk), asked)

    waiting = client.get("/viec/").content.decode()
    opened = client.get(page("view_dossier", dossier.pk))
    client.post(page("attach_to_dossier", dossier.pk), {"kind": "photo", "file": picture()})
    client.post(page("answer_supplement", dossier.pk), {"answer": "Đã bổ sung địa chỉ"})

    dossier.refresh_from_db()
    assert page("view_dossier", dossier.pk) in waiting
    assert (opened.status_code, page("view_round", round_.pk) in opened.content.decode()) == (200, False)
    assert (dossier.state, dossier.supplements.get().answer) == ("submitted", "Đã bổ sung địa chỉ")
