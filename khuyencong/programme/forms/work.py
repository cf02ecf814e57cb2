"""What may be typed about the work on a project, on the desk and on the spot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuyencong.db.fields import MoneyInput
from khuyencong.programme.models import Acceptance
from khuyencong.programme.rules.contents import Indicator
from khuyencong.programme.rules.work.acceptance import MachineFacts
from khuyencong.programme.rules.work.closing import Retention
from khuyencong.vietnamese.numbers import plain_decimal, read_number
from khuyencong.vietnamese.unreadable import Unreadable

DAY_HELP = gettext_lazy("Ngày/tháng/năm.")
MACHINE_COLUMNS = ("name", "model", "serial", "origin", "made_year", "quantity", "price", "works")
MOST_LINES = 100


def long_text(rows: int = 3) -> forms.Textarea:
    """Return a control for several lines."""
    return forms.Textarea(attrs={"rows": rows})


class FigureField(forms.CharField):
    """A number as people type it, kept as text with a decimal point."""

    def to_python(self, value: Any) -> str:
        """Read the number, or tell what is wrong with it."""
        text = super().to_python(value) or ""
        if not text:
            return ""
        try:
            return plain_decimal(read_number(text), 6).rstrip("0").rstrip(".")
        except Unreadable as fault:
            raise forms.ValidationError(_(fault.sentence) % fault.values, code="number") from fault


class StartForm(forms.Form):
    """The day on which the work began."""

    on = forms.DateField(label=gettext_lazy("Ngày bắt đầu thực hiện"), help_text=DAY_HELP)


class ReportForm(forms.Form):
    """How far the work is."""

    on = forms.DateField(label=gettext_lazy("Ngày báo cáo"), help_text=DAY_HELP)
    percent = forms.IntegerField(label=gettext_lazy("Khối lượng hoàn thành (%)"), min_value=0, max_value=100)
    spent = MoneyInput(label=gettext_lazy("Đã chi đến nay"), required=False)
    problems = forms.CharField(label=gettext_lazy("Khó khăn, vướng mắc"), required=False, widget=long_text())
    proposals = forms.CharField(label=gettext_lazy("Đề xuất"), required=False, widget=long_text())


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=2000, widget=long_text())


class SureForm(forms.Form):
    """Nothing to type: the act itself is confirmed."""


class StopForm(forms.Form):
    """Why, by which paper and on which day a project is stopped."""

    reason = forms.CharField(label=gettext_lazy("Lý do ngừng"), max_length=2000, widget=long_text())
    paper = forms.CharField(label=gettext_lazy("Số văn bản cho ngừng"), max_length=120)
    on = forms.DateField(label=gettext_lazy("Ngày văn bản"), help_text=DAY_HELP)


class DayForm(forms.Form):
    """The day of an act."""

    on = forms.DateField(label=gettext_lazy("Ngày"), help_text=DAY_HELP)


class PaperForm(forms.Form):
    """The number and the day of a record or decision."""

    paper = forms.CharField(label=gettext_lazy("Số biên bản, quyết định"), max_length=120)
    on = forms.DateField(label=gettext_lazy("Ngày"), help_text=DAY_HELP)


class CloseForm(forms.Form):
    """How long the files must stay."""

    retention = forms.ChoiceField(label=gettext_lazy("Thời hạn lưu hồ sơ"))

    def __init__(self, *args: Any, classes: Iterable[Retention], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["retention"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.code, _(one.label)) for one in classes]


class ListForm(forms.Form):
    """A list pasted from a table, or a workbook that holds it."""

    text = forms.CharField(
        label=gettext_lazy("Dán từ Excel"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "class": "font-monospace"}),
        help_text=gettext_lazy("Chép các ô trong Excel rồi dán vào đây, có hoặc không có dòng tên cột."),
    )
    file = forms.FileField(label=gettext_lazy("Hoặc chọn tệp Excel, CSV"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        facts = super().clean() or {}
        if not facts.get("text", "").strip() and not facts.get("file"):
            raise forms.ValidationError(_("Hãy dán bảng hoặc chọn tệp."))
        return facts


class FollowUpForm(forms.Form):
    """The effect some months later: figures of the content's indicators, before and now."""

    months = forms.TypedChoiceField(label=gettext_lazy("Sau nghiệm thu"), coerce=int)
    visited_on = forms.DateField(label=gettext_lazy("Ngày ghi nhận"), help_text=DAY_HELP)
    still_used = forms.TypedChoiceField(
        label=gettext_lazy("Máy, mô hình còn hoạt động"),
        required=False,
        choices=[("", gettext_lazy("Không áp dụng")), ("yes", gettext_lazy("Còn")), ("no", gettext_lazy("Không"))],
    )
    note = forms.CharField(label=gettext_lazy("Nhận xét"), required=False, widget=long_text())

    def __init__(self, *args: Any, months: Iterable[int], indicators: Sequence[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["months"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one, _("%(months)s tháng") % {"months": one}) for one in months]
        self.indicators = indicators
        for one in indicators:
            unit = f" ({_(one.unit)})"
            self.fields[f"before_{one.code}"] = FigureField(
                label=_("%(indicator)s: trước") % {"indicator": _(one.label)} + unit, required=False
            )
            self.fields[f"now_{one.code}"] = FigureField(
                label=_("%(indicator)s: nay") % {"indicator": _(one.label)} + unit, required=False
            )

    def figures(self, when: str) -> dict[str, str]:
        """Return the figures typed for ``before`` or ``now``, by code of indicator."""
        typed = {one.code: self.cleaned_data.get(f"{when}_{one.code}", "") for one in self.indicators}
        return {code: text for code, text in typed.items() if text}

    @property
    def pairs(self) -> list[tuple[Indicator, Any, Any]]:
        """Return each indicator with its fields for before and now, side by side."""
        return [(one, self[f"before_{one.code}"], self[f"now_{one.code}"]) for one in self.indicators]

    @property
    def is_still_used(self) -> bool | None:
        """What was chosen: yes, no, or nothing."""
        return {"yes": True, "no": False}.get(self.cleaned_data["still_used"])


class FieldForm(forms.Form):
    """What every page of the field sends: the client's own id, and how many photographs follow."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    photo_count = forms.IntegerField(min_value=0, max_value=60, required=False, widget=forms.HiddenInput)


def day_control() -> forms.DateInput:
    """Return a phone's own control for a day."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class VisitForm(FieldForm):
    """A visit to the place."""

    visited_on = forms.DateField(label=gettext_lazy("Ngày kiểm tra"), widget=day_control())
    findings = forms.CharField(label=gettext_lazy("Đã thấy tại chỗ"), max_length=5000, widget=long_text(5))
    latitude = forms.DecimalField(
        required=False, max_digits=9, decimal_places=6, min_value=-90, max_value=90, widget=forms.HiddenInput
    )
    longitude = forms.DecimalField(
        required=False, max_digits=9, decimal_places=6, min_value=-180, max_value=180, widget=forms.HiddenInput
    )


class AcceptanceForm(FieldForm):
    """An acceptance; members and machines stand in lines of their own."""

    held_on = forms.DateField(label=gettext_lazy("Ngày nghiệm thu"), widget=day_control())
    place = forms.CharField(label=gettext_lazy("Địa điểm"), max_length=300, required=False)
    result = forms.ChoiceField(
        label=gettext_lazy("Kết luận"), choices=Acceptance.Result.choices, widget=forms.RadioSelect
    )
    accepted = MoneyInput(label=gettext_lazy("Giá trị hỗ trợ được nghiệm thu (đồng)"))
    reason = forms.CharField(
        label=gettext_lazy("Lý do, kiến nghị"),
        required=False,
        max_length=3000,
        widget=long_text(),
        help_text=gettext_lazy("Phải ghi khi không đạt hoặc chỉ đạt một phần."),
    )
    paper = forms.CharField(label=gettext_lazy("Số biên bản"), max_length=120, required=False)

    def __init__(self, *args: Any, indicators: Sequence[Indicator] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicators = indicators
        for one in indicators:
            self.fields[f"now_{one.code}"] = FigureField(label=f"{_(one.label)} ({_(one.unit)})", required=False)

    def figures(self) -> dict[str, str]:
        """Return the results typed, by code of indicator."""
        typed = {one.code: self.cleaned_data.get(f"now_{one.code}", "") for one in self.indicators}
        return {code: text for code, text in typed.items() if text}

    @property
    def figure_fields(self) -> list[Any]:
        """Return the fields of the results."""
        return [self[f"now_{one.code}"] for one in self.indicators]


class MachineForm(forms.Form):
    """One line of machines."""

    name = forms.CharField(label=gettext_lazy("Tên máy"), max_length=300)
    model = forms.CharField(label=gettext_lazy("Ký mã hiệu"), max_length=120, required=False)
    serial = forms.CharField(label=gettext_lazy("Số máy (nhãn)"), max_length=120, required=False)
    origin = forms.CharField(label=gettext_lazy("Xuất xứ"), max_length=120, required=False)
    made_year = forms.IntegerField(label=gettext_lazy("Năm sản xuất"), required=False)
    quantity = forms.IntegerField(label=gettext_lazy("Số lượng"), required=False, max_value=100_000)
    price = MoneyInput(label=gettext_lazy("Đơn giá"), required=False)
    works = forms.TypedChoiceField(
        label=gettext_lazy("Vận hành"),
        required=False,
        choices=[("", "—"), ("yes", gettext_lazy("Chạy được")), ("no", gettext_lazy("Không chạy"))],
    )

    def facts(self) -> MachineFacts:
        """Return the machine as the rules see it."""
        typed = dict(self.cleaned_data)
        works = {"yes": True, "no": False}.get(typed.pop("works"))
        quantity = typed.pop("quantity")
        return MachineFacts(**typed, works=works, quantity=1 if quantity is None else quantity)


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a page of the field, and what is wrong with them."""

    members: tuple[tuple[str, str], ...]
    machines: tuple[MachineFacts, ...]
    faults: tuple[str, ...]


def read_lines(typed: QueryDict) -> Lines:
    """Read members and machines; a line with nothing in it counts as left out."""
    members = tuple(
        (name.strip()[:120], title.strip()[:160])
        for name, title in zip(typed.getlist("member_name"), typed.getlist("member_title"), strict=False)
        if name.strip()
    )
    columns = [typed.getlist(f"machine_{column}") for column in MACHINE_COLUMNS]
    machines, faults = [], []
    for number, line in enumerate(zip(*columns, strict=False), start=1):
        facts = dict(zip(MACHINE_COLUMNS, line, strict=True))
        if not any(facts[column].strip() for column in ("name", "model", "serial", "origin", "price")):
            continue
        form = MachineForm(facts)
        if form.is_valid():
            machines.append(form.facts())
        else:
            faults += _told(number, form)
    return Lines(members[:MOST_LINES], tuple(machines[:MOST_LINES]), tuple(faults))


def _told(number: int, form: MachineForm) -> list[str]:
    return [
        _("Máy thứ %(number)s, %(field)s: %(fault)s")
        % {"number": number, "field": form.fields[name].label, "fault": " ".join(str(one) for one in found)}
        for name, found in form.errors.items()
    ]


def faults_of(form: forms.Form) -> list[str]:
    """Return what is wrong with a form as sentences."""
    found = []
    for name, faults in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        found += [f"{label}: {fault}" if label else str(fault) for fault in faults]
    return found
