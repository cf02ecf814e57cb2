"""What may be typed when a project is opened, edited, supplemented or ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuyencong.db.fields import MoneyInput
from khuyencong.programme.models import PlanLine, Project
from khuyencong.programme.rules.streams import STREAM_LABELS
from khuyencong.registry.models import Establishment

Choices = Sequence[tuple[str, str]]
DAY = gettext_lazy("Ngày/tháng/năm.")


def offer(form: forms.Form, name: str, choices: Choices) -> None:
    """Set what a field of choices offers, where that is known only to the page."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def want(form: forms.Form, *names: str) -> None:
    """Mark fields that may stay empty in a draft but are asked for when it is handed in."""
    for name in names:
        form.fields[name].is_wanted = True  # type: ignore[attr-defined]  # read by the template of a field


def lines(rows: int) -> forms.Textarea:
    """Return a control for words of some lines."""
    return forms.Textarea(attrs={"rows": rows})


class OpenProjectForm(forms.Form):
    """The least with which a project begins; all else is filled on its own page."""

    establishment = forms.ChoiceField(
        label=gettext_lazy("Cơ sở thụ hưởng"),
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Đề án nhóm có thể chọn cơ sở sau khi phê duyệt."),
    )
    name = forms.CharField(label=gettext_lazy("Tên đề án"), max_length=400)
    stream = forms.ChoiceField(label=gettext_lazy("Nguồn kinh phí"))
    content = forms.ChoiceField(label=gettext_lazy("Nội dung"))
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=PlanLine.Kind.choices, initial="regular")
    year = forms.IntegerField(label=gettext_lazy("Năm kế hoạch"), min_value=2012, max_value=2100)
    replaces = forms.ChoiceField(
        label=gettext_lazy("Thay cho đề án"),
        required=False,
        help_text=gettext_lazy("Chọn khi đề án này nhận phần tiền của một đề án đã rút, từ chối hoặc ngừng."),
    )

    def __init__(
        self,
        *args: Any,
        contents: Choices,
        found: Sequence[Establishment],
        over: Sequence[Project],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.found = {str(one.pk): one for one in found}
        self.over = {str(one.pk): one for one in over}
        offer(self, "stream", [(code.value, _(label)) for code, label in STREAM_LABELS.items()])
        offer(self, "content", contents)
        none_yet = ("", _("Chưa chọn cơ sở (đề án nhóm)"))
        offer(self, "establishment", [*((key, _named(one)) for key, one in self.found.items()), none_yet])
        offer(self, "replaces", [("", "—"), *((key, str(one)) for key, one in self.over.items())])

    def clean(self) -> dict[str, Any]:
        """Ask for a beneficiary unless it is a group project."""
        told = super().clean() or {}
        if not told.get("establishment") and told.get("kind") != PlanLine.Kind.GROUP:
            self.add_error("establishment", _("Hãy tìm và chọn cơ sở thụ hưởng."))
        return told


def _named(one: Establishment) -> str:
    place = one.public_address
    return f"{one.name} – {place}" if place else one.name


class ProjectForm(forms.Form):
    """What an application says of itself beside the facts of its content."""

    name = forms.CharField(label=gettext_lazy("Tên đề án"), max_length=400)
    summary = forms.CharField(
        label=gettext_lazy("Mục tiêu, nội dung chính"), required=False, max_length=5000, widget=lines(5)
    )
    implementer = forms.CharField(label=gettext_lazy("Đơn vị thực hiện"), required=False, max_length=300)
    place_text = forms.CharField(label=gettext_lazy("Địa điểm thực hiện"), required=False, max_length=300)
    sector = forms.CharField(label=gettext_lazy("Ngành nghề"), required=False, max_length=200)
    total_cost = MoneyInput(label=gettext_lazy("Tổng kinh phí"), required=False)
    eligible_cost = MoneyInput(
        label=gettext_lazy("Chi phí hợp lệ"),
        required=False,
        help_text=gettext_lazy("Phần làm căn cứ tính tỷ lệ hỗ trợ; không gồm thuế GTGT được khấu trừ."),
    )
    asked = MoneyInput(label=gettext_lazy("Đề nghị hỗ trợ"), required=False)
    counterpart = MoneyInput(label=gettext_lazy("Vốn của cơ sở"), required=False)
    other_money = MoneyInput(label=gettext_lazy("Nguồn khác"), required=False)
    starts_on = forms.DateField(label=gettext_lazy("Bắt đầu"), required=False, help_text=DAY)
    ends_on = forms.DateField(label=gettext_lazy("Hoàn thành"), required=False, help_text=DAY)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        want(self, "summary", "implementer", "place_text", "eligible_cost", "asked")


class ReasonForm(forms.Form):
    """Why something ends."""

    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=2000, widget=lines(3))


class SupplementForm(forms.Form):
    """What is to be added, until when."""

    items = forms.MultipleChoiceField(
        label=gettext_lazy("Nội dung cần bổ sung"), widget=forms.CheckboxSelectMultiple, required=False
    )
    other = forms.CharField(label=gettext_lazy("Nội dung khác"), required=False, max_length=300)
    due_on = forms.DateField(label=gettext_lazy("Hạn bổ sung"), help_text=DAY)
    note = forms.CharField(label=gettext_lazy("Lời nhắn"), required=False, max_length=2000, widget=lines(3))

    def __init__(self, *args: Any, items: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.labels = dict(items)
        offer(self, "items", items)

    def asked(self) -> list[dict[str, str]]:
        """Return the items with their labels."""
        chosen = [{"code": code, "label": self.labels[code]} for code in self.cleaned_data["items"]]
        other = self.cleaned_data["other"].strip()
        return [*chosen, {"code": "other", "label": other}] if other else chosen


class AnswerForm(forms.Form):
    """What came back."""

    answer = forms.CharField(
        label=gettext_lazy("Nội dung đã bổ sung"), required=False, max_length=2000, widget=lines(3)
    )


class PaperForm(forms.Form):
    """One file for a project, and which paper it is."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại giấy tờ"))
    file = forms.FileField(label=gettext_lazy("Tệp"), help_text=gettext_lazy("Ảnh, PDF hoặc Word, tối đa 20 MB."))

    def __init__(self, *args: Any, kinds: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "kind", kinds)
