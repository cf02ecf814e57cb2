"""Writes a folder of open data: a set a file, in a folder beside it first, so that half an export is never seen."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from khuyencong.reporting.rules.open_data.catalogue import Written

SUMS = "SHA256SUMS"
CATALOGUE = "catalog.jsonld"


class Folder:
    """A folder being written; it takes the place of ``target`` only when everything stands in it."""

    def __init__(self, target: Path) -> None:
        self.target = target
        target.parent.mkdir(parents=True, exist_ok=True)
        self.work = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        self.files: list[Written] = []

    def write(self, name: str, dataset: str, pieces: Iterable[str]) -> Written:
        """Write a file piece by piece, whatever its length, and reckon its sum on the way."""
        sums, size = hashlib.sha256(), 0
        with (self.work / name).open("wb") as file:
            for piece in pieces:
                data = piece.encode()
                file.write(data)
                sums.update(data)
                size += len(data)
        written = Written(name, dataset, size, sums.hexdigest())
        self.files.append(written)
        return written

    def finish(self) -> None:
        """Write the sums and put the folder in its place; what was there before goes."""
        lines = [f"{one.sha256}  {one.name}\n" for one in sorted(self.files, key=lambda one: one.name)]
        (self.work / SUMS).write_text("".join(lines))
        self.work.chmod(0o755)
        old = None
        if self.target.exists():
            old = Path(tempfile.mkdtemp(prefix=f".{self.target.name}-", dir=self.target.parent))
            self.target.replace(old / "old")
        self.work.replace(self.target)
        if old is not None:
            shutil.rmtree(old)

    def forget(self) -> None:
        """Leave nothing behind of an export that was stopped."""
        shutil.rmtree(self.work, ignore_errors=True)


def is_ours(target: Path) -> bool:
    """Tell whether a folder may be replaced: empty, or holding nothing but an earlier export."""
    if not target.exists():
        return True
    if not target.is_dir():
        return False
    names = {one.name for one in target.iterdir()}
    return not names or names == {SUMS, *listed(target)}


def listed(target: Path) -> dict[str, str]:
    """Return the sum of every file of an export by its name; nothing where there is none."""
    try:
        lines = (target / SUMS).read_text().splitlines()
    except OSError:
        return {}
    return {name: digest for digest, _space, name in (line.partition("  ") for line in lines)}


@dataclass(frozen=True, slots=True)
class Lying:
    """An export as it lies in its folder: every file with its size and sum, and the moment it was made."""

    sizes: dict[str, int]
    sums: dict[str, str]
    modified: str

    def __bool__(self) -> bool:
        return bool(self.sums)


def lying_in(target: Path) -> Lying:
    """Return what lies in a folder; nothing where no export was made yet."""
    sums = listed(target)
    if not sums:
        return Lying({}, {}, "")
    facts = json.loads((target / CATALOGUE).read_text())
    return Lying({name: (target / name).stat().st_size for name in sums}, sums, facts["dct:modified"]["@value"])
