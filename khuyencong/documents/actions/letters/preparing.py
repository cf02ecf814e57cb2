"""Puts letters into the outbox, changes and takes them out again; nothing is sent here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model

from khuyencong.accounts.deeds import Record, deed
from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.models import LetterFile, OutgoingLetter, StoredFile
from khuyencong.documents.queries import owner_label
from khuyencong.documents.rules.letters.facts import LetterText, fingerprint_of, refuse_letter, refuse_size
from khuyencong.documents.rules.letters.life import LETTER_LIFE
from khuyencong.kernel.refusal import Refusal, demand
from khuyencong.kernel.words import gettext_noop as _

LetterMaker = Callable[[Collection[int]], Mapping[int, LetterText]]
letter_makers: dict[str, LetterMaker] = {}
"""What makes the words of letters again from the records of the things with these ids; each upper context adds its own
in AppConfig.ready. A thing that is gone is left out."""

REWRITTEN = (
    "to_name",
    "way",
    "address",
    "subject",
    "body",
    "sha256",
    "state",
    "approved_at",
    "approved_by",
    "tries",
    "next_try_at",
    "fault",
)  # fmt: skip - a list of fields


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A letter to be prepared: what it is called, what it is about, its words and the files it carries.

    ``key`` lets the same letter be prepared only once; ``maker`` names what can make its words again.
    """

    label: str
    about: Model
    text: LetterText
    files: tuple[StoredFile, ...] = ()
    key: str = ""
    maker: str = ""


def prepare_letter(*, actor: Person, office: Office, draft: LetterDraft, at: datetime) -> OutgoingLetter:
    """Put one letter into the outbox of an office.

    :raises Refusal: from the policy, for words that cannot be sent, or where it was prepared before.
    """
    made = prepare_letters(actor=actor, office=office, drafts=[draft], at=at)
    if not made:
        raise Refusal("documents.letter_twice", _("Thư này đã có trong hộp thư đi; mở hộp thư đi để xem hoặc sửa."))
    return made[0]


def prepare_letters(
    *, actor: Person, office: Office, drafts: Sequence[LetterDraft], at: datetime
) -> list[OutgoingLetter]:
    """Put many letters into the outbox in one deed; those that are there already by their key are left out.

    :raises Refusal: from the policy, or for words that cannot be sent; then none is prepared.
    """
    with deed(actor, Action.PREPARE_LETTER, office=office, at=at) as record:
        return prepare_letters_within(record=record, office=office, drafts=drafts)


def prepare_letters_within(*, record: Record, office: Office, drafts: Sequence[LetterDraft]) -> list[OutgoingLetter]:
    """Put letters into the outbox within the deed of an upper context; see :func:`prepare_letters`."""
    for draft in drafts:
        demand(refuse_letter(draft.text))
        demand(refuse_size(sum(file.size for file in draft.files)))
    keys = [draft.key for draft in drafts if draft.key]
    there = set(OutgoingLetter.objects.filter(key__in=keys).exclude(state="cancelled").values_list("key", flat=True))
    new = [draft for draft in drafts if not draft.key or draft.key not in there]
    made = OutgoingLetter.objects.bulk_create(_row(draft, office, record) for draft in new)
    LetterFile.objects.bulk_create(
        LetterFile(letter=letter, file=file, order=order)
        for letter, draft in zip(made, new, strict=True)
        for order, file in enumerate(draft.files)
    )
    record.note(letters=[letter.pk for letter in made], left_out=len(drafts) - len(made))
    return made


def _row(draft: LetterDraft, office: Office, record: Record) -> OutgoingLetter:
    return OutgoingLetter(
        office=office,
        maker=draft.maker,
        label=draft.label,
        owner_label=owner_label(draft.about),
        owner_id=draft.about.pk,
        key=draft.key,
        sha256=fingerprint_of(draft.text, [file.sha256 for file in draft.files]),
        prepared_at=record.at,
        prepared_by=record.actor,
        **_words(draft.text),
    )


def _words(text: LetterText) -> dict[str, str]:
    return {
        "to_name": text.to_name,
        "way": text.way.value,
        "address": text.address,
        "subject": text.subject,
        "body": text.body,
    }


def edit_letter(*, actor: Person, letter: OutgoingLetter, text: LetterText, at: datetime) -> None:
    """Change the words of a letter that has not left; somebody has to see it again.

    :raises Refusal: from the policy, once it is being sent, or for words that cannot be sent.
    """
    with deed(actor, Action.EDIT_LETTER, on=letter, at=at) as record:
        before = letter.sha256
        _rewrite(letter, text, "edit_letter")
        record.note(before=before, after=letter.sha256)
        letter.save(update_fields=REWRITTEN)


def renew_letters(*, actor: Person, ids: Collection[int], at: datetime) -> int:
    """Make the words of letters again from the records of today and return their number.

    Receivers and ways stay as they are; somebody has to see the letters again. All or none.

    :raises Refusal: from the policy, for nothing chosen, once one is being sent, or where one was written by hand.
    """
    with deed(actor, Action.RENEW_LETTERS, at=at) as record:
        letters = chosen_letters(actor, Action.RENEW_LETTERS, ids)
        made = _made_again(letters)
        for letter in letters:
            if letter.pk not in made:
                raise Refusal(
                    "documents.letter_by_hand",
                    _("Thư “%(subject)s” do người viết, không lập lại tự động được; hãy sửa thư."),
                    subject=letter.subject[:80],
                )
            old, new = letter.text, made[letter.pk]
            _rewrite(letter, LetterText(old.to_name, old.way, old.address, new.subject, new.body), "renew_letters")
        OutgoingLetter.objects.bulk_update(letters, REWRITTEN, batch_size=100)
        record.note(letters={letter.pk: letter.sha256 for letter in letters})
        return len(letters)


def chosen_letters(actor: Person, action: Action, ids: Collection[int]) -> list[OutgoingLetter]:
    """Return the letters under lock with the files they carry, each with the person's right to the act.

    :raises Refusal: for nothing chosen, one that is not there, or one that the policy keeps from the person.
    """
    letters = list(
        OutgoingLetter.objects.select_for_update().filter(pk__in=ids).order_by("pk").prefetch_related("files__file")
    )
    if not letters or len(letters) != len(set(ids)):
        raise Refusal("documents.letters_none", _("Chưa chọn thư nào, hoặc thư không còn trong hộp thư đi."))
    for letter in letters:
        demand(refusal(actor, action, letter))
    return letters


def _made_again(letters: list[OutgoingLetter]) -> dict[int, LetterText]:
    """Return the new words by letter, each maker asked once."""
    found: dict[int, LetterText] = {}
    for code in sorted({letter.maker for letter in letters} & letter_makers.keys()):
        mine = [letter for letter in letters if letter.maker == code]
        made = letter_makers[code]({letter.owner_id for letter in mine})
        found |= {letter.pk: made[letter.owner_id] for letter in mine if letter.owner_id in made}
    return found


def _rewrite(letter: OutgoingLetter, text: LetterText, verb: str) -> None:
    state = LETTER_LIFE.after(letter.state, verb)
    demand(refuse_letter(text))
    carried = sorted(letter.files.all(), key=lambda one: one.order)
    sha256 = fingerprint_of(text, [one.file.sha256 for one in carried])
    changed = {"sha256": sha256, "state": state, "approved_at": None, "approved_by": None}
    for name, value in {**_words(text), **changed, "tries": 0, "next_try_at": None, "fault": ""}.items():
        setattr(letter, name, value)


def cancel_letter(*, actor: Person, letter: OutgoingLetter, at: datetime) -> None:
    """Take a letter out of the outbox for good; its row stays.

    :raises Refusal: from the policy, or once it is being sent.
    """
    with deed(actor, Action.CANCEL_LETTER, on=letter, at=at) as record:
        record.note(before=letter.state)
        letter.state = LETTER_LIFE.after(letter.state, "cancel_letter")
        letter.save(update_fields=["state"])
