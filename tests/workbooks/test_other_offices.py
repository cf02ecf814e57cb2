"""Every office keeps its list its own way; whatever the way, the same entries are understood."""

import random
import unicodedata

import pytest

from khuyencong.workbooks.rules.sheets import Area, Sheet, Workbook
from khuyencong.workbooks.rules.understanding import understand
from tests.workbooks.schemas import ENTRIES, GROUPS

KEYS = [column.key for column in ENTRIES.columns if column.key != "female_workers"]
EXTRA = [
    "Ghi chú",
    "Email",
    "Năm thành lập",
    "Fax",
    "Quy cách đóng gói",
    "Tiêu chuẩn chất lượng",
    "Website",
    "Vốn đầu tư",
]
MAKERS = [
    ("Hợp tác xã Mẫu 01", "Hợp tác xã", "0270 3783038", "1599564482", "Đặng Thanh Mẫu Chín"),
    ("Cơ sở Mẫu 02", "Cơ sở", "0909 123 456", "086948347706", "Tổng Văn Cộng"),
    ("Công ty TNHH Nhóm Mẫu", "Công ty TNHH", "02703816292", "1599425545", "Giám Thị Đốc"),
]
PRODUCTS = [
    "Thảm lục bình dệt tay",
    "Bộ ấm chén gốm",
    "Chả lụa",
    "Máy cắt tàu hủ ky",
    "Cộng hưởng âm",
    "Nhóm tượng gốm",
    "Ngày mùa",
]


def entries(pick, count):
    made = []
    for number in range(1, count + 1):
        maker = pick.choice(MAKERS)
        group = pick.choice(GROUPS).code
        made.append(
            {
                "entry_code": f"{group}{number:02d}",
                "product_name": pick.choice(PRODUCTS),
                "group": group,
                "establishment_name": maker[0],
                "legal_form": maker[1],
                "address": "ấp Mỹ Thuận, xã Tân Ngãi, thành phố Vĩnh Long",
                "commune": "xã Tân Ngãi",
                "district": "thành phố Vĩnh Long",
                "phone": maker[2],
                "tax_code": maker[3],
                "representative": maker[4],
                "workers": pick.randint(1, 300),
                "revenue": pick.randint(1, 9000) * 10**6,
                "annual_output": pick.randint(1, 90000),
                "unit": pick.choice(["kg", "cái", "bộ"]),
                "price": pick.randint(1, 900) * 1000,
            }
        )
    return sorted(made, key=lambda entry: entry["group"])


def written(entry, key, pick, style):
    value = entry[key]
    if key == "group":
        return pick.choice([value, value.lower(), next(group.label for group in GROUPS if group.code == value)])
    if key == "revenue" and style["million"]:
        return value // 10**6
    if key in {"revenue", "price"} and pick.random() < style["texts"]:
        return pick.choice([f"{value:,}".replace(",", "."), f"{value // 1000} nghìn", f"{value}"])
    if key == "tax_code" and pick.random() < style["texts"]:
        return int(value)
    if isinstance(value, str) and pick.random() < style["texts"]:
        return pick.choice([unicodedata.normalize("NFD", value), f"  {value} ", value.replace(" ", "  ")])
    return value


def heading(key, pick, style):
    text = pick.choice(ENTRIES.column(key).names)
    if key == "revenue":
        text = f"{text} ({'triệu đồng' if style['million'] else 'đồng'})"
    return pick.choice(
        [text, text.upper(), text.capitalize(), unicodedata.normalize("NFD", text), f"{text}\n", f" {text}:"]
    )


def titles(pick, width):
    rows = [["UBND TỈNH MẪU", *[None] * (width - 2), "CỘNG HÒA XÃ HỘI"], [], ["DANH SÁCH SẢN PHẨM"], []][
        pick.randint(0, 4) :
    ]
    return rows, [Area(len(rows), 1, len(rows), width)] if rows and pick.random() < 0.5 else []


def group_row(kind, group, turn):
    label = next(one.label for one in GROUPS if one.code == group)
    return {
        "roman": [["I", "II", "III", "IV"][turn - 1], label],
        "merged": [label],
        "words": [f"Nhóm {turn}: {label}"],
    }[kind]


def ending(pick, width, count):
    rows = [[], [None, f"Tổng cộng: {count} sản phẩm"]] if pick.random() < 0.6 else []
    if pick.random() < 0.6:
        rows.append([*[None] * (width - 2), "Vĩnh Long, ngày 5 tháng 6 năm 2016"])
        rows.append([None, "NGƯỜI LẬP BIỂU", *[None] * (width - 4), "GIÁM ĐỐC"])
        rows += [[], [None, "Nguyễn Văn A", *[None] * (width - 4), "Lê Thị B"]]
    return rows


def sheet_of(many, pick):
    """Write the entries as some office would."""
    style = {"million": pick.random() < 0.3, "texts": pick.choice([0, 0.3])}
    columns = [*KEYS, *pick.sample(EXTRA, pick.randint(0, 4))]
    pick.shuffle(columns)
    head = ["STT", *(heading(key, pick, style) if key in KEYS else key for key in columns)]
    width = len(head)
    rows, merged = titles(pick, width)
    rows.append(head)
    if pick.random() < 0.4:
        rows.append([f"({number})" for number in range(1, width + 1)])
    group, grouped, turn = None, pick.choice([None, "roman", "merged", "words"]), 0
    for number, entry in enumerate(many, 1):
        if grouped and entry["group"] != group:
            group, turn = entry["group"], turn + 1
            rows.append(group_row(grouped, group, turn))
            merged += [Area(len(rows), 1, len(rows), width)] if grouped == "merged" else []
        cells = (written(entry, key, pick, style) if key in KEYS else pick.choice([None, "x"]) for key in columns)
        rows.append([number, *cells])
        rows += [[]] if pick.random() < 0.1 else []
    rows += ending(pick, width, len(many))
    return Sheet("Danh sách", [[*row, *[None] * (width - len(row))] for row in rows], tuple(merged))


@pytest.mark.parametrize("seed", range(120))
def test_the_same_entries_are_understood_however_an_office_writes_them(seed):
    pick = random.Random(seed)
    many = entries(pick, pick.randint(1, 9))

    result = understand(Workbook("t.xlsx", (sheet_of(many, pick),)), ENTRIES)

    assert [str(fault.message) for fault in result.faults] == []
    assert [question.message for question in result.questions] == []
    understood = [{key: row.values[key] for key in KEYS} for row in result.tables[0].rows]
    assert understood == [{**entry, "phone": entry["phone"].replace(" ", "")} for entry in many]
