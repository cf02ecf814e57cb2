"""Reads a picture as it was handed in: gray grids to compare, and the time and place that the file carries."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from typing import Any, Final
from zoneinfo import ZoneInfo

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from khuyencong.programme.rules.evidence.likeness import SIDE

ZONE: Final = ZoneInfo("Asia/Ho_Chi_Minh")
ROUGH: Final = 512
TRIMS: Final = (32, 16)
"""Inner grids leave out one part of so many on each side, so that trimmed copies are found."""
_FORMATS: Final = ("JPEG", "PNG", "WEBP")

Grid = list[list[int]]


@dataclass(frozen=True, slots=True)
class Picture:
    """What is compared of a picture, and what its file told of time and place."""

    whole: Grid
    inner: tuple[Grid, ...]
    taken_at: datetime | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None


def read_picture(data: bytes) -> Picture | None:
    """Read a picture that was proved before; None for what is none."""
    try:
        image = Image.open(io.BytesIO(data), formats=_FORMATS)
        exif = image.getexif()
        image.draft("L", (ROUGH, ROUGH))
        gray = _gray(ImageOps.exif_transpose(image))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        return None
    latitude, longitude = _place(exif)
    inner = tuple(_grid(_trimmed(gray, part)) for part in TRIMS)
    return Picture(_grid(gray), inner, _moment(exif), latitude, longitude)


def _gray(image: Image.Image) -> Image.Image:
    layers = image.convert("RGBA") if image.mode in {"RGBA", "LA", "P"} else image
    if layers.mode == "RGBA":
        layers = Image.alpha_composite(Image.new("RGBA", layers.size, "white"), layers)
    gray = layers.convert("L")
    gray.thumbnail((ROUGH, ROUGH))
    return gray


def _trimmed(gray: Image.Image, part: int) -> Image.Image:
    side, top = gray.width // part, gray.height // part
    return gray.crop((side, top, gray.width - side, gray.height - top))


def _grid(gray: Image.Image) -> Grid:
    small = gray.resize((SIDE, SIDE), Image.Resampling.BOX).tobytes()
    return [list(small[row * SIDE : (row + 1) * SIDE]) for row in range(SIDE)]


def _moment(exif: Image.Exif) -> datetime | None:
    taken = exif.get_ifd(ExifTags.IFD.Exif)
    text = str(taken.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime) or "").strip("\x00 ")
    try:
        naive = datetime.strptime(text, "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 — cameras write no zone; see the next line
        return naive.replace(tzinfo=_zone(str(taken.get(ExifTags.Base.OffsetTimeOriginal) or "")))
    except (ValueError, OverflowError):
        return None


def _zone(offset: str) -> Any:
    sign, hours, minutes = offset[:1], offset[1:3], offset[4:6]
    if sign in {"+", "-"} and hours.isdecimal() and minutes.isdecimal():
        span = timedelta(hours=int(hours), minutes=int(minutes))
        return timezone(span if sign == "+" else -span)
    return ZONE


def _place(exif: Image.Exif) -> tuple[Decimal | None, Decimal | None]:
    told = exif.get_ifd(ExifTags.IFD.GPSInfo)
    latitude = _degrees(told.get(ExifTags.GPS.GPSLatitude), told.get(ExifTags.GPS.GPSLatitudeRef), "S", 90)
    longitude = _degrees(told.get(ExifTags.GPS.GPSLongitude), told.get(ExifTags.GPS.GPSLongitudeRef), "W", 180)
    return (latitude, longitude) if latitude is not None and longitude is not None else (None, None)


def _degrees(parts: Any, side: Any, negative: str, most: int) -> Decimal | None:
    try:
        degrees, minutes, seconds = (Decimal(str(part)) for part in parts)
        value = (degrees + minutes / 60 + seconds / 3600).quantize(Decimal("0.000001"))
        is_there = 0 <= value <= most  # a phone without a fix writes 0/0, which cannot be compared
    except (TypeError, ValueError, InvalidOperation, ZeroDivisionError):
        return None
    return (-value if side == negative else value) if is_there else None
