"""Draws a QR code: as SVG for pictures, as the drawing commands of a PDF page for paper."""

from __future__ import annotations

import io
import re

import segno

DARK = re.compile(rb"\x01+")
BORDER = 2
"""White modules around the code; the paper adds its own margin to the four that readers want."""


def svg(text: str) -> str:
    """Return the code as SVG text."""
    out = io.BytesIO()
    _code(text).save(out, kind="svg", border=BORDER, xmldecl=False, svgns=True, nl=False, omitsize=True)
    return out.getvalue().decode()


def commands(text: str, left: float, bottom: float, side: float) -> bytes:
    """Return PDF commands that fill the modules of the code within a square, in points from the lower left."""
    rows = _code(text).matrix
    modules = len(rows) + 2 * BORDER
    step = side / modules
    # One unit of the drawing is one module, so that all numbers below are whole.
    drawn = [b"0 g %.5f 0 0 %.5f %.3f %.3f cm" % (step, step, left, bottom)]
    for number, row in enumerate(rows):
        y = modules - BORDER - number - 1
        drawn += [b"%d %d %d 1 re" % (run.start() + BORDER, y, run.end() - run.start()) for run in DARK.finditer(row)]
    return b"\n".join([*drawn, b"f"])


def _code(text: str) -> segno.QRCode:
    """Return the code with error correction M.

    The mask is fixed, since trying all eight takes five times as long and readers do not care.
    """
    return segno.make_qr(text, error="m", mask=3, boost_error=False)
