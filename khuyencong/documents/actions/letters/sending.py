"""Sends what was approved, notes what happened, and lets a person settle what nobody can know.

A letter is marked "sending" and committed before the server is asked, and "sent" once the server took it. Whoever is
killed between the two leaves it "sending": it is not tried again by itself, so that nothing noted as sent, and nothing
that may have been sent, goes out a second time without a person's word.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import scope_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.adapters.mail import MAIL_FAULTS, hand_over
from khuyencong.documents.models import OutgoingLetter
from khuyencong.documents.queries import letters_due, open_file
from khuyencong.documents.rules.letters.facts import Way
from khuyencong.documents.rules.letters.life import LETTER_LIFE
from khuyencong.documents.rules.letters.waits import next_wait
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _

MOST_AT_ONCE = 200


@dataclass(slots=True)
class Sent:
    """What one round of sending did; ``skipped`` were taken by another sender meanwhile."""

    sent: int = 0
    waiting: int = 0
    failed: int = 0
    skipped: int = 0


def send_letters(*, actor: Person, at: datetime, most: int = MOST_AT_ONCE) -> Sent:
    """Send the approved e-mails of the person's offices whose time has come; a fault of one does not stop the rest."""
    reach = scope_of(actor, Action.SEND_LETTERS)
    told = Sent()
    for pk in list(letters_due(reach.office_ids, at).values_list("pk", flat=True)[:most]):
        if not _claim(pk):
            told.skipped += 1
            continue
        letter = OutgoingLetter.objects.get(pk=pk)
        _settle(actor, letter, _fault_of(letter), at, told)
    return told


def _claim(pk: int) -> bool:
    with transaction.atomic():
        return bool(OutgoingLetter.objects.filter(pk=pk, state="approved").update(state="sending"))


def _fault_of(letter: OutgoingLetter) -> str:
    """Hand the letter to the server and return what went wrong, or nothing."""
    carried = letter.files.select_related("file").order_by("order")
    files = [(one.file.name, open_file(one.file), one.file.media_type) for one in carried]
    try:
        hand_over(
            to_name=letter.to_name,
            address=letter.address,
            subject=letter.subject,
            body=letter.body,
            message_id=message_id(letter),
            files=files,
        )
    except MAIL_FAULTS as fault:
        return str(fault)[:300] or type(fault).__name__
    return ""


def message_id(letter: OutgoingLetter) -> str:
    """Return the name under which mail servers know the letter; the same at every try of the same words."""
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost"
    return f"<thu-{letter.pk}-{letter.sha256[:16]}@{host}>"


def _settle(actor: Person, letter: OutgoingLetter, fault: str, at: datetime, told: Sent) -> None:
    with deed(actor, Action.SEND_LETTERS, on=letter, at=at) as record:
        letter.tries += 1
        letter.fault = fault
        wait = next_wait(letter.tries) if fault else None
        verb = "wait_again" if wait else "give_up" if fault else "send_letters"
        letter.state = LETTER_LIFE.after(letter.state, verb)
        letter.next_try_at = at + wait if wait else None
        letter.sent_at = None if fault else at
        letter.save(update_fields=["tries", "fault", "state", "next_try_at", "sent_at"])
        record.note(after=letter.state, tries=letter.tries, sha256=letter.sha256)
        record.personal(fault=fault, address=letter.address)
    told.sent += letter.state == "sent"
    told.waiting += letter.state == "approved"
    told.failed += letter.state == "failed"


def retry_letter(*, actor: Person, letter: OutgoingLetter, at: datetime) -> None:
    """Let a letter be tried again: one that was given up, or one whose sending was cut off and did not arrive.

    :raises Refusal: from the policy, or in another state.
    """
    with deed(actor, Action.RETRY_LETTER, on=letter, at=at) as record:
        record.note(before=letter.state)
        letter.state = LETTER_LIFE.after(letter.state, "retry_letter")
        letter.tries, letter.next_try_at = 0, None
        letter.save(update_fields=["state", "tries", "next_try_at"])


def record_letter_sent(*, actor: Person, letter: OutgoingLetter, at: datetime) -> None:
    """Note that a letter went out: posted or handed over, or found in the mail server's log.

    :raises Refusal: from the policy, in another state, or for an e-mail that nobody has tried to send.
    """
    with deed(actor, Action.RECORD_LETTER_SENT, on=letter, at=at) as record:
        state = LETTER_LIFE.after(letter.state, "record_letter_sent")
        if letter.way == Way.EMAIL and letter.state == "approved":
            raise Refusal(
                "documents.letter_not_tried", _("Thư điện tử do hệ thống gửi; bấm “Gửi ngay” trong hộp thư đi.")
            )
        record.note(before=letter.state, way=letter.way)
        letter.state, letter.sent_at = state, at
        letter.save(update_fields=["state", "sent_at"])
