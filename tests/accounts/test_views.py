"""Screens of people, tasks and the trail."""

from khuyencong.accounts.models import Grant, Person
from khuyencong.selection.actions.dossiers import request_supplement
from tests.factories.selection import make_dossier, make_round


def test_trail_shows_a_deed_whatever_its_facts_are_named(cast, now):
    dossier = make_dossier(cast, make_round(cast, now), now, code="A01")
    request_supplement(
        actor=cast.thuky, dossier=dossier, items=[{"code": "address", "label": "Địa chỉ"}], due_on=now.date(), at=now
    )

    answer = cast.client("kiemtoan").get("/nhat-ky/", {"action": "selection.request_supplement"})

    assert (answer.status_code, answer.context["page"].paginator.count) == (200, 1)
    assert "address" in answer.content.decode()


def test_trail_narrows_by_person_and_thing(cast, now):
    make_round(cast, now)
    client = cast.client("kiemtoan")

    counts = [
        client.get("/nhat-ky/", asked).context["page"].paginator.count
        for asked in ({"actor": "thuky"}, {"actor": "giamdoc"}, {"actor": "khong-co"}, {"thing": "selection.round"})
    ]

    assert counts == [1, 0, 0, 1]


def test_tasks_page_says_when_nothing_waits(cast):
    assert "Không có việc nào chờ bạn" in cast.client("ketoan").get("/viec/").content.decode()


def test_administrator_makes_a_person_and_gives_a_role(cast):
    client = cast.client("quantri")

    client.post(
        "/nguoi-dung/moi/",
        {
            "username": "moi",
            "full_name": "Người Mới",
            "title": "",
            "password": "mot-mat-khau-dai-1",
            "office": cast.office().pk,
            "role": "officer",
        },
    )
    person = Person.objects.get(username="moi")
    client.post(f"/nguoi-dung/{person.pk}/giao-vai-tro/", {"office": cast.office().pk, "role": "accountant"})

    assert sorted(Grant.objects.filter(person=person).values_list("role", flat=True)) == ["accountant", "officer"]


def test_list_of_people_is_searched_by_name(cast):
    answer = cast.client("quantri").get("/nguoi-dung/", {"q": "Thư Ký"})

    assert [one.username for one in answer.context["page"]] == ["thuky", "thuky-ben"]
