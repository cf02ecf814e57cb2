"""Official forms of reports as data: sections, columns, titles, signers; an office keeps its own versions. Pure.

Columns and ways of grouping are closed lists. No form claims a number of a circular: that of TT 34/2022/TT-BCT is not
known, so the defaults are the product's proposal and each office edits them. Words of forms are Vietnamese only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.reporting.rules.indicators import MEASURES, IndicatorTable
from khuyencong.reporting.rules.periods import PeriodKind

COLUMNS: Final[Mapping[str, str]] = {
    "plan": "Kế hoạch năm",
    "period": "Thực hiện trong kỳ",
    "to_date": "Lũy kế từ đầu năm",
    "plan_percent": "So với kế hoạch năm (%)",
    "last_period": "Cùng kỳ năm trước",
    "last_to_date": "Lũy kế cùng kỳ năm trước",
    "growth": "So với cùng kỳ (%)",
    "growth_to_date": "Lũy kế so với cùng kỳ (%)",
    "programme": "Lũy kế từ đầu chương trình",
}
RATES: Final[Mapping[str, tuple[str, str]]] = {
    "plan_percent": ("to_date", "plan"),
    "growth": ("period", "last_period"),
    "growth_to_date": ("to_date", "last_to_date"),
}
"""Columns that are a rate in percent of two others."""
INDICATORS, BREAKDOWN, TARGETS = "indicators", "breakdown", "targets"
SECTION_KINDS: Final = (INDICATORS, BREAKDOWN, TARGETS)
WAYS: Final[Mapping[str, str]] = {
    "source": "Nguồn kinh phí",
    "group": "Nhóm nội dung",
    "content": "Nội dung",
    "sector": "Ngành nghề",
    "commune": "Xã, phường, đặc khu",
    "old_district": "Huyện, thị xã, thành phố (trước 01/7/2025)",
    "old_province": "Tỉnh (trước 01/7/2025)",
    "year": "Năm kế hoạch",
}
BY_PLACE_OR_SECTOR: Final = frozenset({"sector", "commune", "old_district", "old_province"})


@dataclass(frozen=True, slots=True)
class SectionFacts:
    """One table of a form: indicators in rows, or indicators in columns by one way of grouping, or the targets."""

    kind: str
    title: str
    indicators: tuple[str, ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True)
class FormFacts:
    """A form as one office uses it; ``columns`` are codes with the heading that is printed."""

    code: str
    title: str
    periods: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    sections: tuple[SectionFacts, ...]
    narrative: tuple[str, ...] = ()
    in_millions: bool = False
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signers: tuple[str, ...] = ("GIÁM ĐỐC",)
    signer_name: str = ""
    note: str = ""

    @property
    def all_indicators(self) -> set[str]:
        """Every indicator that it names."""
        return {code for section in self.sections for code in section.indicators} | set(self.narrative)


def read_form(raw: Mapping[str, Any]) -> FormFacts:
    """Build a form from plain data: of the default forms, or of an office's own version."""
    return FormFacts(
        code=str(raw["code"]),
        title=str(raw["title"]),
        periods=tuple(raw["periods"]),
        columns=tuple((code, label or COLUMNS.get(code, code)) for code, label in map(_pair, raw["columns"])),
        sections=tuple(
            SectionFacts(one["kind"], one["title"], tuple(one.get("indicators", ())), one.get("by", ""))
            for one in raw["sections"]
        ),
        narrative=tuple(raw.get("narrative", ())),
        in_millions=bool(raw.get("in_millions", False)),
        addressees=tuple(raw.get("addressees", ())),
        recipients=tuple(raw.get("recipients", ())),
        signers=tuple(raw.get("signers", ("GIÁM ĐỐC",))),
        signer_name=str(raw.get("signer_name", "")),
        note=str(raw.get("note", "")),
    )


def _pair(given: Any) -> tuple[str, str]:
    return (given, "") if isinstance(given, str) else (given[0], given[1])


def plain_form(form: FormFacts) -> dict[str, Any]:
    """Return a form as plain data that JSON keeps."""
    return {
        "code": form.code, "title": form.title, "periods": list(form.periods),
        "columns": [list(one) for one in form.columns], "narrative": list(form.narrative),
        "sections": [
            {"kind": one.kind, "title": one.title, "indicators": list(one.indicators), "by": one.by}
            for one in form.sections
        ],
        "in_millions": form.in_millions, "addressees": list(form.addressees), "recipients": list(form.recipients),
        "signers": list(form.signers), "signer_name": form.signer_name, "note": form.note,
    }  # fmt: skip  # a table


def form_refusals(form: FormFacts, table: IndicatorTable) -> list[Refusal]:
    """Return every fault of a form at once."""
    return [Refusal(f"reporting.{code}", words, source="", **values) for code, words, values in _faults(form, table)]


Fault = tuple[str, str, dict[str, object]]


def _faults(form: FormFacts, table: IndicatorTable) -> Iterator[Fault]:
    if not form.title.strip():
        yield "form_without_title", _("Mẫu báo cáo phải có tên."), {}
    if not form.periods or set(form.periods) - {kind.value for kind in PeriodKind}:
        yield "form_without_period", _("Mẫu báo cáo phải dùng cho ít nhất một loại kỳ: tháng, quý, 6 tháng, năm."), {}
    yield from _column_faults([code for code, _label in form.columns])
    if not form.sections:
        yield "form_without_section", _("Mẫu báo cáo phải có ít nhất một bảng."), {}
    if strange := sorted(form.all_indicators - table.indicators.keys()):
        yield "unknown_indicator", _("Không có chỉ tiêu mang mã “%(codes)s”."), {"codes": ", ".join(strange)}
    for section in form.sections:
        yield from _section_faults(section, table)
    if not any(line.strip() for line in form.signers):
        yield "form_without_signer", _("Mẫu báo cáo phải ghi chức vụ người ký."), {}


def _column_faults(codes: list[str]) -> Iterator[Fault]:
    if not set(codes) & (COLUMNS.keys() - RATES.keys()):
        yield "form_without_column", _("Mẫu báo cáo phải có ít nhất một cột số liệu."), {}
    if strange := sorted(set(codes) - COLUMNS.keys()):
        yield "unknown_column", _("Không có cột mang mã “%(codes)s”."), {"codes": ", ".join(strange)}
    if len(set(codes)) != len(codes):
        yield "column_twice", _("Mỗi cột chỉ đứng một lần trong mẫu."), {}
    for code in codes:
        if missing := sorted(set(RATES.get(code, ())) - set(codes)):
            labels = ", ".join(COLUMNS[one] for one in missing)
            words = _("Cột “%(column)s” tính từ cột “%(missing)s” nên mẫu phải có cột đó.")
            yield "column_without_parts", words, {"column": COLUMNS[code], "missing": labels}


def _section_faults(section: SectionFacts, table: IndicatorTable) -> Iterator[Fault]:
    if section.kind not in SECTION_KINDS:
        yield "unknown_section", _("Không có loại bảng “%(kind)s”."), {"kind": section.kind}
    if section.kind == BREAKDOWN and section.by not in WAYS:
        yield "unknown_way", _("Không có cách phân tổ “%(by)s”."), {"by": section.by}
    if section.kind != TARGETS and not section.indicators:
        yield "section_without_indicator", _("Bảng “%(title)s” chưa có chỉ tiêu."), {"title": section.title}
    if section.kind == BREAKDOWN:
        known = [table.indicators[code] for code in section.indicators if code in table.indicators]
        narrow = section.by in BY_PLACE_OR_SECTOR
        fits = [one.split and one.adds_up and (not narrow or MEASURES[one.measure].grouped) for one in known]
        for one, can in zip(known, fits, strict=True):
            if not can:
                words = _("Chỉ tiêu “%(indicator)s” không tách được theo “%(way)s”.")
                values: dict[str, object] = {"indicator": one.label, "way": WAYS.get(section.by, section.by)}
                yield "indicator_not_grouped", words, values
