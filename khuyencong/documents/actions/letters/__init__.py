"""Letters: prepared, changed, seen and approved, sent."""

from khuyencong.documents.actions.letters.approving import approve_letters
from khuyencong.documents.actions.letters.preparing import (
    LetterDraft,
    LetterMaker,
    cancel_letter,
    edit_letter,
    letter_makers,
    prepare_letter,
    prepare_letters,
    prepare_letters_within,
    renew_letters,
)
from khuyencong.documents.actions.letters.sending import record_letter_sent, retry_letter, send_letters

__all__ = [
    "LetterDraft",
    "LetterMaker",
    "approve_letters",
    "cancel_letter",
    "edit_letter",
    "letter_makers",
    "prepare_letter",
    "prepare_letters",
    "prepare_letters_within",
    "record_letter_sent",
    "renew_letters",
    "retry_letter",
    "send_letters",
]
