"""What may be typed about establishments, products and files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from khuyencong.documents.rules.file_kinds import Purpose
from khuyencong.kernel.refusal import Refusal
from khuyencong.registry.models import Establishment, Place, Product
from khuyencong.registry.queries.places import communes_now
from khuyencong.registry.rules.facts import EstablishmentFacts, ProductFacts
from khuyencong.registry.rules.legal_forms import LABELS
from khuyencong.registry.rules.phone import read_phone
from khuyencong.registry.rules.tax_code import classify
from khuyencong.ui.templatetags.words import sentence
from khuyencong.vietnamese.money import read_dong
from khuyencong.vietnamese.numbers import read_number

Answer = TypeVar("Answer")


def told(read: Callable[[str], Answer], text: str) -> Answer:
    """Read a text, turning a refusal of the rules into the fault of a field."""
    try:
        return read(text)
    except Refusal as refusal:
        raise forms.ValidationError(sentence(refusal)) from refusal
    except ValueError as error:
        raise forms.ValidationError(str(error)) from error


class EstablishmentForm(forms.Form):
    """One establishment."""

    name = forms.CharField(
        label=_("Tên cơ sở"), max_length=300, help_text=_("Ghi đúng như giấy đăng ký, cả hình thức pháp lý.")
    )
    form = forms.ChoiceField(label=_("Loại hình"), choices=[(form.value, _(label)) for form, label in LABELS.items()])
    tax_code = forms.CharField(
        label=_("Mã số thuế"),
        max_length=20,
        required=False,
        help_text=_("10 chữ số; chi nhánh 13; hộ kinh doanh dùng số định danh 12 chữ số của chủ hộ."),
    )
    representative = forms.CharField(label=_("Người đại diện"), max_length=120, required=False)
    phone = forms.CharField(label=_("Điện thoại"), max_length=30, required=False)
    address = forms.CharField(
        label=_("Địa chỉ"), max_length=400, required=False, help_text=_("Số nhà, đường, ấp, khóm như trên giấy tờ.")
    )
    place = forms.ModelChoiceField(
        Place.objects.none(), label=_("Xã, phường hiện nay"), required=False, empty_label=_("Chưa rõ")
    )
    commune = forms.CharField(
        label=_("Xã, phường như trên giấy tờ"),
        max_length=200,
        required=False,
        help_text=_("Tên cũ được giữ nguyên để đối chiếu; để trống nếu không có gì khác."),
    )
    workers = forms.IntegerField(label=_("Tổng số lao động"), min_value=0, max_value=1_000_000, required=False)
    female_workers = forms.IntegerField(label=_("Lao động nữ"), min_value=0, max_value=1_000_000, required=False)

    def __init__(self, *args: Any, province_code: str, shown: Establishment | None = None, **kwargs: Any) -> None:
        if shown is not None:
            kwargs.setdefault("initial", {name: getattr(shown, name) for name in _ESTABLISHMENT_SHOWN})
        super().__init__(*args, **kwargs)
        places = communes_now(province_code)
        if shown is not None and shown.place is not None and not shown.place.is_current:
            places |= Place.objects.filter(pk=shown.place.pk)
        field = self.fields["place"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = places.order_by("sort_key", "pk")

    def clean_tax_code(self) -> str:
        return told(classify, self.cleaned_data["tax_code"]).digits

    def clean_phone(self) -> str:
        phone = told(read_phone, self.cleaned_data["phone"])
        return phone.number if phone else ""

    def clean_female_workers(self) -> int | None:
        women: int | None = self.cleaned_data["female_workers"]
        if women is not None and women > (self.cleaned_data.get("workers") or 0):
            raise forms.ValidationError(_("Lao động nữ không thể nhiều hơn tổng số lao động."))
        return women

    def facts(self) -> EstablishmentFacts:
        """Return what was typed, for the action."""
        return EstablishmentFacts(**{name: value for name, value in self.cleaned_data.items() if name != "place"})


_ESTABLISHMENT_SHOWN = (
    "name",
    "form",
    "tax_code",
    "representative",
    "phone",
    "address",
    "place",
    "workers",
    "female_workers",
)


class ProductForm(forms.Form):
    """One product."""

    name = forms.CharField(label=_("Tên sản phẩm"), max_length=300)
    is_set = forms.BooleanField(
        label=_("Đây là bộ sản phẩm"),
        required=False,
        help_text=_("Nhiều sản phẩm của một cơ sở, được tính là một khi bình chọn (TT 26/2014/TT-BCT, Điều 3)."),
    )
    group = forms.ChoiceField(label=_("Nhóm"), required=False)
    unit = forms.CharField(label=_("Đơn vị tính"), max_length=30, required=False)
    annual_output = forms.CharField(label=_("Sản lượng mỗi năm"), max_length=30, required=False)
    price_dong = forms.CharField(
        label=_("Giá bán"), max_length=40, required=False, help_text=_("Ví dụ 150.000 hoặc 1,2 triệu.")
    )
    revenue_dong = forms.CharField(
        label=_("Doanh thu năm trước"), max_length=40, required=False, help_text=_("Ví dụ 850 triệu hoặc 1,2 tỷ.")
    )
    description = forms.CharField(
        label=_("Mô tả"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args: Any, shown: Product | None = None, **kwargs: Any) -> None:
        if shown is not None:
            initial = {name: getattr(shown, name) for name in self.base_fields}
            output = initial["annual_output"]
            initial["annual_output"] = "" if output is None else f"{output.normalize():f}".replace(".", ",")
            kwargs.setdefault("initial", initial)
        super().__init__(*args, **kwargs)
        field = self.fields["group"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "—"), *((group.value, f"{group.value} – {group.label}") for group in Product.Group)]

    def clean_annual_output(self) -> Any:
        text = self.cleaned_data["annual_output"]
        return forms.DecimalField(max_digits=18, decimal_places=3, min_value=0).clean(_decimal(text)) if text else None

    def clean_price_dong(self) -> int | None:
        text = self.cleaned_data["price_dong"]
        return told(read_dong, text) if text else None

    def clean_revenue_dong(self) -> int | None:
        text = self.cleaned_data["revenue_dong"]
        return told(read_dong, text) if text else None

    def facts(self) -> ProductFacts:
        """Return what was typed, for the action."""
        return ProductFacts(**self.cleaned_data)


def _decimal(text: str) -> str:
    number = told(read_number, text)
    thousandths = number * 1000
    if thousandths.denominator != 1:
        raise forms.ValidationError(_("Sản lượng chỉ ghi đến ba chữ số thập phân."))
    return f"{thousandths.numerator // 1000}.{thousandths.numerator % 1000:03}"


class AttachForm(forms.Form):
    """One photograph or paper."""

    kind = forms.ChoiceField(
        label=_("Loại tệp"),
        choices=[("photo", _("Ảnh sản phẩm, cơ sở")), ("paper", _("Giấy tờ"))],
        widget=forms.RadioSelect,
        initial="photo",
    )
    file = forms.FileField(
        label=_("Tệp"),
        help_text=_("Ảnh JPEG, PNG, WebP tối đa 20 MB; giấy tờ PDF, DOCX hoặc ảnh chụp tối đa 30 MB."),
    )
    caption = forms.CharField(label=_("Chú thích"), max_length=200, required=False)

    def purpose(self) -> Purpose:
        """Return what the file is kept for."""
        return Purpose.PHOTO if self.cleaned_data["kind"] == "photo" else Purpose.PAPER


class MergeForm(forms.Form):
    """Why two records are one, and what the survivor takes of the other."""

    taken = forms.MultipleChoiceField(required=False, choices=())
    reason = forms.CharField(label=_("Lý do gộp"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["taken"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(name, name) for name in names]
