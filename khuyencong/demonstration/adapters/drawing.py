"""Draws the pictures and papers of invented products, so that nothing of the demonstration passes for real."""

from __future__ import annotations

import io
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import typst
from PIL import Image

from khuyencong.certificates.adapters.paper import FONTS
from khuyencong.demonstration.rules.drawings import Drawing

FOLDER = Path(__file__).parent
QUALITY = 86


@dataclass(frozen=True, slots=True)
class Specimen:
    """What stands on the page of an invented paper."""

    title: str
    rows: tuple[tuple[str, str], ...]
    body: str
    signer: str
    mark: str = "BẢN MẪU"


def draw_picture(drawing: Drawing) -> bytes:
    """Return the picture as JPEG, 800 by 600 pixels."""
    made = _engine("picture.typ").compile(format="png", ppi=60.0, sys_inputs=_inputs(asdict(drawing)))
    assert isinstance(made, bytes)
    file = io.BytesIO()
    Image.open(io.BytesIO(made)).convert("RGB").save(file, "JPEG", quality=QUALITY)
    return file.getvalue()


def draw_paper(specimen: Specimen, *, at: datetime) -> bytes:
    """Return the paper as PDF, one page."""
    made = _engine("paper.typ").compile(
        format="pdf", timestamp=int(at.timestamp()), sys_inputs=_inputs(asdict(specimen))
    )
    assert isinstance(made, bytes)
    return made


def _inputs(facts: dict[str, object]) -> dict[str, str]:
    return {"facts": json.dumps(facts, ensure_ascii=False)}


@cache
def _engine(source: str) -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    return typst.Compiler(str(FOLDER / source), root=str(FOLDER), font_paths=fonts, ignore_system_fonts=True)
