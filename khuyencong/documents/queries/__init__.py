"""Reads files that came in and letters that go out."""

from khuyencong.documents.queries.files import (
    MayClose,
    OwnerLoader,
    attachments_of,
    may_view,
    open_file,
    open_thumbnail,
    owner_label,
    owner_loaders,
    photos_of,
)
from khuyencong.documents.queries.letters import (
    letter_tasks,
    letters_about,
    letters_due,
    letters_to_see,
    letters_visible_to,
)

__all__ = [
    "MayClose",
    "OwnerLoader",
    "attachments_of",
    "letter_tasks",
    "letters_about",
    "letters_due",
    "letters_to_see",
    "letters_visible_to",
    "may_view",
    "open_file",
    "open_thumbnail",
    "owner_label",
    "owner_loaders",
    "photos_of",
]
