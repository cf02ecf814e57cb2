"""What may be typed about evidence: looks for double support, invoices, lines of statements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuyencong.db.fields import MoneyInput
from khuyencong.kernel.money import Money
from khuyencong.programme.models import SupportCheck, Transfer
from khuyencong.programme.rules.evidence.invoices import InvoiceFacts
from khuyencong.ui.templatetags.words import dong, ngay

MOST_SERIALS = 50


class SerialsForm(forms.Form):
    """Serial numbers seen on the spot that are not on file yet."""

    so_may = forms.CharField(
        label=gettext_lazy("Số máy đã thấy trên nhãn"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Nhiều số cách nhau bằng dấu phẩy."),
    )

    def serials(self) -> list[str]:
        """Return the numbers one by one."""
        typed = self.cleaned_data.get("so_may", "") if self.is_valid() else ""
        return [part.strip() for part in typed.split(",") if part.strip()][:MOST_SERIALS]


class SupportCheckForm(SerialsForm):
    """What somebody says of the findings after looking at them."""

    stage = forms.ChoiceField(label=gettext_lazy("Xem khi"), choices=SupportCheck.Stage.choices)
    is_allowed = forms.TypedChoiceField(
        label=gettext_lazy("Kết luận"),
        choices=(
            ("yes", gettext_lazy("Được đi tiếp: không phải hỗ trợ trùng")),
            ("no", gettext_lazy("Dừng lại: là hỗ trợ trùng")),
        ),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Đã xem gì, vì sao khác hoặc giống đề án trước."),
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["so_may"].widget = forms.HiddenInput()

    def clean_reason(self) -> str:
        """Ask for a reason where the form knows that one is needed."""
        reason: str = self.cleaned_data["reason"].strip()
        if self.data.get("seen") and not reason:
            raise forms.ValidationError(_("Có dấu hiệu hỗ trợ trùng thì phải ghi lý do."))
        return reason


class InvoiceForm(forms.Form):
    """One invoice as it stands on paper."""

    series = forms.CharField(
        label=gettext_lazy("Ký hiệu"), max_length=30, required=False, help_text=gettext_lazy("Ví dụ: 1C26TAA.")
    )
    number = forms.CharField(label=gettext_lazy("Số hóa đơn"), max_length=30)
    issued_on = forms.DateField(label=gettext_lazy("Ngày hóa đơn"), help_text=gettext_lazy("Ngày/tháng/năm."))
    seller = forms.CharField(label=gettext_lazy("Người bán"), max_length=300)
    seller_tax_code = forms.CharField(label=gettext_lazy("Mã số thuế người bán"), max_length=20)
    content = forms.CharField(label=gettext_lazy("Nội dung"), max_length=400, required=False)
    before_vat = MoneyInput(label=gettext_lazy("Tiền trước thuế"))
    vat = MoneyInput(label=gettext_lazy("Thuế GTGT"), required=False)
    state_share = MoneyInput(
        label=gettext_lazy("Phần kinh phí khuyến công"),
        required=False,
        help_text=gettext_lazy("Phần của hóa đơn này do kinh phí khuyến công chi trả, nếu đã tách."),
    )

    def facts(self) -> InvoiceFacts:
        """Return the invoice for the rules."""
        told = self.cleaned_data
        return InvoiceFacts(**{**told, "vat": told["vat"] or Money(0)})


class MatchForm(forms.Form):
    """Which transfer a line of a statement is; without one, why it is none."""

    transfer = forms.ChoiceField(label=gettext_lazy("Bút toán"), required=False, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Vì sao không thuộc kinh phí khuyến công"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Ví dụ: phí ngân hàng, lương, tiền lãi."),
    )

    def __init__(self, *args: Any, transfers: Sequence[Transfer], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["transfer"]
        assert isinstance(field, forms.ChoiceField)
        none = ("", _("Không phải bút toán nào ở trên"))
        field.choices = [*((str(one.pk), _transfer_words(one)) for one in transfers), none]


def _transfer_words(one: Transfer) -> str:
    project = f"{one.project.code} {one.project.name}" if one.project is not None else one.line.code
    words = (ngay(one.on), one.get_kind_display(), one.paper, project, dong(one.amount))
    return " · ".join(str(word) for word in words if word)
