"""What may be typed about news and about the pages for buyers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khuyencong.kernel.refusal import Refusal
from khuyencong.portal.actions.news import NewsFacts
from khuyencong.portal.actions.showcase import ContactFacts
from khuyencong.portal.models import MakerContact, NewsItem, ProductWords
from khuyencong.registry.rules.phone import read_phone
from khuyencong.ui.templatetags.words import sentence

SIGNS = _(
    "Mỗi đoạn cách nhau một dòng trống. Đầu dòng “## ” là đề mục, “- ” hay “1. ” là gạch đầu dòng; "
    "**chữ đậm**; [chữ](https://địa-chỉ) là đường dẫn."
)


class NewsForm(forms.Form):
    """The words of a piece of news."""

    title = forms.CharField(label=_("Tiêu đề"), max_length=200)
    summary = forms.CharField(
        label=_("Tóm tắt"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Một, hai câu.")
    )
    body = forms.CharField(
        label=_("Nội dung"), max_length=40_000, widget=forms.Textarea(attrs={"rows": 16}), help_text=SIGNS
    )
    title_en = forms.CharField(label=_("Tiêu đề tiếng Anh"), max_length=200, required=False)
    summary_en = forms.CharField(
        label=_("Tóm tắt tiếng Anh"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, shown: NewsItem | None = None, **kwargs: Any) -> None:
        if shown is not None:
            kwargs.setdefault("initial", {name: getattr(shown, name) for name in self.base_fields})
        super().__init__(*args, **kwargs)

    def facts(self) -> NewsFacts:
        """Return what was typed, for the action."""
        return NewsFacts(**self.cleaned_data)


class PhotoForm(forms.Form):
    """A photograph with its words."""

    file = forms.FileField(label=_("Ảnh"), help_text=_("JPEG, PNG hoặc WebP, tối đa 20 MB."))
    words = forms.CharField(
        label=_("Lời mô tả ảnh"), max_length=200, help_text=_("Nói ảnh có gì, cho người không nhìn thấy ảnh.")
    )


class ContactForm(forms.Form):
    """What a maker lets buyers read."""

    person = forms.CharField(label=_("Người liên hệ"), max_length=120, required=False)
    phone = forms.CharField(
        label=_("Điện thoại bán hàng"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    email = forms.EmailField(label=_("Thư điện tử bán hàng"), required=False)
    website = forms.URLField(label=_("Trang web"), max_length=200, required=False, assume_scheme="https")
    about = forms.CharField(
        label=_("Giới thiệu"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    about_en = forms.CharField(
        label=_("Giới thiệu bằng tiếng Anh"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    consent = forms.CharField(
        label=_("Cơ sở đã đồng ý thế nào"),
        max_length=300,
        help_text=_("Ví dụ: giấy đồng ý ngày 05/06/2026; hoặc: chính cơ sở tự đăng từ tài khoản của mình."),
    )

    def __init__(self, *args: Any, shown: MakerContact | None, **kwargs: Any) -> None:
        if shown is not None:
            kwargs.setdefault("initial", {name: getattr(shown, name) for name in self.base_fields})
        super().__init__(*args, **kwargs)

    def clean_phone(self) -> str:
        """Keep the number in its one form."""
        try:
            phone = read_phone(self.cleaned_data["phone"])
        except Refusal as no:
            raise forms.ValidationError(sentence(no)) from no
        return phone.number if phone else ""

    def facts(self) -> ContactFacts:
        """Return what was typed, for the action."""
        return ContactFacts(**self.cleaned_data)


class EnglishForm(forms.Form):
    """A product in English."""

    name_en = forms.CharField(label=_("Tên tiếng Anh"), max_length=300)
    description_en = forms.CharField(
        label=_("Mô tả tiếng Anh"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args: Any, shown: ProductWords | None, **kwargs: Any) -> None:
        if shown is not None:
            kwargs.setdefault("initial", {name: getattr(shown, name) for name in self.base_fields})
        super().__init__(*args, **kwargs)
