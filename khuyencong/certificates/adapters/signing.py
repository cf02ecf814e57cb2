"""Signs a PDF as PAdES (ETSI.CAdES.detached) with the key of an office.

The signature goes into the file as its only revision: a revision appended by pyHanko takes a form
that the PDF/A validator refuses, and five times as long.
"""

import hashlib
import io
import re
from datetime import UTC, datetime

import pikepdf

from khuyencong.certificates.adapters.cms import Signer

RESERVED = 8192
"""Bytes kept for the signature; a chain of three RSA-4096 certificates takes 6,000."""

FIELD = "ChuKySo"
WIDTH = 10**10 - 1


def sign(pdf: pikepdf.Pdf, signer: Signer, *, at: datetime, name: str, reason: str, location: str) -> bytes:
    """Return the file with one PAdES B-B signature over the whole of it."""
    _prepare(pdf, at=at, name=name, reason=reason, location=location)
    file = bytearray(written(pdf))
    start, end = _gap(file)
    ranges = f"[ 0 {start} {end} {len(file) - end} ]".encode()
    place = re.compile(rb"\[ 0 9999999999 9999999999 9999999999 \]").search(file)
    assert place is not None
    file[place.start() : place.end()] = ranges.ljust(place.end() - place.start())
    digest = hashlib.sha256(file[:start])
    digest.update(file[end:])
    content = signer.container(digest.digest())
    file[start + 1 : end - 1] = content.hex().encode().ljust(2 * RESERVED, b"0")
    return bytes(file)


def written(pdf: pikepdf.Pdf) -> bytes:
    """Return the file as bytes, the same for the same content."""
    out = io.BytesIO()
    pdf.save(
        out,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        deterministic_id=True,
        fix_metadata_version=False,  # it is right as typst wrote it, and reading it again takes a millisecond
    )
    return out.getvalue()


def _prepare(pdf: pikepdf.Pdf, *, at: datetime, name: str, reason: str, location: str) -> None:
    """Add a signature field whose content and ranges are still blank."""
    value = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Sig,
            Filter=pikepdf.Name("/Adobe.PPKLite"),
            SubFilter=pikepdf.Name("/ETSI.CAdES.detached"),
            M=pikepdf.String(at.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'")),
            Name=pikepdf.String(name),
            Reason=pikepdf.String(reason),
            Location=pikepdf.String(location),
            ByteRange=pikepdf.Array([0, WIDTH, WIDTH, WIDTH]),
            Contents=pikepdf.String(bytes(RESERVED)),
        )
    )
    page = pdf.pages[0].obj
    field = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Sig,
            T=pikepdf.String(FIELD),
            V=value,
            F=132,
            Rect=pikepdf.Array([0, 0, 0, 0]),
            P=page,
        )
    )
    page.Annots = pikepdf.Array([field])
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), SigFlags=3)


def _gap(file: bytearray) -> tuple[int, int]:
    """Return where the hexadecimal content begins and ends, its angle brackets included."""
    start = file.index(b"<" + b"0" * (2 * RESERVED) + b">")
    return start, start + 2 * RESERVED + 2
