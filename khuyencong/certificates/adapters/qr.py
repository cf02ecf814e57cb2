"""Draws a QR code: as SVG for pictures, as the drawing commands of a PDF page for paper."""

from __future__ import annotations

import re

import segno

DARK = re.compile(rb"1+")
MASK = 3
"""Fixed: trying all eight masks takes four times as long, and readers do not care."""

BORDER = 2
"""White modules around the code; the paper adds its own margin to the four that readers want."""


def rows(text: str) -> list[bytes]:
    """Return the rows of the code as ``0`` for light and ``1`` for dark, with error correction M."""
    code = segno.make_qr(text, error="m", mask=MASK, boost_error=False)
    return [bytes(48 + module for module in row) for row in code.matrix]


def svg(text: str) -> str:
    """Return the code as SVG text."""
    lines = rows(text)
    side = len(lines) + 2 * BORDER
    runs = [
        f"M{run.start() + BORDER} {number + BORDER}h{run.end() - run.start()}v1h-{run.end() - run.start()}z"
        for number, row in enumerate(lines)
        for run in DARK.finditer(row)
    ]
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path d="{"".join(runs)}"/></svg>'


def commands(text: str, left: float, bottom: float, side: float) -> bytes:
    """Return PDF commands that fill the modules of the code within a square, in points from the lower left."""
    lines = rows(text)
    modules = len(lines) + 2 * BORDER
    step = side / modules
    # One unit of the drawing is one module, so that all numbers below are whole.
    drawn = [b"0 g %.5f 0 0 %.5f %.3f %.3f cm" % (step, step, left, bottom)]
    for number, row in enumerate(lines):
        y = modules - BORDER - number - 1
        drawn += [b"%d %d %d 1 re" % (run.start() + BORDER, y, run.end() - run.start()) for run in DARK.finditer(row)]
    return b"\n".join([*drawn, b"f"])
