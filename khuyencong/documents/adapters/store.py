"""Files on disk by the hash of their content: written once, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

THUMBNAIL = ".thumb.jpg"


def fingerprint(data: bytes) -> str:
    """Return the SHA-256 of the content, which is also its place on disk."""
    return hashlib.sha256(data).hexdigest()


def place_of(sha256: str, suffix: str = "") -> Path:
    """Return where content with this hash lies."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256[2:4] / f"{sha256}{suffix}"


def keep(data: bytes, sha256: str, suffix: str = "") -> None:
    """Write content so that a crash leaves it whole or absent; the same content is kept once."""
    target = place_of(sha256, suffix)
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o640)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read(sha256: str, suffix: str = "") -> bytes:
    """Return content; a wrong hash on reading means the disk was tampered with or failed."""
    data = place_of(sha256, suffix).read_bytes()
    assert suffix or fingerprint(data) == sha256, "content on disk does not match its hash"
    return data
