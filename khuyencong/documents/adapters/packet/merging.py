"""One PDF out of many files: PDF pages as they are, pictures as pages, a bookmark for each."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

import pikepdf
from PIL import Image, ImageOps

from khuyencong.documents.rules.packets import NOT_FOR_MERGING

PAGE = (595, 842)
MARGIN = 36
PICTURES = frozenset({"image/jpeg", "image/png"})
BROKEN = "tệp PDF không mở được, xem tệp riêng"
QUALITY = 85


class NotMerged(Exception):
    """A file that cannot stand in a merged PDF, with the reason that the index tells."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(slots=True)
class Merger:
    """Gathers pages; ``marks`` are (folder, title, index of the first page)."""

    pdf: pikepdf.Pdf = field(default_factory=pikepdf.Pdf.new)
    marks: list[tuple[str, str, int]] = field(default_factory=list)

    def add(self, folder: str, title: str, media_type: str, data: bytes) -> tuple[int, int]:
        """Put a file behind the others and return its first page, counted from 0, and how many it has.

        :raises NotMerged: for anything but PDF and pictures, and for a PDF that cannot be opened.
        """
        first = len(self.pdf.pages)
        if media_type in PICTURES:
            self._add_picture(data)
        elif media_type == "application/pdf":
            self._add_pdf(data)
        else:
            raise NotMerged(NOT_FOR_MERGING)
        self.marks.append((folder, title, first))
        return first, len(self.pdf.pages) - first

    def finish(self, index: bytes, index_title: str) -> bytes:
        """Put the index before everything, write the bookmarks and return the file; same pages, same bytes."""
        with pikepdf.open(io.BytesIO(index)) as front:
            shift = len(front.pages)
            for number, page in enumerate(front.pages):
                self.pdf.pages.insert(number, page)
            with self.pdf.open_outline() as outline:
                outline.root.append(pikepdf.OutlineItem(index_title, 0))
                parents: dict[str, pikepdf.OutlineItem] = {}
                for folder, title, first in self.marks:
                    if folder not in parents:
                        parents[folder] = pikepdf.OutlineItem(folder, first + shift)
                        outline.root.append(parents[folder])
                    parents[folder].children.append(pikepdf.OutlineItem(title, first + shift))
            self.pdf.Root.PageMode = pikepdf.Name.UseOutlines
            written = io.BytesIO()
            self.pdf.save(written, deterministic_id=True)
        return written.getvalue()

    def _add_pdf(self, data: bytes) -> None:
        try:
            # The source is left open: its objects are only read when the merged file is written.
            self.pdf.pages.extend(pikepdf.open(io.BytesIO(data)).pages)
        except (pikepdf.PdfError, ValueError) as error:
            raise NotMerged(BROKEN) from error

    def _add_picture(self, data: bytes) -> None:
        with Image.open(io.BytesIO(data)) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGB")
        encoded = io.BytesIO()
        picture.save(encoded, "JPEG", quality=QUALITY)
        stream = pikepdf.Stream(self.pdf, encoded.getvalue())
        stream.stream_dict = pikepdf.Dictionary(
            Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=picture.width, Height=picture.height,
            ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
        )  # fmt: skip  # one dictionary
        wide, high = PAGE[0] - 2 * MARGIN, PAGE[1] - 2 * MARGIN
        if picture.width * high > picture.height * wide:
            width, height = wide, wide * picture.height // picture.width
        else:
            width, height = high * picture.width // picture.height, high
        left, bottom = (PAGE[0] - width) // 2, PAGE[1] - MARGIN - height
        page = self.pdf.add_blank_page(page_size=PAGE)
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=self.pdf.make_indirect(stream)))
        page.Contents = pikepdf.Stream(self.pdf, f"q {width} 0 0 {height} {left} {bottom} cm /Im Do Q".encode())
