"""Rows of a list that carry sums: of the whole, or of a group under a Roman number."""

import pytest

from khuyencong.workbooks.rules.lines import Line, frame, tell
from khuyencong.workbooks.rules.sheets import Sheet

HEADINGS = {1: "STT", 2: "Tên đề án", 3: "Cơ sở", 4: "Tổng kinh phí", 5: "Hỗ trợ"}


def told(*cells):
    table = frame(Sheet(name="Bảng", rows=[]), HEADINGS, frozenset({2}), frozenset(HEADINGS))
    return tell(list(cells), 9, table, closed=False)


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        ((None, "TỔNG CỘNG", None, 900, 300), Line.TOTAL),
        (("Tổng cộng", None, None, 900, 300), Line.TOTAL),
        (("Tổng cộng", None, "12 cơ sở", None, None), Line.TOTAL),
        (("I", "Khuyến công quốc gia", None, 900, 300), Line.GROUP),
        (("A.", "Hỗ trợ máy móc", None, 900, 300), Line.GROUP),
        ((None, "KHUYẾN CÔNG ĐỊA PHƯƠNG", None, None, None), Line.GROUP),
        ((1, "Tổng hợp số liệu ngành gốm", "Cơ sở Mẫu", 900, 300), Line.ENTRY),
        ((1, "Hỗ trợ máy xay", "Cơ sở Mẫu", 900, 300), Line.ENTRY),
        (("I", "Hỗ trợ máy xay", "Cơ sở Mẫu", 900, 300), Line.ENTRY),
    ],
)
def test_row_with_sums_is_told_from_an_entry(cells, line):
    assert told(*cells) is line
