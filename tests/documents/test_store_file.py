"""What may be handed in, and what is left of it."""

import io
import struct
import zipfile
import zlib

import pikepdf
import pytest
from PIL import Image

from khuyencong.documents.actions import store_file
from khuyencong.documents.models import StoredFile
from khuyencong.documents.queries import open_file, open_thumbnail
from khuyencong.kernel.refusal import Refusal


def picture(kind="JPEG", size=(64, 48), **options):
    buffer = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(buffer, kind, **options)
    return buffer.getvalue()


def picture_with_place():
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[2] = (10.0, 15.0, 0.0)
    return picture(exif=exif, comment=b"chup tai nha ong Chin")


def pdf(change=None):
    document = pikepdf.new()
    document.add_blank_page()
    if change:
        change(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def package(**parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.fixture
def keep(cast, now):
    def keep_file(data, name="anh.jpg", purpose="photo"):
        return store_file(actor=cast.thuky, data=data, name=name, purpose=purpose, office=cast.office(), at=now)

    return keep_file


def refused(keep, *arguments):
    with pytest.raises(Refusal) as caught:
        keep(*arguments)
    assert StoredFile.objects.count() == 0
    return caught.value.code


def test_store_file_keeps_a_photograph_without_place_camera_or_comment(keep):
    stored = keep(picture_with_place(), "C:\\anh\\..\\Sản phẩm <1>.jpeg")

    kept = Image.open(io.BytesIO(open_file(stored)))
    assert stored.name == "Sản phẩm 1.jpg"
    assert dict(kept.getexif()) == {}
    assert b"chup tai nha" not in open_file(stored)
    assert b"Camera" not in open_file(stored)
    assert (stored.width, stored.height) == (48, 64)


def test_store_file_makes_a_small_copy(keep):
    stored = keep(picture(size=(3000, 2000)))

    assert Image.open(io.BytesIO(open_thumbnail(stored))).size == (480, 320)
    assert (stored.width, stored.height) == (3000, 2000)


def test_store_file_shrinks_a_photograph_of_many_pixels(keep):
    stored = keep(picture(size=(6000, 3000)))

    assert (stored.width, stored.height) == (4096, 2048)


def test_store_file_tells_the_kind_by_content_and_names_it_so(keep):
    stored = keep(picture("PNG"), "anh.jpg")

    assert (stored.media_type, stored.name) == ("image/png", "anh.png")


def test_store_file_keeps_same_content_once_on_disk(keep):
    first, second = keep(picture()), keep(picture())

    assert first.pk != second.pk
    assert first.sha256 == second.sha256


def test_store_file_flattens_transparency_of_webp(keep):
    buffer = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(buffer, "WEBP")

    stored = keep(buffer.getvalue(), "x.webp")

    assert Image.open(io.BytesIO(open_file(stored))).getpixel((5, 5)) == (255, 255, 255)


def gif_bomb():
    frames = [Image.new("P", (200, 200), color) for color in range(20)]
    buffer = io.BytesIO()
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])
    return buffer.getvalue()


def png_bomb():
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def moving_webp():
    frames = [Image.new("RGB", (20, 20), (color, 0, 0)) for color in (0, 100, 200)]
    buffer = io.BytesIO()
    frames[0].save(buffer, "WEBP", save_all=True, append_images=frames[1:])
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "anh.jpg", "documents.empty_file"),
        (gif_bomb(), "anh.jpg", "documents.wrong_kind"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "anh.png", "documents.wrong_kind"),
        (b"\n <!DOCTYPE html><script>alert(1)</script>", "anh.jpg", "documents.wrong_kind"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><svg/>", "anh.jpg", "documents.wrong_kind"),
        (b"MZ\x90\x00", "anh.jpg", "documents.wrong_kind"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "anh.jpg", "documents.wrong_kind"),
        (b"%PDF-1.7\n", "anh.jpg", "documents.wrong_kind"),
        (picture()[:200], "anh.jpg", "documents.broken_photo"),
        (b"\xff\xd8\xff\xe0khong phai anh", "anh.jpg", "documents.broken_photo"),
        (b"\xff\xd8\xff" + b"\0" * (21 * 1024 * 1024), "anh.jpg", "documents.too_large"),
        (png_bomb(), "anh.png", "documents.too_many_pixels"),
        (moving_webp(), "anh.webp", "documents.moving_picture"),
    ],
)
def test_store_file_refuses_what_is_no_photograph(keep, data, name, code):
    assert refused(keep, data, name) == code


def test_store_file_keeps_a_paper_byte_for_byte_and_counts_its_pages(keep):
    data = pdf()

    stored = keep(data, "giay.pdf", "paper")

    assert open_file(stored) == data
    assert (stored.pages, stored.media_type) == (1, "application/pdf")


def test_store_file_takes_a_scan_as_a_clean_picture(keep):
    stored = keep(picture_with_place(), "giay.pdf", "paper")

    assert (stored.media_type, stored.name, stored.has_thumbnail) == ("image/jpeg", "giay.jpg", True)


def add_script(document):
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def add_hidden_script(document):
    action = document.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe"))
    document.pages[0].Annots = pikepdf.Array([pikepdf.Dictionary(Type=pikepdf.Name.Annot, A=action)])


def add_program(document):
    document.attachments["cap nhat.exe"] = pikepdf.AttachedFileSpec(document, b"MZ")


def add_data(document):
    document.attachments["giay-chung-nhan.json"] = pikepdf.AttachedFileSpec(document, b"{}")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (add_script, "documents.pdf_with_scripts"),
        (add_hidden_script, "documents.pdf_with_scripts"),
        (add_program, "documents.pdf_with_files"),
    ],
)
def test_store_file_refuses_a_pdf_that_acts(keep, change, code):
    assert refused(keep, pdf(change), "giay.pdf", "paper") == code


def test_store_file_takes_a_pdf_with_plain_data_inside(keep):
    assert keep(pdf(add_data), "gcn.pdf", "paper").pages == 1


def test_store_file_refuses_a_locked_or_broken_pdf(keep):
    document = pikepdf.new()
    document.add_blank_page()
    buffer = io.BytesIO()
    document.save(buffer, encryption=pikepdf.Encryption(owner="a", user="b"))

    assert refused(keep, buffer.getvalue(), "giay.pdf", "paper") == "documents.locked_pdf"
    assert refused(keep, b"%PDF-1.7 khong phai", "giay.pdf", "paper") == "documents.broken_pdf"


def test_store_file_takes_a_word_document(keep):
    stored = keep(package(**{"word/document.xml": "<w/>"}), "thuyet minh.docx", "paper")

    assert stored.name == "thuyet minh.docx"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (package(**{"a.txt": "x"}), "documents.wrong_package"),
        (package(**{"word/document.xml": "x", "word/vbaProject.bin": "x"}), "documents.macros"),
        (package(**{"word/document.xml": b"\0" * (201 * 1024 * 1024)}), "documents.too_large_when_unpacked"),
        (b"PK\x03\x04hong", "documents.broken_package"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "documents.wrong_kind"),
    ],
)
def test_store_file_refuses_packages_that_are_no_document(keep, data, code):
    assert refused(keep, data, "thuyet minh.docx", "paper") == code


def test_store_file_keeps_a_workbook_as_sent(keep):
    data = package(**{"xl/workbook.xml": "x"})

    assert open_file(keep(data, "danh sach.xlsx", "workbook")) == data
