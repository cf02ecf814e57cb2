"""What may be typed about a conference and the programme of its day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuyencong.conferences.actions.conferences import FIELDS, ConferenceFacts, ItemFacts
from khuyencong.conferences.models import AgendaItem, Conference
from khuyencong.programme.models import Programme
from khuyencong.selection.models import Round

LINES = forms.Textarea(attrs={"rows": 4})
LINES_HELP = gettext_lazy("Mỗi dòng một nội dung.")


class TimeField(forms.TimeField):
    """A time of day as 8:00, 8h30 or 08 giờ 30."""

    def to_python(self, value: Any) -> Any:
        """Read the hour with any of the usual signs."""
        if isinstance(value, str):
            value = value.strip().lower().replace("giờ", ":").replace("h", ":").replace(" ", "")
            value = f"{value}00" if value.endswith(":") else value
        return super().to_python(value)


class ConferenceForm(forms.Form):
    """The head of a conference."""

    code = forms.CharField(label=gettext_lazy("Mã hội nghị"), max_length=40, help_text=gettext_lazy("Ví dụ: HN-2026."))
    name = forms.CharField(label=gettext_lazy("Tên hội nghị"), max_length=300)
    year = forms.IntegerField(label=gettext_lazy("Năm công tác được tổng kết"), min_value=1990, max_value=2200)
    held_on = forms.DateField(label=gettext_lazy("Ngày tổ chức"), help_text=gettext_lazy("Ngày/tháng/năm."))
    starts_at = TimeField(label=gettext_lazy("Giờ khai mạc"), help_text=gettext_lazy("Ví dụ: 8:00."))
    place = forms.CharField(label=gettext_lazy("Địa điểm"), max_length=300)
    presider = forms.CharField(label=gettext_lazy("Chủ trì"), required=False, max_length=200)
    programme = forms.ModelChoiceField(
        queryset=Programme.objects.none(), label=gettext_lazy("Chương trình khuyến công"), required=False
    )
    rounds = forms.ModelMultipleChoiceField(
        queryset=Round.objects.none(),
        label=gettext_lazy("Kỳ bình chọn được trao giấy chứng nhận"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seat_rows = forms.IntegerField(label=gettext_lazy("Số hàng ghế"), min_value=1, max_value=60, initial=8)
    seats_per_row = forms.IntegerField(label=gettext_lazy("Số ghế mỗi hàng"), min_value=1, max_value=60, initial=12)
    done_contents = forms.CharField(
        label=gettext_lazy("Nội dung đã thực hiện trong năm"),
        required=False,
        widget=LINES,
        help_text=gettext_lazy("Mỗi dòng một nội dung; chỉ dùng khi hệ thống không có kế hoạch của năm."),
    )
    next_contents = forms.CharField(
        label=gettext_lazy("Nội dung định hướng"), required=False, widget=LINES, help_text=LINES_HELP
    )
    source = forms.CharField(label=gettext_lazy("Nguồn của các nội dung ghi tay"), required=False, max_length=300)

    def __init__(self, *args: Any, programmes: QuerySet[Programme], rounds: QuerySet[Round], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("programme", programmes), ("rounds", rounds)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows

    def facts(self) -> ConferenceFacts:
        """Return what the action takes."""
        return ConferenceFacts(**{**self.cleaned_data, "rounds": list(self.cleaned_data["rounds"])})


def shown(conference: Conference) -> dict[str, Any]:
    """Return a conference as its form shows it."""
    return {name: getattr(conference, name) for name in FIELDS} | {"rounds": list(conference.rounds.all())}


class ItemForm(forms.Form):
    """One line of the programme; a line without words counts as left out."""

    starts_at = TimeField(label=gettext_lazy("Bắt đầu"), required=False)
    minutes = forms.IntegerField(label=gettext_lazy("Số phút"), required=False, min_value=1, max_value=600)
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), required=False, choices=AgendaItem.Kind.choices)
    text = forms.CharField(label=gettext_lazy("Nội dung"), required=False, max_length=300)
    speaker = forms.CharField(label=gettext_lazy("Người thực hiện"), required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        """Ask for the time of a line that has words."""
        facts = super().clean() or {}
        if facts.get("text") and "starts_at" not in self.errors and not facts.get("starts_at"):
            self.add_error("starts_at", _("Ghi giờ bắt đầu của dòng này."))
        return facts


ItemSet = forms.formset_factory(ItemForm, extra=3, max_num=60)


def item_facts(rows: list[dict[str, Any]]) -> list[ItemFacts]:
    """Return the lines that have words."""
    return [
        ItemFacts(one["starts_at"], one["text"], one["minutes"] or 10, one["kind"] or "other", one["speaker"])
        for one in rows
        if one.get("text")
    ]


class ReasonForm(forms.Form):
    """Why a conference is called off."""

    reason = forms.CharField(label=gettext_lazy("Lý do hủy"), widget=forms.Textarea(attrs={"rows": 3}))


class PressForm(forms.Form):
    """The press note as a person words it."""

    text = forms.CharField(
        label=gettext_lazy("Thông cáo"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=gettext_lazy("Để trống rồi lưu thì trở lại bản soạn từ số liệu."),
    )
