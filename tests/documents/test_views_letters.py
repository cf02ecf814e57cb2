"""The screens of the outbox and its command."""

import json

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from khuyencong.documents.models import OutgoingLetter
from tests.factories.letters import TEXT, make_approved, make_letter

pytestmark = pytest.mark.django_db
WORDS = {"to_name": TEXT.to_name, "way": "email", "address": TEXT.address, "subject": TEXT.subject, "body": TEXT.body}


def address(name, *args):
    return reverse(f"documents:{name}", args=args)


def test_a_letter_goes_its_whole_way_on_the_screens(cast):
    client = cast.client("thuky")

    client.post(address("prepare_letter"), WORDS)
    letter = OutgoingLetter.objects.get()
    client.post(address("edit_letter", letter.pk), {**WORDS, "body": "Lời đã sửa."})
    shown = client.get(address("preview_letters")).context["page"].object_list[0]
    client.post(address("approve_letters"), {"letter": letter.pk, f"sha-{letter.pk}": shown.sha256})
    client.post(address("send_letters"))

    letter.refresh_from_db()
    assert (letter.state, [one.body for one in mail.outbox]) == ("sent", ["Lời đã sửa."])


def test_faulty_words_are_answered_in_the_form(cast, now):
    client, letter = cast.client("thuky"), make_letter(cast, now)
    faulty = {**WORDS, "address": "không phải địa chỉ"}

    for page in (address("prepare_letter"), address("edit_letter", letter.pk)):
        answer = client.post(page, faulty)
        assert (answer.status_code, "không phải địa chỉ thư điện tử" in answer.content.decode()) == (422, True)


def test_retry_letter_cancel_letter_and_record_letter_sent_have_their_buttons(cast, now):
    client, letter = cast.client("thuky"), make_approved(cast, now)
    OutgoingLetter.objects.update(state="sending")
    page = client.get(address("view_letter", letter.pk)).content.decode()

    assert [address(name, letter.pk) in page for name in ("retry_letter", "record_letter_sent", "cancel_letter")] == [
        True,
        True,
        False,
    ]
    client.post(address("retry_letter", letter.pk))
    client.post(address("cancel_letter", letter.pk))
    assert OutgoingLetter.objects.get().state == "cancelled"
    other = make_approved(cast, now)
    OutgoingLetter.objects.filter(pk=other.pk).update(state="sending")
    client.post(address("record_letter_sent", other.pk))
    assert OutgoingLetter.objects.get(pk=other.pk).state == "sent"


def test_renew_letters_on_the_screen_refuses_a_letter_of_a_person(cast, now):
    letter = make_letter(cast, now)

    assert cast.client("thuky").post(address("renew_letters"), {"letter": letter.pk}).status_code == 409


def test_the_outbox_says_that_no_mail_server_is_set(cast, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"

    assert "Chưa nối máy chủ thư" in cast.client("thuky").get(address("view_letters")).content.decode()


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("page", "queries"), [("view_letters", 7), ("preview_letters", 7)])
def test_pages_ask_the_database_no_oftener_for_more(cast, now, number, page, queries, django_assert_num_queries):
    for _one in range(number):
        make_letter(cast, now)
    client = cast.client("thuky")
    client.get(address(page))

    with django_assert_num_queries(queries):
        client.get(address(page))


def test_command_send_letters_tells_what_it_did(cast, now, capsys):
    make_approved(cast, now)

    call_command("send_letters", "--as", "thuky", "--json")

    assert json.loads(capsys.readouterr().out) == {"sent": 1, "waiting": 0, "failed": 0, "skipped": 0}
    call_command("send_letters", "--as", "thuky")
    assert capsys.readouterr().out == "Đã gửi 0 thư; 0 chờ gửi lại; 0 gửi không được.\n"
