"""Letters for tests."""

from khuyencong.documents.actions.letters import LetterDraft, approve_letters, prepare_letter
from khuyencong.documents.rules.letters.facts import LetterText, Way

TEXT = LetterText(
    to_name="Bà Lê Thị Mẫu",
    way=Way.EMAIL,
    address="le.thi.mau@example.vn",
    subject="Kết quả bình chọn năm 2026",
    body="Kính gửi bà.\n\nTrân trọng thông báo.",
)


def draft(cast, text=TEXT, **more):
    """Return a draft about the cast's office."""
    return LetterDraft(**{"label": "Thư mẫu", "about": cast.office(), "text": text, **more})


def make_letter(cast, at, text=TEXT, **more):
    """Put a letter into the outbox by the secretary."""
    return prepare_letter(actor=cast.thuky, office=cast.office(), draft=draft(cast, text, **more), at=at)


def make_approved(cast, at, text=TEXT, **more):
    """Put a letter into the outbox and approve it."""
    letter = make_letter(cast, at, text, **more)
    approve_letters(actor=cast.thuky, seen={letter.pk: letter.sha256}, at=at)
    letter.refresh_from_db()
    return letter
