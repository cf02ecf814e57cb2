"""Files on disk by the hash of their content: written once, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from khuyencong.documents.models.disk import place_of


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
