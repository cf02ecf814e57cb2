"""The gallery: every component in every state, for whoever builds or judges a screen."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal


class SampleForm(forms.Form):
    """A field of every kind."""

    name = forms.CharField(label=_("Tên cơ sở"), max_length=200, help_text=_("Ghi đúng như giấy đăng ký kinh doanh."))
    received_on = forms.DateField(label=_("Ngày nhận hồ sơ"), help_text=_("Ngày/tháng/năm, ví dụ 05/06/2026."))
    group = forms.ChoiceField(
        label=_("Nhóm sản phẩm"),
        choices=[("", "—"), ("A", _("Thủ công mỹ nghệ")), ("B", _("Chế biến nông, lâm, thủy sản"))],
    )
    form_kind = forms.ChoiceField(
        label=_("Loại hình"), widget=forms.RadioSelect, choices=[("dn", _("Doanh nghiệp")), ("hkd", _("Hộ kinh doanh"))]
    )
    papers = forms.MultipleChoiceField(
        label=_("Giấy tờ đã có"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[("1", _("Phiếu đăng ký")), ("2", _("Bản thuyết minh sản phẩm"))],
    )
    note = forms.CharField(label=_("Ghi chú"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    agreed = forms.BooleanField(label=_("Tôi đã đối chiếu với bản giấy"))


class SampleFileForm(forms.Form):
    """A file."""

    file = forms.FileField(label=_("Bảng danh sách"), help_text=_("Tệp Excel hoặc CSV, tối đa 20 MB."))


def view_gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in every state; never writes."""
    wrong = SampleForm(
        {"name": "", "received_on": "31/02/2026", "group": "B", "form_kind": "dn"}, prefix=None, auto_id="wrong_%s"
    )
    facts = {
        "form": SampleForm(),
        "wrong_form": wrong,
        "file_form": SampleFileForm(),
        "no": Refusal(
            "ui.sample", "Chưa niêm phong điểm nên chưa ra được quyết định.", source="TT 26/2014/TT-BCT, Điều 17"
        ),
        "amount": Money(1_250_000),
        "tones": ["neutral", "info", "good", "warn", "bad"],
        "rows": [("A01", "Túi cói thêu", 91.94), ("B02", "Cam sành sấy dẻo", 94.28), ("C02", "Máy tách vỏ dừa", 70.5)],
    }
    return render(request, "ui/gallery.html", facts)
