"""Secrets that an installation makes for itself once and keeps."""

import os
import secrets
from pathlib import Path


def load_or_make_secret(path: Path, given: str) -> str:
    """Return the given secret, else the one kept in the file, made on first use, readable by its owner only."""
    if given:
        return given
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()
