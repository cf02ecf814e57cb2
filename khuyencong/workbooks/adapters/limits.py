"""How much a stranger's file may ask of the server."""

from __future__ import annotations

import json
from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of the file, of what it unpacks to and of what is read; members, cells; CPU seconds and seconds to wait."""

    file: int = 20 * MEBIBYTE
    unpacked: int = 200 * MEBIBYTE
    members: int = 2000
    cells: int = 2_000_000
    output: int = 128 * MEBIBYTE
    memory: int = 1024 * MEBIBYTE
    seconds: int = 30
    wait: float = 90

    def for_child(self) -> str:
        """Return the limits that the reading child keeps, as JSON."""
        kept = {"unpacked": self.unpacked, "cells": self.cells, "output": self.output}
        return json.dumps({**kept, "memory": self.memory, "seconds": self.seconds})


LIMITS = Limits()
