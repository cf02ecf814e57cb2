"""What may be typed about evidence: looks for double support, invoices, lines of statements."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuyencong.programme.models import SupportCheck

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
