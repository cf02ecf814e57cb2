"""Lays ornament and QR code into a page of text.

The ornament is typeset once and then copied, which takes a tenth of typesetting it with every text.
"""

from __future__ import annotations

import io
import threading
from functools import cache

import pikepdf

from khuyencong.certificates.adapters import paper, qr

MILLIMETRE = 72 / 25.4
PAGE_HEIGHT = 210
CODE_LEFT, CODE_TOP, CODE_SIDE = 28, 150, 31
"""Millimetres from the upper left, as `code-place` in certificate.typ has them."""

_kept = threading.local()


def dress(pdf: pikepdf.Pdf, address: str) -> None:
    """Lay the ornament under the page and the QR code upon it."""
    page = pdf.pages[0]
    name = page.add_resource(pdf.copy_foreign(_ornament()), pikepdf.Name.XObject, pikepdf.Name.Ornament)
    page.contents_add(b"/Artifact BMC q %s Do Q EMC" % bytes(name), prepend=True)
    bottom = (PAGE_HEIGHT - CODE_TOP - CODE_SIDE) * MILLIMETRE
    code = qr.commands(address, CODE_LEFT * MILLIMETRE, bottom, CODE_SIDE * MILLIMETRE)
    page.contents_add(b"/Artifact BMC q\n%s\nQ EMC" % code)


def _ornament() -> pikepdf.Object:
    """Return the ornament as a form of a file that this thread keeps open."""
    form: pikepdf.Object | None = getattr(_kept, "form", None)
    if form is None:
        _kept.file = pikepdf.open(io.BytesIO(_ornament_file()))
        form = _kept.form = _kept.file.Root.Ornament
    return form


@cache
def _ornament_file() -> bytes:
    """Return a file that holds the ornament as a form, written once so that its stream stays compressed in copies."""
    with pikepdf.open(io.BytesIO(paper.ornament())) as pdf:
        pdf.Root.Ornament = pdf.make_indirect(pdf.pages[0].as_form_xobject())
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()
