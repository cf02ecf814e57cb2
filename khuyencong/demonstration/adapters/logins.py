"""The drawn log-ins of the demonstration, kept in a file that only its owner can read."""

from __future__ import annotations

import json
import os
from pathlib import Path


def read_logins(path: Path) -> dict[str, str]:
    """Return the passwords kept by log-in name, none where the file is missing."""
    return dict(json.loads(path.read_text())) if path.exists() else {}


def keep_logins(path: Path, passwords: dict[str, str]) -> None:
    """Write the file anew, whole or not at all."""
    draft = path.with_suffix(".draft")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump(passwords, file, indent=1)
    draft.replace(path)
