"""What may be typed about a programme, its money and its targets."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuyencong.db.fields import MoneyInput
from khuyencong.programme.actions.plans.programmes import MoneyFacts, ProgrammeFacts, TargetFacts
from khuyencong.programme.models import Programme
from khuyencong.programme.rules.streams import SOURCE_LABELS


class ProgrammeForm(forms.Form):
    """The head of a programme."""

    code = forms.CharField(
        label=gettext_lazy("Mã chương trình"), max_length=40, help_text=gettext_lazy("Ví dụ: KC-2026-2030.")
    )
    name = forms.CharField(label=gettext_lazy("Tên chương trình"), max_length=300)
    first_year = forms.IntegerField(label=gettext_lazy("Từ năm"), min_value=1990, max_value=2200)
    last_year = forms.IntegerField(label=gettext_lazy("Đến năm"), min_value=1990, max_value=2200)
    authority = forms.CharField(label=gettext_lazy("Cơ quan phê duyệt"), required=False, max_length=200)
    source = forms.CharField(
        label=gettext_lazy("Nguồn số liệu"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Văn bản, bài báo mà số liệu lấy từ đó."),
    )
    note = forms.CharField(label=gettext_lazy("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def clean(self) -> dict[str, Any]:
        """Ask for years in their order."""
        facts = super().clean() or {}
        first, last = facts.get("first_year"), facts.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", _("Năm cuối không thể trước năm đầu."))
        return facts


class MoneyForm(forms.Form):
    """What the programme foresees from one source; a row without an amount counts as left out."""

    source = forms.ChoiceField(
        label=gettext_lazy("Nguồn"),
        choices=[(code.value, gettext_lazy(label)) for code, label in SOURCE_LABELS.items()],
    )
    year = forms.IntegerField(label=gettext_lazy("Riêng năm"), required=False, min_value=1990, max_value=2200)
    amount = MoneyInput(label=gettext_lazy("Số tiền"), required=False)
    note = forms.CharField(label=gettext_lazy("Ghi chú"), required=False, max_length=200)
    citation = forms.CharField(label=gettext_lazy("Căn cứ"), required=False, max_length=300)


class TargetForm(forms.Form):
    """One target; a row without a name counts as left out."""

    label = forms.CharField(label=gettext_lazy("Chỉ tiêu"), required=False, max_length=200)
    contents = forms.MultipleChoiceField(
        label=gettext_lazy("Nội dung được tính"), required=False, widget=forms.SelectMultiple(attrs={"size": 4})
    )
    indicator = forms.CharField(
        label=gettext_lazy("Cách đếm"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Để trống: mỗi đề án được nghiệm thu tính một."),
    )
    unit = forms.CharField(label=gettext_lazy("Đơn vị tính"), required=False, max_length=40)
    low = forms.IntegerField(label=gettext_lazy("Từ"), required=False, min_value=0, max_value=10**9)
    high = forms.IntegerField(label=gettext_lazy("Đến"), required=False, min_value=0, max_value=10**9)
    citation = forms.CharField(label=gettext_lazy("Căn cứ"), required=False, max_length=300)

    def __init__(self, *args: Any, contents: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["contents"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = contents

    def clean(self) -> dict[str, Any]:
        """Ask for unit and number where there is a name; one number stands for both ends."""
        facts = super().clean() or {}
        if facts.get("label"):
            for name in ("unit", "low"):
                if name not in self.errors and facts.get(name) in (None, ""):
                    self.add_error(name, _("Dòng có tên chỉ tiêu thì phải ghi ô này."))
            if facts.get("high") is None:
                facts["high"] = facts.get("low")
        return facts


MoneySet = forms.formset_factory(MoneyForm, extra=2, max_num=60)
TargetSet = forms.formset_factory(TargetForm, extra=2, max_num=60)


def programme_facts(head: dict[str, Any], money: list[dict[str, Any]], targets: list[dict[str, Any]]) -> ProgrammeFacts:
    """Join the three forms to what the action takes."""
    return ProgrammeFacts(
        **head,
        money=[
            MoneyFacts(one["source"], one["amount"], one["year"], one["note"], one["citation"])
            for one in money
            if one.get("amount") is not None
        ],
        targets=[
            TargetFacts(
                tuple(one["contents"]),
                one["indicator"].strip(),
                one["label"].strip(),
                one["unit"].strip(),
                one["low"],
                one["high"],
                one["citation"].strip(),
            )
            for one in targets
            if one.get("label")
        ],
    )


def head_of(programme: Programme) -> dict[str, Any]:
    """Return what the head shows of a programme."""
    return {name: getattr(programme, name) for name in ProgrammeForm.base_fields}


def money_rows(programme: Programme) -> list[dict[str, Any]]:
    """Return the rows of money as the form shows them."""
    names = list(MoneyForm.base_fields)
    return [{name: getattr(one, name) for name in names} for one in programme.money.order_by("pk")]


def target_rows(programme: Programme) -> list[dict[str, Any]]:
    """Return the rows of targets as the form shows them."""
    names = [name for name in TargetForm.base_fields if name != "contents"]
    return [
        {name: getattr(one, name) for name in names} | {"contents": one.contents.split(",")}
        for one in programme.targets.order_by("pk")
    ]
