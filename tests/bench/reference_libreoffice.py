"""The reference for certificates: LibreOffice converting the same text, frame and QR code from DOCX in one batch."""

import io
import shutil
import subprocess
import tempfile
import time
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from tests.bench.clock import Timing, cpu_now

TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{RELATIONS}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
MILLIMETRE = 36_000


def available() -> bool:
    """Tell whether LibreOffice is here."""
    return shutil.which("soffice") is not None


def document(lines: list[tuple[str, int]], frame: bytes, code: bytes) -> bytes:
    """Return a DOCX on A4 in landscape with a frame behind the text and a QR code in it."""
    text = "".join(
        f'<w:p><w:pPr><w:jc w:val="center"/><w:spacing w:after="0"/></w:pPr><w:r><w:rPr>'
        f'<w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif"/><w:b/><w:sz w:val="{2 * size}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line, size in lines
    )
    body = f"<w:p><w:r>{_behind('frame', 297, 210)}{_inline('code', 31, 31)}</w:r></w:p>{text}"
    section = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1100" w:right="1400" w:bottom="800" w:left="1400" w:header="0" w:footer="0" w:gutter="0"/></w:sectPr>'
    relations = "".join(
        f'<Relationship Id="{name}" Type="{RELATIONS}/image" Target="{name}.png"/>' for name in ("frame", "code")
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="d" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        package.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>'
        )
        package.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{body}{section}</w:body></w:document>")
        package.writestr("word/frame.png", frame)
        package.writestr("word/code.png", code)
    return out.getvalue()


def timed_libreoffice(documents: list[bytes], *, rounds: int = 3) -> Timing:
    """Convert all in one start, as PDF/A-3b; return the median wall and CPU seconds per document."""
    walls, cpus = [], []
    for _round in range(rounds):
        with tempfile.TemporaryDirectory(prefix="khuyencong-bench-") as folder:
            paths = []
            for number, data in enumerate(documents):
                paths.append(Path(folder) / f"{number}.docx")
                paths[-1].write_bytes(data)
            wall, cpu = time.perf_counter(), cpu_now()
            subprocess.run(_command(folder, paths), check=True, capture_output=True, timeout=900)
            walls.append((time.perf_counter() - wall) / len(documents))
            cpus.append((cpu_now() - cpu) / len(documents))
            assert len(list(Path(folder, "out").glob("*.pdf"))) == len(documents)
    return Timing(sorted(walls)[rounds // 2], sorted(cpus)[rounds // 2], rounds, max(walls))


def _command(folder: str, paths: list[Path]) -> list[str]:
    kind = 'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"3"}}'
    home = f"-env:UserInstallation=file://{folder}/home"
    return ["soffice", home, "--headless", "--convert-to", kind, "--outdir", f"{folder}/out", *map(str, paths)]


def _inline(name: str, width: int, height: int) -> str:
    return (
        f'<w:drawing><wp:inline><wp:extent cx="{width * MILLIMETRE}" cy="{height * MILLIMETRE}"/>'
        f'<wp:docPr id="1" name="{name}"/>{_picture(name, width, height)}</wp:inline></w:drawing>'
    )


def _behind(name: str, width: int, height: int) -> str:
    return (
        '<w:drawing><wp:anchor behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1" simplePos="0" '
        'relativeHeight="0" distT="0" distB="0" distL="0" distR="0"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width * MILLIMETRE}" cy="{height * MILLIMETRE}"/><wp:wrapNone/>'
        f'<wp:docPr id="2" name="{name}"/>{_picture(name, width, height)}</wp:anchor></w:drawing>'
    )


def _picture(name: str, width: int, height: int) -> str:
    size = f'<a:ext cx="{width * MILLIMETRE}" cy="{height * MILLIMETRE}"/>'
    return (
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="0" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{name}"/>'
        f'<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>{size}</a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    )
