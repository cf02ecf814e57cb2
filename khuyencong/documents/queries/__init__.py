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

__all__ = [
    "MayClose",
    "OwnerLoader",
    "attachments_of",
    "may_view",
    "open_file",
    "open_thumbnail",
    "owner_label",
    "owner_loaders",
    "photos_of",
]
