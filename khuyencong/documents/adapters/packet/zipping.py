"""A ZIP whose bytes depend on nothing but names, order and content."""

from __future__ import annotations

import hashlib
import zipfile
from typing import IO

EPOCH = (1980, 1, 1, 0, 0, 0)
READABLE = 0o100644 << 16


class Packer:
    """Writes files one after the other, without compression: scans and photographs are compressed already."""

    def __init__(self, target: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(target, "w", zipfile.ZIP_STORED)

    def add(self, path: str, data: bytes) -> str:
        """Write a file and return its SHA-256."""
        entry = zipfile.ZipInfo(path, EPOCH)
        entry.external_attr = READABLE
        entry.create_system = 3
        self._zip.writestr(entry, data)
        return hashlib.sha256(data).hexdigest()

    def close(self) -> None:
        """Write the directory at the end."""
        self._zip.close()
