"""Photographs with the sizes a page must name, so that nothing jumps while they load."""

from __future__ import annotations

from dataclasses import dataclass

from khuyencong.documents.models import Attachment

SMALL_SIDE = 480


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph: addresses of the whole and the small one, their sizes, and its words."""

    href: str
    small: str
    width: int
    height: int
    small_width: int
    small_height: int
    words: str


def picture_of(photo: Attachment, href: str) -> Picture:
    """Return a photograph under an address."""
    width, height = photo.file.width or SMALL_SIDE, photo.file.height or SMALL_SIDE
    longest = max(width, height, SMALL_SIDE)
    small = (max(1, width * SMALL_SIDE // longest), max(1, height * SMALL_SIDE // longest))
    return Picture(href, f"{href}?nho=1", width, height, *small, photo.caption)
