"""Draws a QR code as a drawing that typesetting and screens can embed."""

import io

import segno


def draw(text: str, *, border: int = 2) -> str:
    """Return the code as SVG text, error correction M.

    The mask is fixed, since trying all eight takes five times as long and readers do not care.
    """
    code = segno.make_qr(text, error="m", mask=3, boost_error=False)
    out = io.BytesIO()
    code.save(out, kind="svg", border=border, xmldecl=False, svgns=True, nl=False, omitsize=True)
    return out.getvalue().decode()
