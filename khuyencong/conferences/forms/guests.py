"""What may be typed about guests, their answers and their seats, and about conclusions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from khuyencong.accounts.models import Office, Person
from khuyencong.conferences.actions.conclusions import ConclusionFacts
from khuyencong.conferences.actions.guests import AnswerFacts, GuestFacts
from khuyencong.conferences.models import Guest

SOURCES = [
    ("receivers", gettext_lazy("Cơ sở được trao giấy chứng nhận")),
    ("council", gettext_lazy("Hội đồng bình chọn")),
    ("jury", gettext_lazy("Ban giám khảo")),
    ("offices", gettext_lazy("Cơ quan, ủy ban nhân dân các xã, phường trong tỉnh")),
]


class GuestForm(forms.Form):
    """One guest."""

    honorific = forms.CharField(
        label=gettext_lazy("Danh xưng"), required=False, max_length=20, help_text=gettext_lazy("Ông, Bà…")
    )
    name = forms.CharField(label=gettext_lazy("Họ và tên"), required=False, max_length=160)
    title = forms.CharField(label=gettext_lazy("Chức vụ"), required=False, max_length=200)
    organisation = forms.CharField(label=gettext_lazy("Đơn vị"), required=False, max_length=300)
    role = forms.ChoiceField(label=gettext_lazy("Vai trò"), choices=Guest.Role.choices, initial="delegate")
    rank = forms.IntegerField(
        label=gettext_lazy("Thứ tự lễ tân"),
        min_value=1,
        max_value=999,
        initial=500,
        help_text=gettext_lazy("Số nhỏ ngồi gần sân khấu và được giới thiệu trước."),
    )
    email = forms.EmailField(label=gettext_lazy("Thư điện tử"), required=False)
    phone = forms.CharField(label=gettext_lazy("Điện thoại"), required=False, max_length=40)

    def facts(self, guest: Guest | None = None) -> GuestFacts:
        """Return what the action takes; where the guest came from stays as it was."""
        return GuestFacts(
            **self.cleaned_data,
            establishment=guest.establishment if guest else None,
            from_office=guest.from_office if guest else None,
        )


def guest_shown(guest: Guest) -> dict[str, Any]:
    """Return a guest as the form shows it."""
    return {name: getattr(guest, name) for name in GuestForm.base_fields}


class GatherForm(forms.Form):
    """From which registers guests are taken."""

    sources = forms.MultipleChoiceField(
        label=gettext_lazy("Lấy khách từ"), choices=SOURCES, widget=forms.CheckboxSelectMultiple
    )


class AnswerForm(forms.Form):
    """The answer to an invitation."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Trả lời"),
        choices=[one for one in Guest.Answer.choices if one[0] != "none"],
        widget=forms.RadioSelect,
    )
    stand_in = forms.CharField(
        label=gettext_lazy("Họ tên người dự thay"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Chỉ ghi khi cử người dự thay."),
    )
    note = forms.CharField(label=gettext_lazy("Lời nhắn"), required=False, max_length=500)

    def facts(self) -> AnswerFacts:
        """Return what the action takes."""
        return AnswerFacts(**self.cleaned_data)


class SeatForm(forms.Form):
    """Where a guest is put."""

    guest = forms.ModelChoiceField(queryset=Guest.objects.none(), label=gettext_lazy("Khách"))
    seat = forms.CharField(
        label=gettext_lazy("Ghế"),
        required=False,
        max_length=10,
        help_text=gettext_lazy("Ví dụ: A5. Để trống là thôi giữ chỗ."),
    )

    def __init__(self, *args: Any, guests: QuerySet[Guest], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["guest"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = guests


class ConclusionForm(forms.Form):
    """One task that the conference gives."""

    text = forms.CharField(
        label=gettext_lazy("Việc được giao"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    owner_office = forms.ModelChoiceField(queryset=Office.objects.none(), label=gettext_lazy("Đơn vị chủ trì"))
    owner = forms.ModelChoiceField(
        queryset=Person.objects.none(), label=gettext_lazy("Người phụ trách"), required=False
    )
    due_on = forms.DateField(label=gettext_lazy("Hạn"), required=False, help_text=gettext_lazy("Ngày/tháng/năm."))

    def __init__(self, *args: Any, offices: QuerySet[Office], people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("owner_office", offices), ("owner", people)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows

    def facts(self) -> ConclusionFacts:
        """Return what the action takes."""
        return ConclusionFacts(**self.cleaned_data)


class ReportForm(forms.Form):
    """What was done, or what is still missing."""

    text = forms.CharField(
        label=gettext_lazy("Kết quả, ý kiến"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class PhotoForm(forms.Form):
    """A photograph of a handing over."""

    photo = forms.ImageField(label=gettext_lazy("Ảnh trao giấy"))
