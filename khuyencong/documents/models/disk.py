"""Where the content of a file lies, by its hash; reading it back."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings

THUMBNAIL = ".thumb.jpg"


def fingerprint(data: bytes) -> str:
    """Return the SHA-256 of the content, which is also its place on disk."""
    return hashlib.sha256(data).hexdigest()


def place_of(sha256: str, suffix: str = "") -> Path:
    """Return where content with this hash lies."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256[2:4] / f"{sha256}{suffix}"


def read(sha256: str, suffix: str = "") -> bytes:
    """Return content; a wrong hash on reading means the disk was tampered with or failed."""
    data = place_of(sha256, suffix).read_bytes()
    assert suffix or fingerprint(data) == sha256, "content on disk does not match its hash"
    return data
