"""What may be typed about a yearly plan: its year, its lines, the decision that approves it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from khuyencong.db.fields import MoneyInput
from khuyencong.kernel.money import Money
from khuyencong.programme.models import Plan, PlanLine, Programme
from khuyencong.programme.rules.plans.lines import ContentChoice, LineDraft, PlanRoom
from khuyencong.programme.rules.streams import STREAM_LABELS

ZERO = Money(0)
HINTED = ("name", "support", "counterpart", "quantity", "unit", "first_year", "last_year", "note")
FIXED = ("stream", "content", "kind", "name", "first_year", "last_year")
STREAMS = [(code.value, gettext_lazy(label)) for code, label in STREAM_LABELS.items()]


class OpenPlanForm(forms.Form):
    """A new yearly plan."""

    year = forms.IntegerField(label=gettext_lazy("Năm kế hoạch"), min_value=1990, max_value=2200)
    name = forms.CharField(
        label=gettext_lazy("Tên kế hoạch"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Để trống: “Kế hoạch khuyến công năm …”."),
    )
    programme = forms.ModelChoiceField(
        Programme.objects.none(),
        label=gettext_lazy("Thuộc chương trình"),
        required=False,
        empty_label=gettext_lazy("Không thuộc chương trình nào"),
    )
    copied = forms.ModelChoiceField(
        Plan.objects.none(),
        label=gettext_lazy("Chép các dòng từ"),
        required=False,
        empty_label=gettext_lazy("Không chép, bắt đầu từ bảng trống"),
        help_text=gettext_lazy("Nội dung không còn trong danh mục của năm mới thì không chép."),
    )

    def __init__(self, *args: Any, programmes: Any, plans: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("programme", programmes), ("copied", plans)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows


class LineForm(forms.Form):
    """One line; a row without a name counts as left out. What stood in an earlier version keeps its kind of money."""

    code = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    stream = forms.ChoiceField(label=gettext_lazy("Nguồn"), choices=STREAMS, initial="local")
    content = forms.ChoiceField(label=gettext_lazy("Nội dung"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=PlanLine.Kind.choices, initial="regular")
    name = forms.CharField(label=gettext_lazy("Tên dòng kế hoạch"), required=False, max_length=300)
    support = MoneyInput(label=gettext_lazy("Kinh phí hỗ trợ"), required=False)
    counterpart = MoneyInput(label=gettext_lazy("Vốn đối ứng"), required=False)
    quantity = forms.IntegerField(label=gettext_lazy("Khối lượng"), required=False, min_value=0, max_value=10**9)
    unit = forms.CharField(label=gettext_lazy("Đơn vị tính"), required=False, max_length=40)
    first_year = forms.IntegerField(label=gettext_lazy("Từ năm"), required=False, min_value=1990, max_value=2200)
    last_year = forms.IntegerField(label=gettext_lazy("Đến năm"), required=False, min_value=1990, max_value=2200)
    note = forms.CharField(label=gettext_lazy("Ghi chú"), required=False, max_length=300)
    drop = forms.BooleanField(label=gettext_lazy("Bỏ dòng này"), required=False)

    def __init__(self, *args: Any, contents: list[tuple[str, str]], room: PlanRoom, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in HINTED:
            self.fields[name].widget.attrs["placeholder"] = self.fields[name].label
        field = self.fields["content"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "—"), *contents]
        code = str(self.initial.get("code", ""))
        if code and code in (room.approved or {}):
            for name in FIXED:
                self.fields[name].disabled = True
            field.choices = [*field.choices, (self.initial["content"], self.initial["content"])]

    @property
    def is_named(self) -> bool:
        """Tell whether the row is a line."""
        return bool(self.cleaned_data.get("name")) and not self.cleaned_data.get("drop")


LineSet = forms.formset_factory(LineForm, extra=4, max_num=400)


def line_rows(lines: list[LineDraft]) -> list[dict[str, Any]]:
    """Return the lines as the table shows them."""
    names = [name for name in LineForm.base_fields if name != "drop"]
    return [{name: getattr(line, name) for name in names} for line in lines]


def drafts_of(forms_: Any, contents: dict[str, ContentChoice]) -> list[LineDraft]:
    """Return the lines that were typed; a unit left out is that of the content."""
    return [_draft(row.cleaned_data, contents) for row in forms_ if row.is_named]


def _draft(typed: dict[str, Any], contents: dict[str, ContentChoice]) -> LineDraft:
    known = contents.get(typed["content"])
    return LineDraft(
        stream=typed["stream"],
        content=typed["content"],
        name=typed["name"].strip(),
        support=typed["support"] or ZERO,
        code=typed["code"],
        kind=typed["kind"],
        counterpart=typed["counterpart"] or ZERO,
        quantity=typed["quantity"] or 0,
        unit=typed["unit"].strip() or (known.unit if known else ""),
        first_year=typed["first_year"],
        last_year=typed["last_year"],
        note=typed["note"].strip(),
    )


class DecisionForm(forms.Form):
    """The paper that approves a plan."""

    number = forms.CharField(label=gettext_lazy("Số quyết định"), max_length=80)
    on = forms.DateField(label=gettext_lazy("Ngày quyết định"), help_text=gettext_lazy("Ngày/tháng/năm."))
    signer = forms.CharField(label=gettext_lazy("Người ký"), max_length=200)


class ProgrammeDecisionForm(forms.Form):
    """The paper that approves a programme."""

    number = forms.CharField(label=gettext_lazy("Số quyết định"), max_length=80)
    on = forms.DateField(label=gettext_lazy("Ngày quyết định"), help_text=gettext_lazy("Ngày/tháng/năm."))
    authority = forms.CharField(label=gettext_lazy("Cơ quan phê duyệt"), max_length=200)
