"""Papers of one dossier: registration form, description, request to add papers; and the list of all dossiers.

The circular's annexes 1, 2 and 5 were not seen; their fields are the ones usually asked for, see the norms.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from khuyencong.documents.rules.papers.paper import Annex, Fields, Form, Letterhead, Paper, Paragraph, Points, Signature
from khuyencong.registry.rules.legal_forms import LABELS, LegalForm
from khuyencong.selection.models import Dossier, Round
from khuyencong.selection.papers.words import (
    DOTS,
    award_of,
    center,
    day,
    group_labels,
    head_of_office,
    left,
    long_day,
    numbered,
    office_head,
    product_of,
    section,
    table,
    text_or_dots,
)
from khuyencong.selection.rules.dossier_life import LIVE_STATES
from khuyencong.vietnamese.numbers import format_decimal

LISTED = (
    center("TT"),
    center("Mã số", 9),
    left("Sản phẩm", 26),
    left("Cơ sở", 24),
    left("Địa chỉ", 24),
    center("Nhóm", 7),
    left("Mô tả ngắn", 26),
    left("Giấy chứng nhận cấp dưới", 16),
)
SHORTEST_CUT = 240


def registration_form(dossier: Dossier, on: date) -> Paper:
    """Return the maker's application (Phụ lục 1), filled in with what the office has on file."""
    return Paper(
        form=Form.SHEET,
        name="PHIẾU ĐĂNG KÝ THAM GIA BÌNH CHỌN",
        abbreviation="",
        abstract=award_of(dossier.round),
        letterhead=_maker_head(dossier),
        addressees=(f"Hội đồng bình chọn {award_of(dossier.round)}",),
        body=(
            section("I.", "CƠ SỞ CÔNG NGHIỆP NÔNG THÔN"),
            _maker_fields(dossier),
            section("II.", "SẢN PHẨM ĐĂNG KÝ"),
            Fields(
                (
                    ("Tên sản phẩm, bộ sản phẩm", product_of(dossier)),
                    ("Nhóm sản phẩm", group_labels(dossier.round).get(dossier.group, dossier.group)),
                    ("Mã số bình chọn (cơ quan nhận ghi)", dossier.entry_code),
                )
            ),
            section("III.", "CAM KẾT"),
            Paragraph(
                "Cơ sở tự nguyện tham gia bình chọn; sản phẩm do chính cơ sở sản xuất, không sao chép; cơ sở chịu "
                "trách nhiệm về tính xác thực của thông tin trong hồ sơ."
            ),
        ),
        signatures=(_signed_by_maker(dossier),),
    )


def description_paper(dossier: Dossier, on: date) -> Paper:
    """Return the description of the product (Phụ lục 2), filled in with what the dossier declares."""
    return Paper(
        form=Form.SHEET,
        name="THUYẾT MINH, MÔ TẢ SẢN PHẨM",
        abbreviation="",
        abstract=dossier.product_name,
        letterhead=_maker_head(dossier),
        body=(
            section("1.", "Sản phẩm"),
            Fields(
                (
                    ("Tên sản phẩm, bộ sản phẩm", product_of(dossier)),
                    ("Nhóm sản phẩm", group_labels(dossier.round).get(dossier.group, dossier.group)),
                    ("Cơ sở sản xuất", dossier.establishment_name),
                    ("Kích thước, khối lượng", ""),
                    ("Nguyên liệu và nơi cung cấp", ""),
                    ("Tiêu chuẩn chất lượng áp dụng", ""),
                )
            ),
            section("2.", "Thuyết minh"),
            *text_or_dots(dossier.description),
            section("3.", "Sản xuất và thị trường"),
            Fields(
                (
                    ("Sản lượng mỗi năm", _output(dossier)),
                    ("Giá bán (đồng)", _number(dossier, "price")),
                    ("Doanh thu năm trước (đồng)", _number(dossier, "revenue")),
                    ("Thị trường, tỷ lệ xuất khẩu", ""),
                    ("Số lao động", _number(dossier, "workers")),
                    ("Thu nhập bình quân", ""),
                )
            ),
            section("4.", "Môi trường, kiểu dáng, văn hóa"),
            *text_or_dots(""),
            section("5.", "Giải thưởng, nhãn hiệu, sở hữu trí tuệ"),
            Fields((("Giấy chứng nhận cấp dưới", _lower(dossier)), ("Giải thưởng, chứng nhận khác", ""))),
        ),
        signatures=(_signed_by_maker(dossier),),
    )


def entry_list(round_: Round, on: date) -> Paper:
    """Return the list of the products that take part (Phụ lục 5), by entry code."""
    found = round_.dossiers.filter(state__in=sorted(LIVE_STATES)).select_related("establishment__place")
    rows = [
        (
            one.entry_code,
            product_of(one),
            one.establishment_name,
            one.establishment.public_address,
            one.group,
            _cut(one.description),
            _lower(one),
        )
        for one in found.order_by("entry_code", "pk")
    ]
    return Paper(
        form=Form.NAMED,
        name="DANH SÁCH TRÍCH NGANG",
        abbreviation="DS",
        abstract=f"Sản phẩm đăng ký tham gia bình chọn {award_of(round_)}",
        letterhead=office_head(round_.office),
        body=(Paragraph(f"Tổng số: {len(rows):02d} sản phẩm, bộ sản phẩm (danh sách kèm theo)."),),
        signatures=(head_of_office(round_.office),),
        annexes=(
            Annex(f"DANH SÁCH {award_of(round_).upper()} ĐĂNG KÝ", (table(LISTED, numbered(rows)),), is_landscape=True),
        ),
    )


def supplement_letter(dossier: Dossier, on: date) -> Paper:
    """Return the letter that asks the maker to add papers, from the latest request; dots where nothing was asked."""
    asked = dossier.supplements.order_by("-requested_at", "-pk").first()
    items = tuple(str(item["label"]) for item in asked.items) if asked else (DOTS * 3,)
    note = (Paragraph(asked.note),) if asked and asked.note else ()
    return Paper(
        form=Form.LETTER,
        name="",
        abbreviation="",
        abstract=f"V/v bổ sung hồ sơ bình chọn {award_of(dossier.round)}",
        letterhead=office_head(dossier.round.office),
        addressees=(dossier.establishment_name,),
        body=(
            Paragraph(
                f"{dossier.round.office.name} đã nhận hồ sơ mã số {dossier.entry_code} của "
                f"{dossier.establishment_name} đăng ký sản phẩm “{dossier.product_name}”. "
                "Qua kiểm tra, đề nghị cơ sở bổ sung:"
            ),
            Points(items),
            *note,
            Paragraph(
                f"Giấy tờ bổ sung gửi về {dossier.round.office.name} trước khi hết "
                f"{long_day(asked.due_on if asked else None)}."
            ),
        ),
        signatures=(head_of_office(dossier.round.office),),
    )


def _maker_head(dossier: Dossier) -> Letterhead:
    place = dossier.establishment.public_address.partition(",")[0]
    return Letterhead("", dossier.establishment_name.upper(), place, "")


def _maker_fields(dossier: Dossier) -> Fields:
    maker = dossier.establishment
    return Fields(
        (
            ("Tên cơ sở", dossier.establishment_name),
            ("Loại hình", LABELS[LegalForm(maker.form)]),
            ("Mã số thuế", maker.tax_code),
            ("Người đại diện", dossier.representative),
            ("Địa chỉ", dossier.address),
            ("Điện thoại", dossier.phone),
            ("Vốn", ""),
            ("Số lao động", _number(dossier, "workers")),
            ("Trong đó lao động nữ", _number(dossier, "female_workers")),
        )
    )


def _signed_by_maker(dossier: Dossier) -> Signature:
    return Signature(("ĐẠI DIỆN CƠ SỞ",), dossier.representative, "(Ký, đóng dấu nếu có)")


def _number(dossier: Dossier, name: str) -> str:
    value = dossier.facts.get(name)
    return format_decimal(Fraction(value), 0) if isinstance(value, int) else "" if value is None else str(value)


def _output(dossier: Dossier) -> str:
    unit = str(dossier.facts.get("unit", "")) or dossier.product.unit
    return " ".join(part for part in (_number(dossier, "annual_output"), unit) if part)


def _lower(dossier: Dossier) -> str:
    if not dossier.lower_certificate:
        return ""
    until = f", còn hạn đến {day(dossier.lower_valid_until)}" if dossier.lower_valid_until else ""
    return f"{dossier.lower_certificate}{until}"


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHORTEST_CUT else f"{words[:SHORTEST_CUT].rpartition(' ')[0]}…"
