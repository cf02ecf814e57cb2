"""What is typed about payment orders and transfers."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khuyencong.db.fields import MoneyInput
from khuyencong.programme.forms.support import DayInput
from khuyencong.programme.models import PaymentOrder, Plan
from khuyencong.programme.rules.buckets import KINDS, Kind

BY_HAND = (Kind.RELEASE, Kind.RESERVE, Kind.CONTRACT, Kind.REDUCE_CONTRACT, Kind.SETTLE, Kind.RESTORE)
"""Kinds that an accountant posts by hand; budget acts have screens of the plan, payments have orders."""


class PaymentForm(forms.Form):
    """A request for money to leave or come back."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    kind = forms.ChoiceField(label=_("Loại"), choices=PaymentOrder.Kind.choices)
    amount = MoneyInput(label=_("Số tiền"), help_text=_("Ví dụ: 120 triệu, hoặc 120.000.000."))
    due_back_on = DayInput(
        label=_("Hạn thu hồi tạm ứng"), required=False, help_text=_("Chỉ ghi khi tạm ứng. Ngày/tháng/năm.")
    )
    reason = forms.CharField(label=_("Nội dung"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    paper = forms.CharField(label=_("Chứng từ kèm theo"), max_length=120, required=False)


class PaymentMadeForm(forms.Form):
    """The document by which money moved."""

    transfer_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    on = DayInput(label=_("Ngày chứng từ"), help_text=_("Ngày/tháng/năm."))
    paper = forms.CharField(label=_("Số chứng từ"), max_length=120, help_text=_("Ví dụ: UNC 15, Giấy rút dự toán 7."))


class TransferForm(forms.Form):
    """A transfer posted by hand on a line of a plan."""

    transfer_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    line = forms.ChoiceField(label=_("Dòng kế hoạch"))
    kind = forms.ChoiceField(label=_("Loại bút toán"))
    project = forms.CharField(label=_("Mã đề án"), max_length=40)
    amount = MoneyInput(label=_("Số tiền"))
    on = DayInput(label=_("Ngày chứng từ"), help_text=_("Ngày/tháng/năm."))
    paper = forms.CharField(label=_("Số chứng từ"), max_length=120)
    note = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)

    def __init__(self, plan: Plan, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = plan.lines.order_by("code").values_list("code", "name")
        for name, choices in (
            ("line", [(code, f"{code} {title}") for code, title in lines]),
            ("kind", [(kind.value, gettext(KINDS[kind].label)) for kind in BY_HAND]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
