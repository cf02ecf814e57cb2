"""What may be typed about the decision, the contract, an annex and an adjustment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuyencong.db.fields import MoneyInput
from khuyencong.programme.forms.projects.application import DAY, Choices, lines, offer
from khuyencong.programme.models import PlanLine, Project
from khuyencong.programme.rules.projects.contracting import ContractFacts


class PlanForm(forms.Form):
    """The decision that approves a project."""

    line = forms.ChoiceField(label=gettext_lazy("Dòng kế hoạch"), widget=forms.RadioSelect)
    approved = MoneyInput(
        label=gettext_lazy("Mức phê duyệt"),
        required=False,
        help_text=gettext_lazy("Để trống thì lấy mức cao nhất mà định mức, thẩm định và dòng kế hoạch cho phép."),
    )
    decision_number = forms.CharField(label=gettext_lazy("Số quyết định"), max_length=80)
    decision_on = forms.DateField(label=gettext_lazy("Ngày quyết định"), help_text=DAY)
    invoices_from = forms.DateField(
        label=gettext_lazy("Chứng từ từ ngày"),
        required=False,
        help_text=gettext_lazy("Để trống thì theo quy định: trong năm ngân sách."),
    )
    invoices_until = forms.DateField(label=gettext_lazy("Chứng từ đến hết ngày"), required=False)
    replaces = forms.ChoiceField(label=gettext_lazy("Thay cho đề án"), required=False)

    def __init__(
        self, *args: Any, choices: Choices, known: Sequence[PlanLine], over: Sequence[Project], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.lines = {str(one.pk): one for one in known}
        self.over = {str(one.pk): one for one in over}
        offer(self, "line", choices)
        offer(self, "replaces", [("", "—"), *((key, str(one)) for key, one in self.over.items())])


class PlanManyForm(forms.Form):
    """The decision that approves several projects, each within its own most."""

    decision_number = forms.CharField(label=gettext_lazy("Số quyết định"), max_length=80)
    decision_on = forms.DateField(label=gettext_lazy("Ngày quyết định"), help_text=DAY)


class ContractForm(forms.Form):
    """A contract."""

    number = forms.CharField(label=gettext_lazy("Số hợp đồng"), max_length=80)
    signed_on = forms.DateField(label=gettext_lazy("Ngày ký"), help_text=DAY)
    amount = MoneyInput(label=gettext_lazy("Giá trị hỗ trợ"))
    ends_on = forms.DateField(label=gettext_lazy("Thời hạn thực hiện"), help_text=DAY)
    advance_percent = forms.IntegerField(label=gettext_lazy("Tỷ lệ tạm ứng (%)"), min_value=0, max_value=100, initial=0)
    beneficiary_account = forms.CharField(label=gettext_lazy("Tài khoản nhận tiền"), required=False, max_length=80)
    note = forms.CharField(label=gettext_lazy("Nội dung"), required=False, max_length=2000, widget=lines(3))
    is_confirmed = forms.BooleanField(
        label=gettext_lazy("Cơ sở đã xác nhận lại: sẽ thực hiện và có đủ vốn đối ứng"), required=False
    )
    releases_rest = forms.BooleanField(
        label=gettext_lazy("Trả phần chưa dùng của mức phê duyệt về dòng kế hoạch"), required=False
    )

    def facts(self) -> ContractFacts:
        """Return what was typed, for the rules."""
        told = self.cleaned_data
        return ContractFacts(
            number=told["number"],
            signed_on=told["signed_on"],
            amount=told["amount"],
            ends_on=told["ends_on"],
            advance_percent=told["advance_percent"],
            decision_number=told.get("decision_number", ""),
        )


class AnnexForm(ContractForm):
    """An annex: what holds after it."""

    decision_number = forms.CharField(
        label=gettext_lazy("Quyết định điều chỉnh"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("Bắt buộc khi thay đổi giá trị hợp đồng."),
    )
    is_confirmed = None  # type: ignore[assignment]  # Django's way to drop a field of the form above
    beneficiary_account = None  # type: ignore[assignment]  # Django's way to drop a field of the form above
    field_order = ("number", "signed_on", "decision_number", "amount", "ends_on", "advance_percent", "note")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["number"].label = _("Số phụ lục")
        self.fields["amount"].label = _("Giá trị hỗ trợ sau phụ lục")


class AdjustForm(forms.Form):
    """An adjustment of an approved project."""

    name = forms.CharField(label=gettext_lazy("Tên đề án"), max_length=400)
    summary = forms.CharField(
        label=gettext_lazy("Mục tiêu, nội dung chính"), required=False, max_length=5000, widget=lines(4)
    )
    approved = MoneyInput(label=gettext_lazy("Mức phê duyệt"))
    eligible_cost = MoneyInput(label=gettext_lazy("Chi phí hợp lệ"))
    total_cost = MoneyInput(label=gettext_lazy("Tổng kinh phí"), required=False)
    counterpart = MoneyInput(label=gettext_lazy("Vốn của cơ sở"), required=False)
    ends_on = forms.DateField(label=gettext_lazy("Hoàn thành"), required=False, help_text=DAY)
    invoices_from = forms.DateField(label=gettext_lazy("Chứng từ từ ngày"), required=False)
    invoices_until = forms.DateField(label=gettext_lazy("Chứng từ đến hết ngày"), required=False)
    paper = forms.CharField(label=gettext_lazy("Số văn bản điều chỉnh"), max_length=120)
    confirmed_by_department = forms.CharField(
        label=gettext_lazy("Ý kiến xác nhận của Sở"), required=False, max_length=200
    )
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=2000, widget=lines(3))

    PAPERS = ("paper", "confirmed_by_department", "reason")

    def changes(self) -> dict[str, Any]:
        """Return the fields of the project as typed."""
        return {name: value for name, value in self.cleaned_data.items() if name not in self.PAPERS}
