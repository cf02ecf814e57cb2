"""Typst compilers, one for each thread and folder, with the fonts that are told and no others."""

from __future__ import annotations

import threading
from pathlib import Path

import typst

FONTS = Path(__file__).parent / "fonts"
"""Liberation Serif, which has the measures of Times New Roman."""

_kept = threading.local()


def compiler(root: Path, *fonts: Path) -> typst.Compiler:
    """Return this thread's own compiler of a folder, since one compiler must not serve two threads at once."""
    made: dict[tuple[Path, ...], typst.Compiler] = _kept.__dict__.setdefault("made", {})
    key = (root, *fonts)
    if key not in made:
        found = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder) for folder in fonts]
        )
        made[key] = typst.Compiler(root=str(root), font_paths=found, ignore_system_fonts=True)
    return made[key]
