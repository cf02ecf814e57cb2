"""Programmes of the demonstration with the figures of their sources, and plans that are invented. Pure."""

from __future__ import annotations

from datetime import date

from khuyencong.kernel.money import Money
from khuyencong.programme.rules.plans.lines import LineDraft

BNEWS = "bnews.vn, “Vĩnh Long đầu tư gần 376 tỷ đồng cho khuyến công”, 01/2026"
NHANDAN = "nhandan.vn, khuyến công Vĩnh Long 2021–2025"
ARTICLE = "Bài báo về công nhận sản phẩm công nghiệp nông thôn tiêu biểu cấp tỉnh năm 2016"
UNKNOWN_NUMBER = "(nguồn không nêu số quyết định)"
PLANNED_2025 = "Kế hoạch khuyến công năm 2025 (số liệu mẫu)"
PLANNED_2026 = "Kế hoạch khuyến công năm 2026 (số liệu mẫu)"

TARGETS = (
    (
        ("machinery", "technology_line", "technology_transfer"),
        "",
        "Hỗ trợ máy móc, dây chuyền tiên tiến",
        "lượt cơ sở",
        300,
        400,
    ),
    (("pollution_treatment",), "", "Cải tạo, xử lý ô nhiễm môi trường", "cơ sở", 10, 20),
    (("demonstration_model",), "models", "Mô hình trình diễn kỹ thuật", "mô hình", 2, 2),
    (("selection_round_province",), "", "Kỳ bình chọn sản phẩm tiêu biểu cấp tỉnh", "kỳ", 3, 3),
    (("trademark",), "", "Nhãn hiệu được hỗ trợ xây dựng, đăng ký", "nhãn hiệu", 50, 100),
    (("vocational_training",), "classes", "Lớp đào tạo nghề, truyền nghề", "lớp", 10, 15),
)  # fmt: skip — a table of targets


def million(amount: str) -> Money:
    """Return an amount in millions."""
    return Money.million(amount)


def line(  # noqa: PLR0917 — a table of lines reads by place
    stream: str, content: str, name: str, support: str, counterpart: str, quantity: int, unit: str, **more: object
) -> LineDraft:
    """Return one line; amounts in millions."""
    return LineDraft(
        stream=stream,
        content=content,
        name=f"{name} (mẫu)",
        support=million(support),
        counterpart=million(counterpart),
        quantity=quantity,
        unit=unit,
        **more,  # type: ignore[arg-type]  # words of a table
    )  # fmt: skip — facts read better in a block


LINES_2025 = (
    line("local", "machinery", "Hỗ trợ ứng dụng máy móc, thiết bị", "2400", "4200", 9, "cơ sở"),
    line("local", "vocational_training", "Đào tạo nghề đan lát", "300", "0", 2, "lớp"),
    line("national", "machinery", "Hỗ trợ máy móc ngành gốm đỏ", "1200", "2600", 4, "cơ sở", kind="group"),
)  # fmt: skip — a table of lines
LINES_2026 = (
    line("local", "machinery", "Hỗ trợ ứng dụng máy móc chế biến nông sản", "5200", "9600", 20, "cơ sở", kind="group"),
    line("local", "technology_line", "Hỗ trợ dây chuyền công nghệ", "900", "1600", 2, "cơ sở"),
    line("local", "pollution_treatment", "Cải tạo lò gốm, xử lý ô nhiễm", "1500", "3900", 5, "cơ sở"),
    line("local", "vocational_training", "Đào tạo nghề may, đan lát", "600", "0", 3, "lớp"),
    line("local", "trademark", "Hỗ trợ xây dựng nhãn hiệu", "420", "420", 12, "nhãn hiệu"),
    line("local", "selection_round_province", "Bình chọn sản phẩm cấp tỉnh năm 2026", "350", "0", 1, "kỳ"),
    line(
        "local",
        "machinery",
        "Đề án điểm ngành dừa",
        "1800",
        "4200",
        6,
        "cơ sở",
        kind="key",
        first_year=2026,
        last_year=2028,
    ),
    line("national", "machinery", "Hỗ trợ máy móc, thiết bị tiên tiến", "2400", "4800", 8, "cơ sở", kind="group"),
    line("national", "demonstration_model", "Mô hình trình diễn sấy năng lượng sạch", "1000", "2400", 1, "mô hình"),
    line("national", "vocational_training", "Truyền nghề thủ công", "350", "0", 2, "lớp"),
)  # fmt: skip — a table of lines
CHANGES_2026 = {"L01": ("5800", 22), "L06": ("350", 1), "L05": ("300", 9)}
"""What the adjustment of 2026 changes: support in millions and quantity, by code of line."""
ADDED_2026 = line("local", "showroom", "Phòng trưng bày sản phẩm tiêu biểu", "100", "100", 2, "phòng")

ROUNDS_2026 = (
    (
        "local",
        date(2026, 1, 28),
        "18/QĐ-UBND (mẫu)",
        "Ủy ban nhân dân tỉnh Vĩnh Long",
        {"L01": "3200", "L02": "900", "L03": "900", "L04": "600", "L05": "300", "L06": "350", "L07": "1200"},
    ),
    ("national", date(2026, 3, 16), "402/QĐ-BCT (mẫu)", "Bộ Công Thương", {"L08": "1500", "L09": "1000", "L10": "175"}),
    (
        "local",
        date(2026, 8, 10),
        "977/QĐ-UBND (mẫu)",
        "Ủy ban nhân dân tỉnh Vĩnh Long",
        {"L01": "1600", "L03": "400", "L11": "100"},
    ),
    ("national", date(2026, 9, 21), "1650/QĐ-BCT (mẫu)", "Bộ Công Thương", {"L08": "700", "L10": "175"}),
)  # fmt: skip — a table of rounds
"""Rounds of assigned money, before and after the adjustment of July: amounts in millions, by code of line."""
ADJUSTED_ON = date(2026, 7, 15)

PROJECTS_2025 = (
    ("KHUYẾN CÔNG QUỐC GIA", "QG", "máy móc, thiết bị nung gốm đỏ", 4, 280, 620),
    ("KHUYẾN CÔNG ĐỊA PHƯƠNG", "DP", "máy móc, thiết bị chế biến", 8, 250, 480),
)
"""Heading, prefix, what was supported, how many, support and counterpart of each in millions."""
