"""Invented projects of 2026: who asks for what, and how far each has come. Pure."""

from __future__ import annotations

from dataclasses import dataclass

LOCAL_LEVELS: tuple[dict[str, object], ...] = (
    {"content": "machinery", "rate_percent": 50, "ceiling": 250_000_000, "per": "cơ sở", "clause": "dòng 1"},
    {"content": "technology_line", "rate_percent": 50, "ceiling": 375_000_000, "per": "cơ sở", "clause": "dòng 2"},
    {"content": "pollution_treatment", "rate_percent": 30, "ceiling": 300_000_000, "per": "cơ sở", "clause": "dòng 3"},
    {"content": "trademark", "rate_percent": 50, "ceiling": 35_000_000, "per": "nhãn hiệu", "clause": "dòng 4"},
    {"content": "showroom", "rate_percent": 50, "ceiling": 50_000_000, "per": "phòng", "clause": "dòng 5"},
    {"content": "vocational_training", "rate_percent": 0, "ceiling": 0, "per": "lớp", "clause": "dòng 6"},
)
LEVELS_SOURCE = "Mức minh họa của bản trình diễn, không phải văn bản; thay bằng Nghị quyết 11/2025/NQ-HĐND"

STEPS = ("open", "register", "appraise", "plan", "contract", "work", "accept", "settle")
"""How far a project may have come, in order."""


def lowered(name: str) -> str:
    """Return a machine's name as it stands within a sentence: "Máy tiện CNC" becomes "máy tiện CNC"."""
    return name[:1].lower() + name[1:]


@dataclass(frozen=True, slots=True)
class Asked:
    """One project for a machine: amounts in millions, ``step`` the last that was done."""

    firm: str
    commune: str
    machine: str
    purpose: str
    price: int
    step: str
    line: str = "L01"
    advance: int = 0
    mine: bool = False

    @property
    def stream(self) -> str:
        """National for the lines of the Ministry's money."""
        return "national" if self.line in {"L08", "L09", "L10"} else "local"


PROJECTS: tuple[Asked, ...] = (
    Asked("Cơ sở bánh tráng Mẫu Hồng", "xã Mẫu", "Máy tráng bánh tự động", "Tráng và sấy bánh", 520, "settle"),
    Asked("Hợp tác xã dừa Mẫu Xanh", "xã Mẫu", "Máy tách vỏ dừa", "Tách vỏ, lột cơm dừa", 640, "accept", advance=120),
    Asked("Công ty TNHH Gạch gốm Mẫu", "xã Mẫu", "Máy đùn gạch chân không", "Tạo hình gạch", 900, "work", advance=150),
    Asked("Cơ sở kẹo dừa Mẫu Lan", "xã Mẫu", "Máy gói kẹo", "Đóng gói", 430, "work"),
    Asked("Hộ kinh doanh cơ khí Mẫu Tâm", "xã Mẫu", "Máy tiện CNC", "Gia công trục", 780, "contract"),
    Asked("Cơ sở nước mắm Mẫu Bến", "xã Mẫu", "Máy chiết chai", "Chiết, đóng nắp", 350, "plan"),
    Asked("Hợp tác xã lác Mẫu Thơm", "xã Mẫu", "Máy dệt chiếu", "Dệt chiếu lác", 480, "appraise"),
    Asked("Cơ sở sấy trái cây Mẫu Ngọt", "xã Mẫu", "Máy sấy thăng hoa", "Sấy trái cây", 990, "register"),
    Asked("Cơ sở của tôi (mẫu)", "xã Mẫu", "Máy hút chân không", "Bảo quản thực phẩm", 260, "open", mine=True),
    Asked("Công ty TNHH May Mẫu Sen", "xã Mẫu", "Máy cắt vải tự động", "Cắt vải", 850, "work", line="L08", advance=200),
    Asked("Cơ sở đan lát Mẫu Tre", "xã Mẫu", "Máy chẻ nan", "Chẻ, vót nan", 300, "appraise", line="L08"),
)
