"""Questions: asked without an account, answered with a trace, erased in time."""

from contextlib import contextmanager
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from khuyencong.accounts.models import AuditEntry, Office
from khuyencong.advisory.actions.answering import (
    answer_advice,
    close_advice,
    erase_advice,
    forward_advice,
    take_advice,
)
from khuyencong.advisory.actions.asking import ask_advice, withdraw_consent
from khuyencong.advisory.actions.links import add_partner_link, withdraw_partner_link
from khuyencong.advisory.models import AdviceRequest
from khuyencong.advisory.queries import advice_figures, answering_office, likely_establishments, links_shown, tasks_of
from khuyencong.kernel.refusal import Refusal
from khuyencong.registry.models import Place
from khuyencong.registry.models.places import Province
from tests.factories.advisory import link_facts, question
from tests.factories.registry import make_establishment


@pytest.fixture
def asked(cast, now):
    return ask_advice(asked=question(), at=now)


@contextmanager
def refused(code):
    with pytest.raises(Refusal) as told:
        yield
    assert told.value.code == code


def test_question_goes_to_the_centre_with_a_number_and_a_term_in_working_days(cast, asked, now):
    again = ask_advice(asked=question(), at=now)

    assert (asked.code, again.code) == ("TV-2026-0001", "TV-2026-0002")
    assert (asked.office, asked.phone, asked.due_on) == (cast.office("ttkc-vinh-long"), "0912345678", date(2026, 12, 1))
    assert asked.secret != again.secret


def test_question_of_a_neighbours_commune_goes_to_the_neighbours_office(cast):
    vinh_long = Place.objects.filter(until=None, province__code="86").first()
    there = Place(province=Province(code="82"))

    assert answering_office(vinh_long) == cast.office("ttkc-vinh-long")
    assert answering_office(there) == cast.office("sct-tinh-ben")


def test_question_is_refused_without_a_way_back_or_with_an_impossible_number(cast, now):
    with refused("advisory.unreachable"):
        ask_advice(asked=question(phone=""), at=now)
    with refused("registry.phone_impossible"):
        ask_advice(asked=question(phone="123"), at=now)


def test_question_is_refused_where_no_office_answers(db, now):
    assert not Office.objects.exists()
    with refused("advisory.no_office"):
        ask_advice(asked=question(), at=now)


def test_take_advice_then_answer_advice_notes_who_and_keeps_the_words_out_of_the_chain(cast, asked, now):
    maker = make_establishment(cast.office(), "Cơ sở sấy mít")
    take_advice(actor=cast.chuyenvien, request=asked, at=now)
    answer_advice(actor=cast.chuyenvien, request=asked, answer=" Được một nửa. ", establishment=maker, at=now)

    asked.refresh_from_db()
    assert (asked.state, asked.answer, asked.officer, asked.establishment) == (
        "answered", "Được một nửa.", cast.chuyenvien, maker,
    )  # fmt: skip  # one row
    entry = AuditEntry.objects.get(action="advisory.answer_advice")
    assert entry.facts == {"before": "taken", "after": "answered", "establishment": maker.pk}


def test_answer_advice_is_refused_before_it_is_taken_without_words_and_to_others(cast, asked, now):
    with refused("kernel.wrong_state"):
        answer_advice(actor=cast.chuyenvien, request=asked, answer="Có", at=now)
    with refused("advisory.empty"):
        answer_advice(actor=cast.chuyenvien, request=asked, answer=" ", at=now)
    with refused("accounts.no_right"):
        answer_advice(actor=cast.thuky, request=asked, answer="Có", at=now)


def test_take_advice_is_refused_twice(cast, asked, now):
    take_advice(actor=cast.chuyenvien, request=asked, at=now)

    with refused("kernel.wrong_state"):
        take_advice(actor=cast.chuyenvien, request=asked, at=now)


def test_forward_advice_says_where_to_and_close_advice_why(cast, asked, now):
    with refused("advisory.empty"):
        forward_advice(actor=cast.chuyenvien, request=asked, to="", at=now)
    forward_advice(actor=cast.chuyenvien, request=asked, to="Sở Khoa học và Công nghệ", at=now)
    with refused("advisory.empty"):
        close_advice(actor=cast.giamdoc, request=asked, reason="", at=now)
    close_advice(actor=cast.giamdoc, request=asked, reason="Nơi nhận đã trả lời", at=now)

    asked.refresh_from_db()
    assert (asked.state, asked.forwarded_to, asked.closed_reason) == (
        "closed", "Sở Khoa học và Công nghệ", "Nơi nhận đã trả lời",
    )  # fmt: skip  # one row


def test_asker_takes_the_consent_back_and_nothing_personal_stays(asked, now):
    withdraw_consent(request=asked, at=now)

    asked.refresh_from_db()
    assert [getattr(asked, name) for name in AdviceRequest.PERSONAL] == [""] * 5
    assert (asked.state, asked.erased_at) == ("closed", now)
    with refused("advisory.erased"):
        withdraw_consent(request=asked, at=now)


def test_what_is_erased_cannot_be_filled_again(asked, now):
    withdraw_consent(request=asked, at=now)

    with pytest.raises(IntegrityError), transaction.atomic():
        AdviceRequest.objects.filter(pk=asked.pk).update(name="Ai đó")


def test_erase_advice_erases_what_was_closed_longer_ago_than_the_norm_keeps(
    cast, asked, now, django_assert_num_queries
):
    young = ask_advice(asked=question(), at=now)
    close_advice(actor=cast.chuyenvien, request=asked, reason="Xong", at=now - timedelta(days=366))
    close_advice(actor=cast.chuyenvien, request=young, reason="Xong", at=now - timedelta(days=364))

    assert erase_advice(actor=cast.quantri, at=now) == 1
    asked.refresh_from_db()
    young.refresh_from_db()
    assert (asked.name, young.name) == ("", "Nguyễn Thị Hỏi Thử (mẫu)")


def test_command_erase_advice_says_how_many_and_is_refused_to_others(cast):
    told = StringIO()
    call_command("erase_advice", "--as", "quantri", stdout=told)

    assert told.getvalue() == "Đã xóa dữ liệu cá nhân của 0 câu hỏi.\n"
    with pytest.raises(SystemExit, match="1"):
        call_command("erase_advice", "--as", "thuky", stderr=StringIO())


def test_add_partner_link_is_shown_until_its_day_or_until_withdraw_partner_link(cast, now):
    link = add_partner_link(actor=cast.chuyenvien, office=cast.office(), facts=link_facts(), at=now)

    assert list(links_shown(date(2027, 1, 31))) == [link]
    assert list(links_shown(date(2027, 2, 1))) == []
    withdraw_partner_link(actor=cast.giamdoc, link=link, at=now)
    assert list(links_shown(date(2027, 1, 31))) == []
    with refused("advisory.link_withdrawn"):
        withdraw_partner_link(actor=cast.giamdoc, link=link, at=now)
    with refused("advisory.link_over"):
        add_partner_link(
            actor=cast.chuyenvien, office=cast.office(), facts=link_facts(shown_until=date(2026, 1, 1)), at=now
        )


def test_figures_count_questions_answers_and_establishments_of_a_span(cast, asked, now):
    maker = make_establishment(cast.office(), "Cơ sở sấy mít")
    for request in (asked, ask_advice(asked=question(), at=now)):
        take_advice(actor=cast.chuyenvien, request=request, at=now)
        answer_advice(actor=cast.chuyenvien, request=request, answer="Có", establishment=maker, at=now)
    ask_advice(asked=question(), at=now)

    day = date(2026, 11, 24)
    found = advice_figures(day, day)
    assert (found.asked, found.answered, found.establishments, found.late) == (3, 2, 1, 0)
    assert advice_figures(date(2025, 1, 1), date(2025, 12, 31)).asked == 0
    assert advice_figures(day, date(2027, 1, 1), frozenset({cast.office().pk})).late == 0
    assert advice_figures(day, date(2027, 1, 1)).late == 1


def test_questions_wait_for_the_officer_and_press_once_they_are_late(cast, asked):
    [task] = tasks_of(cast.chuyenvien, date(2026, 12, 2))

    assert (task.count, task.due_on, task.urgent) == (1, date(2026, 12, 1), True)
    assert tasks_of(cast.chuyenvien, date(2026, 11, 25))[0].urgent is False
    assert tasks_of(cast.giamkhao01, date(2026, 12, 2)) == []


def test_likely_establishments_are_those_with_the_number_of_the_asker(cast, asked):
    maker = make_establishment(cast.office(), "Cơ sở sấy mít")
    type(maker).objects.filter(pk=maker.pk).update(phone="0912345678")
    make_establishment(cast.office(), "Cơ sở khác")

    assert list(likely_establishments(asked)) == [maker]
