"""What an officer asks of the calculator of support."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khuyencong.db.fields import MoneyInput
from khuyencong.kernel.refusal import Refusal
from khuyencong.law.norms import NormsOfDay
from khuyencong.programme.rules.contents import content_groups, content_types
from khuyencong.programme.rules.streams import STREAM_LABELS
from khuyencong.vietnamese.dates import read_date
from khuyencong.vietnamese.unreadable import Unreadable


class DayInput(forms.CharField):
    """A day as people type it."""

    def to_python(self, value: Any) -> date | None:  # type: ignore[override]  # the form hands on a day, not text
        """Read the day, or tell what is wrong with it."""
        text = super().to_python(value)
        try:
            return read_date(text) if text else None
        except Unreadable as unread:
            raise forms.ValidationError(gettext(unread.sentence) % unread.values, code="unreadable") from unread


class SupportQuestion(forms.Form):
    """One question to the calculator; the names of an address are Vietnamese."""

    de_an = forms.IntegerField(required=False, widget=forms.HiddenInput)
    ngay = DayInput(
        label=_("Ngày phê duyệt"),
        help_text=_("Quy định của ngày này được dùng. Ngày/tháng/năm."),
    )
    noi_dung = forms.ChoiceField(label=_("Nội dung"))
    nguon = forms.ChoiceField(label=_("Nguồn kinh phí"))
    chi_phi = MoneyInput(label=_("Chi phí hợp lệ trước thuế"), help_text=_("Ví dụ: 600 triệu, hoặc 600.000.000."))
    thue = MoneyInput(label=_("Thuế giá trị gia tăng"), required=False)
    khau_tru = forms.BooleanField(label=_("Cơ sở được khấu trừ thuế này"), required=False)
    de_nghi = MoneyInput(label=_("Số đề nghị hỗ trợ"), required=False)
    con_lai = MoneyInput(label=_("Số còn được dùng của dòng kế hoạch"), required=False)
    so_luong = forms.IntegerField(
        label=_("Số đơn vị"),
        required=False,
        min_value=1,
        max_value=10_000,
        help_text=_("Số cơ sở, mô hình, kỳ… mà mức tối đa tính cho từng cái."),
    )
    ma_so_thue = forms.CharField(label=_("Mã số thuế của cơ sở"), required=False, max_length=20)
    so_may = forms.CharField(
        label=_("Số máy (sê-ri)"), required=False, max_length=400, help_text=_("Nhiều số cách nhau bằng dấu phẩy.")
    )

    def __init__(self, norms: NormsOfDay, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices("noi_dung", grouped_contents(norms))
        self._choices("nguon", [(code.value, gettext(label)) for code, label in STREAM_LABELS.items()])

    def _choices(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def serials(self) -> list[str]:
        """The serial numbers that were typed."""
        return [part.strip() for part in self.cleaned_data["so_may"].split(",") if part.strip()]


class TwoDays(forms.Form):
    """Two days whose norms are laid beside one another."""

    tu = DayInput(label=_("Quy định ngày"))
    den = DayInput(label=_("So với ngày"))


def grouped_contents(norms: NormsOfDay) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the contents of a day as choices, under the name of their group."""
    try:
        groups, contents = content_groups(norms), content_types(norms).values()
    except Refusal:
        return []
    return [
        (
            f"{code}. {gettext(label)}",
            [(one.code, gettext(one.label)) for one in contents if one.group == code],
        )
        for code, label in groups.items()
    ]
