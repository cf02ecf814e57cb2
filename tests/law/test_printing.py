"""The book as Markdown."""

from khuyencong.law.norms import national_book
from khuyencong.law.printing import norms_as_markdown

TEXT = norms_as_markdown(national_book())


def test_every_norm_and_instrument_is_printed():
    book = national_book()

    assert all(f"`{key}` · " in TEXT for key in book.definitions)
    assert all(f"| {row.short} | {row.title} |" in TEXT for row in book.instruments.values())


def test_values_are_printed_as_people_read_them():
    assert "**70**" in TEXT
    assert "**7, 9**" in TEXT
    assert "**có**" in TEXT
    assert "| 10: Có xuất khẩu, trực tiếp hoặc ủy thác; 8: " in TEXT
    assert "Từ 21/10/2014 đến trước 16/08/2018 · TT 26/2014/TT-BCT, Điều 12 · Đã đọc trong văn bản" in TEXT
    assert "| 15 | south |" not in TEXT
    assert "| 86 | south | Vĩnh Long |" in TEXT


def test_the_page_ends_with_one_line_end():
    assert TEXT.endswith("|\n")
    assert not TEXT.endswith("\n\n")
