"""What may be typed by the public: five answers, an account, a claim, pages of an application, papers, complaints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuyencong.accounts.models import Office, Person
from khuyencong.db.fields import MoneyInput
from khuyencong.law.norms import NormsOfDay
from khuyencong.portal.models import Complaint, Consent
from khuyencong.portal.rules.filing.sheet import Blank, Page
from khuyencong.registry.models import Place
from khuyencong.registry.queries import communes_now
from khuyencong.registry.rules.legal_forms import LABELS

Choices = Sequence[tuple[str, str]]
YEARS_AHEAD = 3


def offer(form: forms.Form, name: str, choices: Choices) -> None:
    """Set what a field of choices offers, where that is known only to the page."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def _rows(norms: NormsOfDay, key: str) -> list[tuple[str, str]]:
    return [(row["code"], _(row["label"])) for row in norms.norm(key).value]


class FiveQuestions(forms.Form):
    """The five questions; the names of an address are Vietnamese."""

    ai = forms.ChoiceField(label=gettext_lazy("1. Bạn là ai?"))
    o_dau = forms.ModelChoiceField(
        Place.objects.none(),
        label=gettext_lazy("2. Cơ sở ở xã, phường nào?"),
        required=False,
        empty_label=gettext_lazy("Chưa rõ"),
    )
    lam_gi = forms.ChoiceField(label=gettext_lazy("3. Bạn sản xuất gì?"))
    muon = forms.ChoiceField(label=gettext_lazy("4. Bạn muốn làm gì?"))
    tien = MoneyInput(
        label=gettext_lazy("5. Cần khoảng bao nhiêu tiền, và làm năm nào?"),
        required=False,
        help_text=gettext_lazy("Ví dụ: 500 triệu. Để trống nếu chưa biết."),
    )
    nam = forms.TypedChoiceField(label=gettext_lazy("Năm làm"), coerce=int)

    def __init__(self, *args: Any, norms: NormsOfDay, provinces: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "ai", _rows(norms, "filing.makers"))
        offer(self, "lam_gi", _rows(norms, "filing.trades"))
        offer(self, "muon", _rows(norms, "filing.wishes"))
        years = range(norms.day.year, norms.day.year + YEARS_AHEAD)
        offer(self, "nam", [(str(year), str(year)) for year in years])
        _offer_places(self, "o_dau", provinces)


def _offer_places(form: forms.Form, name: str, provinces: Sequence[str]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    places = Place.objects.none()
    for code in provinces:
        places |= communes_now(code)
    field.queryset = places.order_by("sort_key", "pk")


class RegisterForm(forms.Form):
    """An account for somebody of an establishment."""

    full_name = forms.CharField(
        label=gettext_lazy("Họ và tên"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = forms.CharField(
        label=gettext_lazy("Điện thoại"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    username = forms.CharField(
        label=gettext_lazy("Tên đăng nhập"),
        max_length=60,
        help_text=gettext_lazy("Chữ thường không dấu, số, dấu chấm, gạch ngang. Ví dụ: lo-gom-sau-tam."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Mật khẩu"),
        help_text=gettext_lazy("Ít nhất 12 ký tự; một câu ngắn dễ nhớ là tốt nhất."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    office = forms.ModelChoiceField(Office.objects.none(), label=gettext_lazy("Cơ quan ở tỉnh của bạn"))

    def __init__(self, *args: Any, offices: Sequence[Office], signed_in: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["office"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Office.objects.filter(pk__in=[one.pk for one in offices])
        if len(offices) == 1:
            field.initial = offices[0].pk
            field.widget = forms.HiddenInput()
        if signed_in:
            for name in ("full_name", "phone", "username", "password"):
                del self.fields[name]

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"].strip().lower()
        if Person.objects.filter(username=username).exists():
            raise forms.ValidationError(_("Tên đăng nhập này đã có người dùng; hãy thêm số hoặc tên xã."))
        return username


class ClaimForm(forms.Form):
    """Which establishment somebody acts for."""

    name = forms.CharField(
        label=gettext_lazy("Tên cơ sở"), max_length=300, help_text=gettext_lazy("Đúng như trên giấy đăng ký.")
    )
    form = forms.ChoiceField(
        label=gettext_lazy("Loại hình"), choices=[(form.value, gettext_lazy(label)) for form, label in LABELS.items()]
    )
    tax_code = forms.CharField(
        label=gettext_lazy("Mã số thuế"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Hộ kinh doanh: số định danh 12 chữ số của chủ hộ. Chỉ cơ quan đọc được số này."),
    )
    representative = forms.CharField(label=gettext_lazy("Người đại diện"), max_length=120, required=False)
    phone = forms.CharField(
        label=gettext_lazy("Điện thoại để cơ quan gọi xác nhận"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    address = forms.CharField(label=gettext_lazy("Địa chỉ"), max_length=400, required=False)
    place = forms.ModelChoiceField(
        Place.objects.none(),
        label=gettext_lazy("Xã, phường"),
        required=False,
        empty_label=gettext_lazy("Chưa rõ"),
    )

    def __init__(self, *args: Any, province_code: str, **options: Any) -> None:
        super().__init__(*args, **options)
        _offer_places(self, "place", [province_code])


class PageForm(forms.Form):
    """One page of an application: every blank holds whatever is typed; what is wrong is told, not refused."""

    def __init__(self, page: Page, answers: Mapping[str, str]) -> None:
        names = {blank.name for blank in page.blanks}
        super().__init__({name: answers.get(name, "") for name in names})
        for blank in page.blanks:
            self.fields[blank.name] = _field(blank)


def _field(blank: Blank) -> forms.Field:
    label = _(blank.label) if blank.label else ""
    options: dict[str, Any] = {"label": label, "required": False, "help_text": _(blank.help) if blank.help else ""}
    if blank.choices:
        choices = [("", "—"), *((code, _(words)) for code, words in blank.choices)]
        field: forms.Field = forms.ChoiceField(choices=choices, **options)
    elif blank.kind == "long":
        field = forms.CharField(widget=forms.Textarea(attrs={"rows": 6}), **options)
    else:
        mode = {"money": "text", "whole": "numeric", "number": "decimal"}.get(blank.kind, "text")
        field = forms.CharField(widget=forms.TextInput(attrs={"inputmode": mode}), **options)
    field.is_wanted = blank.required  # type: ignore[attr-defined]  # read by the template of a field
    return field


class PaperForm(forms.Form):
    """A paper or photograph for a filing."""

    kind = forms.ChoiceField(label=gettext_lazy("Giấy tờ nào"))
    file = forms.FileField(
        label=gettext_lazy("Tệp hoặc ảnh chụp"), help_text=gettext_lazy("Ảnh JPEG, PNG, tệp PDF hoặc Word.")
    )
    keep = forms.BooleanField(label=gettext_lazy("Cất vào tủ giấy tờ để dùng lần sau"), required=False)

    def __init__(self, *args: Any, kinds: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "kind", kinds)


class LockerForm(forms.Form):
    """A paper for the locker."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại giấy tờ"))
    title = forms.CharField(
        label=gettext_lazy("Tên giấy tờ"), max_length=200, help_text=gettext_lazy("Ví dụ: Giấy đăng ký hộ kinh doanh.")
    )
    valid_until = forms.DateField(
        label=gettext_lazy("Còn giá trị đến hết ngày"),
        required=False,
        help_text=gettext_lazy("Ngày/tháng/năm; để trống nếu không có thời hạn."),
    )
    file = forms.FileField(
        label=gettext_lazy("Tệp hoặc ảnh chụp"), help_text=gettext_lazy("Ảnh JPEG, PNG, tệp PDF hoặc Word.")
    )

    def __init__(self, *args: Any, kinds: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "kind", kinds)


class ConsentForm(forms.Form):
    """Who of an establishment agreed, how and when."""

    given_by = forms.CharField(label=gettext_lazy("Người của cơ sở đã đồng ý"), max_length=120)
    way = forms.ChoiceField(label=gettext_lazy("Bằng cách nào"), choices=Consent.Way.choices)
    given_on = forms.DateField(label=gettext_lazy("Ngày đồng ý"), help_text=gettext_lazy("Ngày/tháng/năm."))
    note = forms.CharField(label=gettext_lazy("Ghi chú"), max_length=300, required=False)
    paper = forms.FileField(
        label=gettext_lazy("Giấy có chữ ký"),
        required=False,
        help_text=gettext_lazy("Bắt buộc khi đồng ý bằng giấy."),
    )


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), required=False
    )


class ComplaintForm(forms.Form):
    """What somebody does not agree with."""

    text = forms.CharField(
        label=gettext_lazy("Bạn không đồng ý điều gì, vì sao, đề nghị thế nào"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class AnswerForm(forms.Form):
    """The answer to a complaint."""

    outcome = forms.ChoiceField(label=gettext_lazy("Kết quả"), choices=Complaint.Outcome.choices)
    answer = forms.CharField(
        label=gettext_lazy("Nội dung trả lời"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6})
    )
