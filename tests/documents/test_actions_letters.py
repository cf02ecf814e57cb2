"""The outbox: nothing leaves unseen, nothing leaves twice."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from django.test import override_settings

from khuyencong.accounts.models import AuditEntry
from khuyencong.documents.actions.letters import (
    approve_letters,
    cancel_letter,
    edit_letter,
    letter_makers,
    prepare_letter,
    prepare_letters,
    record_letter_sent,
    renew_letters,
    retry_letter,
    send_letters,
)
from khuyencong.documents.models import OutgoingLetter
from khuyencong.documents.queries import letter_tasks
from khuyencong.documents.rules.letters.facts import Way
from khuyencong.documents.rules.letters.waits import MOST_TRIES
from khuyencong.kernel.refusal import Refusal
from tests.factories.letters import TEXT, draft, make_approved, make_letter

pytestmark = pytest.mark.django_db

NOBODY_LISTENS = override_settings(
    EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=1
)


def state_of(letter):
    return OutgoingLetter.objects.get(pk=letter.pk).state


def refused(act, **facts):
    with pytest.raises(Refusal) as told:
        act(**facts)
    return told.value.code


def test_nothing_leaves_before_somebody_has_seen_it(cast, now):
    make_letter(cast, now)

    assert send_letters(actor=cast.thuky, at=now).sent == 0
    assert mail.outbox == []


def test_send_letters_sends_what_was_approved_and_notes_it(cast, now):
    letter = make_approved(cast, now)

    told = send_letters(actor=cast.thuky, at=now)
    again = send_letters(actor=cast.thuky, at=now)

    assert (told.sent, again.sent, state_of(letter)) == (1, 0, "sent")
    assert [(one.to, one.subject, one.body) for one in mail.outbox] == [
        (["=?utf-8?b?QsOgIEzDqiBUaOG7iyBN4bqrdQ==?= <le.thi.mau@example.vn>"], TEXT.subject, TEXT.body)
    ]
    assert mail.outbox[0].message()["Message-ID"] == f"<thu-{letter.pk}-{letter.sha256[:16]}@localhost>"
    assert AuditEntry.objects.filter(action="documents.send_letters", thing__endswith=f":{letter.pk}").count() == 1


def test_send_letters_leaves_other_offices_alone(cast, now):
    letter = make_approved(cast, now)

    assert send_letters(actor=cast.thuky_ben, at=now).sent == 0
    assert state_of(letter) == "approved"


def test_send_letters_leaves_alone_what_a_killed_sender_left_and_a_person_settles_it(cast, now):
    lost, arrived = make_approved(cast, now), make_approved(cast, now)
    OutgoingLetter.objects.update(state="sending")

    assert send_letters(actor=cast.thuky, at=now).sent == 0
    retry_letter(actor=cast.thuky, letter=lost, at=now)
    record_letter_sent(actor=cast.thuky, letter=arrived, at=now)

    assert send_letters(actor=cast.thuky, at=now).sent == 1
    assert (state_of(lost), state_of(arrived), len(mail.outbox)) == ("sent", "sent", 1)


def test_send_letters_waits_longer_each_time_and_gives_up(cast, now):
    letter = make_approved(cast, now)
    moment, waits = now, []

    with NOBODY_LISTENS:
        while (told := send_letters(actor=cast.thuky, at=moment)).waiting:
            letter.refresh_from_db()
            assert send_letters(actor=cast.thuky, at=letter.next_try_at - timedelta(seconds=1)).waiting == 0
            waits.append(letter.next_try_at - moment)
            moment = letter.next_try_at

    letter.refresh_from_db()
    assert (told.failed, letter.state, letter.tries, len(waits)) == (1, "failed", MOST_TRIES, MOST_TRIES - 1)
    assert all(later == 2 * sooner for sooner, later in pairwise(waits))
    assert letter.fault != ""
    assert [task.count for task in letter_tasks(cast.thuky, now.date())] == [1]


def test_a_letter_that_failed_may_be_retried(cast, now):
    letter = make_approved(cast, now)
    OutgoingLetter.objects.update(state="failed", tries=MOST_TRIES)

    retry_letter(actor=cast.thuky, letter=letter, at=now)

    assert send_letters(actor=cast.thuky, at=now).sent == 1


def test_approve_letters_refuses_what_changed_after_it_was_shown(cast, now):
    first, second = make_letter(cast, now), make_letter(cast, now)
    seen = {first.pk: first.sha256, second.pk: second.sha256}
    edit_letter(actor=cast.thuky, letter=second, text=replace(TEXT, body="Lời khác."), at=now)

    assert refused(approve_letters, actor=cast.thuky, seen=seen, at=now) == "documents.letter_changed"
    assert (state_of(first), state_of(second)) == ("prepared", "prepared")


def test_approve_letters_refuses_nothing_chosen_other_offices_and_a_second_time(cast, now):
    letter = make_approved(cast, now)
    seen = {letter.pk: letter.sha256}

    assert refused(approve_letters, actor=cast.thuky, seen={}, at=now) == "documents.letters_none"
    assert refused(approve_letters, actor=cast.thuky, seen=seen, at=now) == "kernel.wrong_state"
    assert refused(approve_letters, actor=cast.thuky_ben, seen=seen, at=now).startswith("accounts.")
    assert refused(approve_letters, actor=cast.coso, seen=seen, at=now).startswith("accounts.")


def test_prepare_letter_takes_a_key_once_until_it_is_cancelled(cast, now):
    letter = make_letter(cast, now, key="ket-qua:1")

    assert refused(make_letter, cast=cast, at=now, key="ket-qua:1") == "documents.letter_twice"
    cancel_letter(actor=cast.thuky, letter=letter, at=now)
    assert make_letter(cast, now, key="ket-qua:1").state == "prepared"


def test_prepare_letter_refuses_hidden_headers_and_strangers(cast, now):
    hidden = draft(cast, replace(TEXT, subject="Kết quả\r\nBcc: ai-do@example.vn"))

    assert refused(prepare_letter, actor=cast.thuky, office=cast.office(), draft=hidden, at=now) == (
        "documents.letter_line"
    )
    assert refused(prepare_letter, actor=cast.thuky_ben, office=cast.office(), draft=draft(cast), at=now).startswith(
        "accounts."
    )
    assert OutgoingLetter.objects.count() == 0


@pytest.mark.parametrize("number", [1, 40])
def test_prepare_letters_asks_the_database_no_oftener_for_more(cast, now, number, django_assert_num_queries):
    drafts = [draft(cast, key=f"thu:{one}") for one in range(number)]
    assert cast.thuky.held_roles

    with django_assert_num_queries(8):
        made = prepare_letters(actor=cast.thuky, office=cast.office(), drafts=drafts, at=now)

    assert len(made) == number


def test_edit_letter_sends_an_approved_letter_back_to_be_seen(cast, now):
    letter = make_approved(cast, now)

    edit_letter(actor=cast.thuky, letter=letter, text=replace(TEXT, way=Way.HAND, address=""), at=now)

    letter.refresh_from_db()
    assert (letter.state, letter.approved_by, letter.way) == ("prepared", None, "hand")


def test_edit_letter_and_cancel_letter_refuse_what_was_sent(cast, now):
    letter = make_approved(cast, now)
    send_letters(actor=cast.thuky, at=now)

    assert refused(edit_letter, actor=cast.thuky, letter=letter, text=TEXT, at=now) == "kernel.wrong_state"
    assert refused(cancel_letter, actor=cast.thuky, letter=letter, at=now) == "kernel.wrong_state"
    assert refused(retry_letter, actor=cast.thuky, letter=letter, at=now) == "kernel.wrong_state"


def test_renew_letters_makes_the_words_again_and_keeps_the_receiver(cast, now, monkeypatch):
    monkeypatch.setitem(
        letter_makers, "mau", lambda ids: {pk: replace(TEXT, to_name="Ai đó", body="Lời mới.") for pk in ids}
    )
    letter = make_approved(cast, now, maker="mau")

    assert renew_letters(actor=cast.thuky, ids=[letter.pk], at=now) == 1

    letter.refresh_from_db()
    assert (letter.state, letter.body, letter.to_name) == ("prepared", "Lời mới.", TEXT.to_name)


def test_renew_letters_refuses_what_was_written_by_hand(cast, now):
    letter = make_letter(cast, now)

    assert refused(renew_letters, actor=cast.thuky, ids=[letter.pk], at=now) == "documents.letter_by_hand"


def test_record_letter_sent_is_for_post_and_not_for_untried_mail(cast, now):
    posted = make_approved(cast, now, replace(TEXT, way=Way.POST, address="ấp Mỹ Thuận"))
    mailed = make_approved(cast, now)

    record_letter_sent(actor=cast.thuky, letter=posted, at=now)

    assert state_of(posted) == "sent"
    assert refused(record_letter_sent, actor=cast.thuky, letter=mailed, at=now) == "documents.letter_not_tried"


@pytest.mark.parametrize("change", [{"body": "khác"}, {"address": "khac@example.vn"}, {"sha256": "0" * 64}])
def test_the_database_lets_no_seen_letter_change(cast, now, change):
    letter = make_approved(cast, now)

    with pytest.raises(DatabaseError), transaction.atomic():
        OutgoingLetter.objects.filter(pk=letter.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        OutgoingLetter.objects.filter(pk=letter.pk).delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        OutgoingLetter.objects.filter(pk=make_letter(cast, now).pk).update(state="sending")
