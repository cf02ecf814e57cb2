"""How far a long workbook is: a small file that the making of it writes and the waiting page reads."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

KEY = re.compile(r"[0-9a-f]{32}")
KEPT_SECONDS = 3600


def is_key(key: str) -> bool:
    """Tell whether a page could have chosen this key: 32 hexadecimal signs, at random."""
    return bool(KEY.fullmatch(key))


def teller(key: str, total: int) -> Callable[[int], None]:
    """Return what writes the number of rows done; without a good key it writes nothing."""
    if not is_key(key):
        return lambda _done: None
    path = _path(key)
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in path.parent.glob("*.json"):
        if old.stat().st_mtime < time.time() - KEPT_SECONDS:
            old.unlink(missing_ok=True)

    def tell(done: int) -> None:
        path.write_text(json.dumps({"done": done, "total": total}))

    tell(0)
    return tell


def read(key: str) -> dict[str, int]:
    """Return the rows done and in all; nothing where no such workbook is being made."""
    try:
        return dict(json.loads(_path(key).read_text())) if is_key(key) else {}
    except (OSError, ValueError):
        return {}


def _path(key: str) -> Path:
    return Path(settings.VAR) / "exports" / f"{key}.json"
