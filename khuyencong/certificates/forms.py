"""What may be typed about certificates."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khuyencong.certificates.rules.facts import LEVEL_WORDS, LONGEST
from khuyencong.vietnamese.dates import read_date

PDF_LIMIT = 20 * 1024 * 1024


class DayField(forms.CharField):
    """A day as offices type it, day first."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return read_date(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        return f"{value.day:02d}/{value.month:02d}/{value.year}" if isinstance(value, date) else value


class ReasonForm(forms.Form):
    """Why something is done that cannot be undone."""

    reason = forms.CharField(label=_("Lý do"), min_length=5, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class ReplaceForm(ReasonForm):
    """What the new certificate says instead, and why."""

    product_name = forms.CharField(label=_("Tên sản phẩm"), max_length=LONGEST["product_name"])
    is_set = forms.BooleanField(label=_("Là bộ sản phẩm"), required=False)
    establishment_name = forms.CharField(label=_("Tên cơ sở"), max_length=LONGEST["establishment_name"])
    establishment_address = forms.CharField(
        label=_("Địa chỉ (xã, tỉnh)"), max_length=LONGEST["establishment_address"], required=False
    )
    field_order = ("product_name", "is_set", "establishment_name", "establishment_address", "reason")


class ForeignForm(forms.Form):
    """A certificate that another body gave, as it stands on its paper."""

    level = forms.ChoiceField(label=_("Cấp"), choices=[(code, word) for code, word in LEVEL_WORDS.items()])
    year = forms.IntegerField(label=_("Năm bình chọn"), min_value=2010, max_value=2200)
    number = forms.CharField(label=_("Số giấy chứng nhận"), max_length=120)
    issuing_authority = forms.CharField(label=_("Cơ quan cấp"), max_length=200)
    decision_number = forms.CharField(label=_("Số quyết định công nhận"), max_length=120)
    decision_on = DayField(label=_("Ngày quyết định"), help_text=_("Ngày/tháng/năm, ví dụ 21/08/2026."))
    issued_on = DayField(label=_("Ngày cấp"))
    valid_until = DayField(label=_("Có giá trị đến"), help_text=_("Như ghi trên giấy."))


class VerifyForm(forms.Form):
    """A code as typed, or the PDF itself."""

    code = forms.CharField(
        label=_("Mã kiểm tra"),
        max_length=500,
        help_text=_("16 chữ và số, in dưới mã QR. Gõ hoa hay thường, có gạch hay không đều được."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "inputmode": "text"}
        ),
    )


class FileForm(forms.Form):
    """A PDF to be checked; it is not kept."""

    file = forms.FileField(label=_("Tệp PDF của giấy chứng nhận"), max_length=200)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > PDF_LIMIT:
            raise forms.ValidationError(_("Tệp lớn hơn 20 MB; giấy chứng nhận không lớn như vậy."))
        return file
