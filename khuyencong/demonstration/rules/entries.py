"""The entries of the rounds that stand open, as an office would list them. Makers and tax codes are invented. Pure."""

from __future__ import annotations

NAME = "Bình chọn sản phẩm công nghiệp nông thôn tiêu biểu cấp tỉnh năm {year}"
TITLE = "DANH SÁCH TRÍCH NGANG SẢN PHẨM ĐĂNG KÝ THAM GIA BÌNH CHỌN NĂM {year}"
HEADINGS = (
    "TT",
    "Mã số bình chọn",
    "Tên sản phẩm/bộ sản phẩm",
    "Nhóm",
    "Tên cơ sở CNNT",
    "Loại hình",
    "Địa chỉ",
    "Xã/phường",
    "Điện thoại",
    "Mã số thuế/ĐKKD",
    "Người đại diện",
    "Tổng số lao động",
    "Lao động nữ",
    "Doanh thu năm trước (đồng)",
    "Sản lượng/năm",
    "ĐVT",
    "Giá bán (đồng)",
)

Maker = tuple[str, str, str, str, str, str, str, int, int]
# fmt: off
MAKERS: dict[str, Maker] = {
    "dua":   ("Công ty TNHH Mẫu Dừa Xanh", "Công ty TNHH", "ấp Mẫu 1, xã Mỏ Cày", "xã Mỏ Cày", "0275 3800001", "1599001472", "Nguyễn Văn Mẫu Dừa", 86, 51),
    "keo":   ("Cơ sở Mẫu Kẹo Bến Tre", "Hộ kinh doanh", "khu phố Mẫu, phường Bến Tre", "phường Bến Tre", "0275 3800002", "1599002846", "Trần Thị Mẫu Kẹo", 24, 19),
    "coi":   ("Hợp tác xã Mẫu Chiếu Cói", "Hợp tác xã", "ấp Mẫu 2, xã Càng Long", "xã Càng Long", "0294 3800003", "1599004219", "Thạch Thị Mẫu Cói", 63, 58),
    "gom":   ("Doanh nghiệp tư nhân Mẫu Gốm Đỏ", "Doanh nghiệp tư nhân", "ấp Mẫu 3, xã Trà Ôn", "xã Trà Ôn", "0270 3800004", "1599006953", "Lê Văn Mẫu Gốm", 47, 15),
    "gao":   ("Hợp tác xã Mẫu Gạo Sạch", "Hợp tác xã", "ấp Mẫu 4, xã Tiểu Cần", "xã Tiểu Cần", "0294 3800005", "1599008326", "Kim Văn Mẫu Gạo", 39, 14),
    "may":   ("Công ty TNHH Mẫu Cơ Khí", "Công ty TNHH", "khóm Mẫu, phường Bình Minh", "phường Bình Minh", "0270 3800006", "1599009697", "Phạm Văn Mẫu Khí", 31, 4),
    "bot":   ("Công ty cổ phần Mẫu Tinh Bột", "Công ty cổ phần", "khóm Mẫu, phường Trà Vinh", "phường Trà Vinh", "0294 3800007", "1599011061", "Võ Thị Mẫu Bột", 112, 64),
    "phan":  ("Công ty TNHH Mẫu Hữu Cơ", "Công ty TNHH", "ấp Mẫu 5, xã Giồng Trôm", "xã Giồng Trôm", "0275 3800008", "1599012435", "Bùi Văn Mẫu Phân", 28, 9),
    "banh":  ("Cơ sở Mẫu Bánh Tét", "Hộ kinh doanh", "ấp Mẫu 6, xã Cầu Kè", "xã Cầu Kè", "0294 3800009", "1599013809", "Sơn Thị Mẫu Bánh", 17, 14),
    "khoai": ("Hợp tác xã Mẫu Khoai Lang", "Hợp tác xã", "khóm Mẫu, phường Cái Vồn", "phường Cái Vồn", "0270 3800010", "1599015179", "Huỳnh Văn Mẫu Khoai", 55, 30),
}

Product = tuple[str, str, str, str, int, int, str, int]
SCORING: tuple[Product, ...] = (
    ("A01", "Bộ giỏ cói quai da", "A", "coi", 2_150_000_000, 18_500, "bộ", 185_000),
    ("A02", "Chậu gốm đỏ vẽ tay", "A", "gom", 3_480_000_000, 9_600, "cái", 320_000),
    ("A03", "Bộ tô chén gáo dừa", "A", "dua", 1_260_000_000, 22_000, "bộ", 95_000),
    ("B01", "Nước cốt dừa tiệt trùng", "B", "dua", 9_720_000_000, 310_000, "hộp", 28_000),
    ("B02", "Kẹo dừa sữa lá dứa", "B", "keo", 4_050_000_000, 96_000, "hộp", 42_000),
    ("B03", "Gạo hữu cơ túi 5 kg", "B", "gao", 6_340_000_000, 54_000, "túi", 145_000),
    ("B04", "Tinh bột nghệ viên mật ong", "B", "bot", 5_115_000_000, 38_000, "hộp", 165_000),
    ("B05", "Bánh tét lá cẩm hút chân không", "B", "banh", 980_000_000, 41_000, "đòn", 75_000),
    ("B06", "Khoai lang sấy dẻo", "B", "khoai", 3_870_000_000, 67_000, "gói", 55_000),
    ("C01", "Máy tách cơm dừa", "C", "may", 4_400_000_000, 120, "máy", 36_000_000),
    ("C02", "Máy sấy khoai năng lượng mặt trời", "C", "may", 2_900_000_000, 45, "máy", 62_000_000),
    ("D01", "Phân hữu cơ vi sinh từ mụn dừa", "D", "phan", 3_300_000_000, 1_450, "tấn", 3_200_000),
)

LAST_YEAR: tuple[Product, ...] = (
    ("A01", "Túi cói quai gỗ", "A", "coi", 1_640_000_000, 12_400, "cái", 210_000),
    ("A02", "Bình gốm đỏ hoa sen", "A", "gom", 2_870_000_000, 7_300, "cái", 390_000),
    ("A03", "Đèn lồng gáo dừa", "A", "dua", 880_000_000, 5_600, "cái", 265_000),
    ("B01", "Dầu dừa ép lạnh", "B", "dua", 7_450_000_000, 92_000, "chai", 98_000),
    ("B02", "Kẹo dừa đậu phộng", "B", "keo", 3_720_000_000, 88_000, "hộp", 39_000),
    ("B03", "Gạo lứt đỏ túi 2 kg", "B", "gao", 4_960_000_000, 61_000, "túi", 82_000),
    ("B04", "Bột nghệ vàng", "B", "bot", 3_380_000_000, 29_000, "hũ", 120_000),
    ("B05", "Bánh ú lá tre", "B", "banh", 760_000_000, 52_000, "chục", 60_000),
    ("B06", "Khoai lang tím sấy giòn", "B", "khoai", 4_410_000_000, 74_000, "gói", 48_000),
    ("C01", "Máy ép nước cốt dừa", "C", "may", 3_650_000_000, 95, "máy", 41_000_000),
    ("D01", "Đất sạch trồng rau", "D", "phan", 1_870_000_000, 3_100, "tấn", 1_900_000),
)

COLLECTING: tuple[Product, ...] = (
    ("A01", "Tranh ghép vỏ dừa", "A", "dua", 640_000_000, 1_900, "bức", 450_000),
    ("B01", "Mật hoa dừa cô đặc", "B", "dua", 2_780_000_000, 26_000, "chai", 118_000),
    ("B02", "Bún khô gạo lứt", "B", "gao", 1_930_000_000, 72_000, "gói", 32_000),
    ("B03", "Kẹo dừa sầu riêng ít đường", "B", "keo", 3_210_000_000, 83_000, "hộp", 48_000),
    ("B04", "Khoai lang tím cấp đông", "B", "khoai", 5_640_000_000, 210_000, "kg", 39_000),
    ("D01", "Viên nén trấu", "D", "phan", 1_120_000_000, 2_400, "tấn", 2_100_000),
)
# fmt: on


def rows(products: tuple[Product, ...]) -> list[tuple[object, ...]]:
    """Return the rows of the office's list, one per product, in the order of the headings."""
    listed: list[tuple[object, ...]] = []
    for number, (code, name, group, maker, revenue, output, unit, price) in enumerate(products, start=1):
        firm, form, address, commune, phone, tax_code, head, workers, women = MAKERS[maker]
        listed.append(
            (
                number,
                code,
                name,
                group,
                firm,
                form,
                address,
                commune,
                phone,
                tax_code,
                head,
                workers,
                women,
                revenue,
                output,
                unit,
                price,
            )
        )
    return listed
