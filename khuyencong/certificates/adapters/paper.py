"""Sets a page of text and ornament as PDF/A-3b with a machine-readable attachment, by typst."""

import json
import threading
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import typst

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _

FOLDER = Path(__file__).parent
FONTS = FOLDER / "fonts"
_engines = threading.local()


@dataclass(frozen=True, slots=True)
class Page:
    """Every text of the page as it stands there, and the attachment that machines read."""

    title: str
    keywords: tuple[str, ...]
    authority: str
    award: str
    introduction: str
    product: str
    of: str
    maker: str
    address: str
    rows: tuple[tuple[str, str], ...]
    caption: str
    code: str
    qr: str
    qr_alt: str
    place_and_day: str
    signer_lines: tuple[str, ...]
    signer: str
    demonstration: str
    credential: str


def render(page: Page, *, at: datetime) -> bytes:
    """Return the text of the page as PDF/A-3b, still without ornament and QR code.

    The same page at the same moment gives the same bytes.

    :raises Refusal: where a letter is in none of the fonts.
    """
    try:
        made, warnings = _engine().compile_with_warnings(
            input=_source(page, dressed=False), format="pdf", pdf_standards=["a-3b"], timestamp=int(at.timestamp())
        )
    except typst.TypstError as error:
        if "glyph" in error.message or "could not be displayed" in error.message:
            raise _unknown_letter(error.message) from error
        raise
    if warnings or not isinstance(made, bytes):
        raise RuntimeError("; ".join(warning.message for warning in warnings))
    return made


def ornament() -> bytes:
    """Return the ornament alone as a PDF page."""
    source = b'#import "certificate.typ": ornament-page\n#ornament-page'
    made = _engine().compile(input=source, format="pdf", pdf_standards=["a-3b"], timestamp=0)
    assert isinstance(made, bytes)
    return made


def picture(page: Page, *, dots_per_inch: int = 110) -> bytes:
    """Return the page with ornament and QR code as a PNG picture."""
    made = _engine().compile(input=_source(page, dressed=True), format="png", ppi=float(dots_per_inch))
    assert isinstance(made, bytes)
    return made


def _source(page: Page, *, dressed: bool) -> bytes:
    """Return the program: a call with the page as one string literal.

    JSON escapes every control character itself, so that only backslash and quote need escaping again;
    handing the page over as `sys.inputs` would make typst evaluate the ornament anew each time (4 times slower).
    """
    data = json.dumps(asdict(page), ensure_ascii=False)
    literal = data.replace("\\", "\\\\").replace('"', '\\"')
    switch = "true" if dressed else "false"
    return f'#import "certificate.typ": certificate\n#certificate(json(bytes("{literal}")), dressed: {switch})'.encode()


def _engine() -> typst.Compiler:
    """Return this thread's own compiler, since one compiler must not serve two threads at once."""
    engine: typst.Compiler | None = getattr(_engines, "compiler", None)
    if engine is None:
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
        engine = typst.Compiler(root=str(FOLDER), font_paths=fonts, ignore_system_fonts=True)
        _engines.compiler = engine
    return engine


def _unknown_letter(message: str) -> Refusal:
    return Refusal(
        "certificates.letter_not_in_fonts",
        _("Nội dung có ký tự mà phông chữ của giấy chứng nhận không có: %(detail)s."),
        detail=message,
    )
