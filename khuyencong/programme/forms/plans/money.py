"""What may be typed about assigned money: a round with its split, and moves of what is assigned."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuyencong.db.fields import MoneyInput
from khuyencong.kernel.money import Money
from khuyencong.programme.forms.plans.lines import STREAMS
from khuyencong.programme.models import PlanLine
from khuyencong.programme.rules.plans.frame import LineFrame

ZERO = Money(0)


class OnceForm(forms.Form):
    """A form with an id of its own, so that sending it twice acts once."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class AssignmentForm(OnceForm):
    """One round of assigned money: the decision, and an amount for each line of the version in force."""

    stream = forms.ChoiceField(label=gettext_lazy("Nguồn kinh phí"), choices=STREAMS, initial="local")
    decision_number = forms.CharField(label=gettext_lazy("Số quyết định giao dự toán"), max_length=80)
    decision_on = forms.DateField(label=gettext_lazy("Ngày quyết định"), help_text=gettext_lazy("Ngày/tháng/năm."))
    authority = forms.CharField(label=gettext_lazy("Cơ quan giao"), required=False, max_length=200)
    note = forms.CharField(label=gettext_lazy("Ghi chú"), required=False, max_length=300)

    def __init__(self, *args: Any, frames: dict[str, LineFrame], names: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.frames, self.names = frames, names
        for code in frames:
            self.fields[f"line-{code}"] = MoneyInput(label=f"{code} {names.get(code, '')}", required=False)

    @property
    def head(self) -> list[Any]:
        """Return the fields of the decision."""
        return [self[name] for name in self.base_fields]

    def rows(self) -> list[dict[str, Any]]:
        """Return each line with its frame and field."""
        return [
            {"frame": frame, "name": self.names.get(code, ""), "field": self[f"line-{code}"]}
            for code, frame in self.frames.items()
        ]

    @property
    def split(self) -> dict[str, Money]:
        """Return what was typed for the lines, without empty cells."""
        typed = {code: self.cleaned_data.get(f"line-{code}") for code in self.frames}
        return {code: amount for code, amount in typed.items() if amount}

    def head_facts(self) -> dict[str, Any]:
        """Return the decision as typed."""
        return {name: self.cleaned_data[name] for name in self.base_fields}


class TakeForm(OnceForm):
    """Assigned money that leaves a line."""

    line = forms.ModelChoiceField(PlanLine.objects.none(), label=gettext_lazy("Dòng kế hoạch"))
    amount = MoneyInput(label=gettext_lazy("Số tiền"))
    on = forms.DateField(label=gettext_lazy("Ngày văn bản"), help_text=gettext_lazy("Ngày/tháng/năm."))
    paper = forms.CharField(label=gettext_lazy("Số văn bản"), max_length=120)
    note = forms.CharField(label=gettext_lazy("Lý do"), required=False, max_length=300)

    def __init__(self, *args: Any, lines: Any, to_lines: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("line", lines), ("to_line", to_lines)):
            if name in self.fields:
                field = self.fields[name]
                assert isinstance(field, forms.ModelChoiceField)
                field.queryset = rows


class MoveForm(TakeForm):
    """Assigned money that goes from one line to another of the same source, in this plan or in next year's."""

    to_line = forms.ModelChoiceField(PlanLine.objects.none(), label=gettext_lazy("Chuyển tới dòng"))
    field_order = ("client_id", "line", "to_line", "amount", "on", "paper", "note")

    def clean(self) -> dict[str, Any]:
        """Ask for two lines."""
        facts = super().clean() or {}
        if facts.get("line") is not None and facts.get("line") == facts.get("to_line"):
            self.add_error("to_line", _("Chọn một dòng khác."))
        return facts
