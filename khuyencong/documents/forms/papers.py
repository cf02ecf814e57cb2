"""What may be typed about papers: how they are issued, how they end, how the office heads and signs them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khuyencong.documents.models import SigningRight
from khuyencong.documents.rules.papers.register import LARGEST
from khuyencong.documents.rules.papers.signing import PREFIXES, RightFacts
from khuyencong.vietnamese.dates import read_date
from khuyencong.vietnamese.unreadable import Unreadable


class DayField(forms.CharField):
    """A day as offices type it, day first."""

    def to_python(self, value: Any) -> Any:
        """Read the day."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            return read_date(text)
        except Unreadable as unread:
            raise forms.ValidationError(gettext(unread.sentence) % unread.values, code="unreadable") from unread

    def prepare_value(self, value: Any) -> Any:
        """Show the day as it is typed."""
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


class IssueForm(forms.Form):
    """The day of the signature, who signed, and a number given on paper."""

    signed_on = DayField(label=_("Ngày ký"), help_text=_("Ngày/tháng/năm, ví dụ 05/06/2026."))
    right = forms.ModelChoiceField(SigningRight.objects.none(), label=_("Người ký"), empty_label=None)
    number = forms.IntegerField(
        label=_("Số (nếu đã cấp trên giấy)"),
        required=False,
        min_value=1,
        max_value=LARGEST,
        help_text=_("Để trống: hệ thống lấy số tiếp theo của sổ."),
    )

    def __init__(
        self, rights: Sequence[SigningRight], *args: Any, needs_signer: bool, needs_number: bool, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        field = self.fields["right"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = SigningRight.objects.filter(pk__in=[right.pk for right in rights])
        if not needs_signer:
            del self.fields["right"]
        if not needs_number:
            del self.fields["number"]


class WordsForm(forms.Form):
    """Why something is done, or what is put right."""

    reason = forms.CharField(label=_("Lý do"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class LetterheadForm(forms.Form):
    """The head of the office's papers."""

    superior = forms.CharField(
        label=_("Cơ quan chủ quản (dòng trên)"),
        max_length=200,
        required=False,
        help_text=_("Ví dụ: UBND TỈNH VĨNH LONG"),
    )
    agency = forms.CharField(label=_("Cơ quan ban hành (dòng dưới)"), max_length=200)
    place = forms.CharField(label=_("Địa danh trước ngày tháng"), max_length=100)
    symbol = forms.CharField(
        label=_("Chữ viết tắt trong ký hiệu"), max_length=30, help_text=_("Ví dụ: SCT, như trong 05/TTr-SCT")
    )
    archived_by = forms.CharField(
        label=_("Đơn vị soạn thảo (sau “Lưu: VT,”)"), max_length=30, required=False, help_text=_("Ví dụ: QLCN")
    )


class SignerForm(forms.Form):
    """Who may sign, on whose behalf, and from when."""

    name = forms.CharField(label=_("Họ và tên"), max_length=120)
    title = forms.CharField(label=_("Chức vụ"), max_length=120, help_text=_("Ví dụ: PHÓ GIÁM ĐỐC"))
    manner = forms.ChoiceField(
        label=_("Ký"), required=False, choices=[(code, _(label)) for code, label in PREFIXES.items()]
    )
    authority = forms.CharField(
        label=_("Ký thay, ký cho ai"), max_length=120, required=False, help_text=_("Ví dụ: GIÁM ĐỐC, ỦY BAN NHÂN DÂN")
    )
    document = forms.CharField(
        label=_("Văn bản giao quyền"),
        max_length=200,
        required=False,
        help_text=_("Bắt buộc với Q., TL., TUQ.: số và ngày của quyết định bổ nhiệm, quy chế, giấy ủy quyền."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Chỉ các loại văn bản này"), required=False, help_text=_("Không chọn: được ký mọi loại.")
    )
    from_on = DayField(label=_("Từ ngày"), help_text=_("Ngày/tháng/năm, ví dụ 05/06/2026."))
    until_on = DayField(label=_("Đến hết ngày"), required=False)

    def __init__(self, kinds: list[tuple[str, str]], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["kinds"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = kinds

    def facts(self) -> RightFacts:
        """Return what was typed as rules read it."""
        given = self.cleaned_data
        rest = {key: value for key, value in given.items() if key != "manner"}
        return RightFacts(**{**rest, "prefix": given["manner"], "kinds": tuple(given["kinds"])})

    def clean(self) -> dict[str, Any]:
        """See that the right does not end before it begins."""
        given = super().clean() or {}
        if given.get("from_on") and given.get("until_on") and given["until_on"] < given["from_on"]:
            self.add_error("until_on", gettext("Ngày hết phải sau ngày bắt đầu."))
        return given


class EndForm(forms.Form):
    """The last day of a right."""

    until_on = DayField(label=_("Ngày cuối được ký"), help_text=_("Ngày/tháng/năm, ví dụ 05/06/2026."))
