"""Approves letters: only what was seen, byte for byte, by whoever approves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.actions.letters.preparing import chosen_letters
from khuyencong.documents.models import OutgoingLetter
from khuyencong.documents.rules.letters.life import LETTER_LIFE
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _


def approve_letters(*, actor: Person, seen: Mapping[int, str], at: datetime) -> int:
    """Approve letters and return their number; ``seen`` holds, by id, the fingerprint that the page showed.

    All or none: one that changed since it was shown stops them all, so that nobody approves what nobody saw.

    :raises Refusal: from the policy, for nothing chosen, for a letter of another state, or one that changed.
    """
    with deed(actor, Action.APPROVE_LETTERS, at=at) as record:
        letters = chosen_letters(actor, Action.APPROVE_LETTERS, seen)
        for letter in letters:
            LETTER_LIFE.after(letter.state, "approve_letters")
            if letter.sha256 != seen[letter.pk]:
                raise Refusal(
                    "documents.letter_changed",
                    _("Thư “%(subject)s” đã thay đổi sau khi bạn mở trang; hãy xem lại rồi duyệt."),
                    subject=letter.subject[:80],
                )
        OutgoingLetter.objects.filter(pk__in=seen).update(
            state="approved", approved_at=at, approved_by=actor, next_try_at=None
        )
        record.note(letters={letter.pk: letter.sha256 for letter in letters})
        return len(letters)
