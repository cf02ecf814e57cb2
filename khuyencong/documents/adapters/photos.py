"""Photographs: proved by decoding, turned upright, rid of their metadata, made small for lists."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from khuyencong.documents.rules.file_kinds import FileKind
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _

MAXIMUM_PIXELS = 50_000_000
LONGEST_SIDE = 4096
THUMBNAIL_SIDE = 480
_FORMATS = {FileKind.JPEG: "JPEG", FileKind.PNG: "PNG", FileKind.WEBP: "WEBP"}


@dataclass(frozen=True)
class CleanPhoto:
    """A photograph encoded anew: nothing but pixels is left of what was sent."""

    data: bytes
    kind: FileKind
    width: int
    height: int
    thumbnail: bytes


def clean_photo(data: bytes, kind: FileKind) -> CleanPhoto:
    """Decode and encode a photograph anew, without EXIF, place or comments.

    :raises Refusal: when it cannot be decoded, is too large in pixels or moves.
    """
    try:
        image = _open(data, kind)
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        clean_kind = FileKind.PNG if kind is FileKind.PNG else FileKind.JPEG
        encoded = _encode(upright, clean_kind)
        small = upright.copy()
        small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
        return CleanPhoto(encoded, clean_kind, upright.width, upright.height, _encode(small, FileKind.JPEG))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise Refusal(
            "documents.broken_photo", _("Ảnh bị hỏng hoặc không đúng định dạng; hãy chụp hoặc lưu lại.")
        ) from error


def _open(data: bytes, kind: FileKind) -> Image.Image:
    """Open with one decoder only, and look at the size before any pixel is decoded."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            image = Image.open(io.BytesIO(data), formats=[_FORMATS[kind]])
        except Image.DecompressionBombError as error:
            raise _too_many_pixels() from error
    if image.width * image.height > MAXIMUM_PIXELS:
        raise _too_many_pixels()
    if getattr(image, "n_frames", 1) > 1:
        raise Refusal("documents.moving_picture", _("Đây là ảnh động; hãy gửi ảnh chụp tĩnh."))
    image.load()
    return image


def _too_many_pixels() -> Refusal:
    return Refusal(
        "documents.too_many_pixels",
        _("Ảnh quá lớn (hơn %(maximum)s triệu điểm ảnh); hãy thu nhỏ rồi gửi lại."),
        maximum=str(MAXIMUM_PIXELS // 1_000_000),
    )


def _encode(image: Image.Image, kind: FileKind) -> bytes:
    buffer = io.BytesIO()
    if kind is FileKind.PNG:
        bare = image if image.mode in {"RGB", "RGBA", "L", "LA"} else image.convert("RGBA")
        _stripped(bare).save(buffer, "PNG", optimize=False)
    else:
        _stripped(_on_white(image)).save(buffer, "JPEG", quality=88)
    return buffer.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode == "RGB":
        return image
    layers = image.convert("RGBA")
    white = Image.new("RGBA", layers.size, "white")
    return Image.alpha_composite(white, layers).convert("RGB")


def _stripped(image: Image.Image) -> Image.Image:
    """Copy the pixels into a new picture, so that no metadata can travel along."""
    fresh = Image.new(image.mode, image.size)
    fresh.paste(image)
    return fresh
