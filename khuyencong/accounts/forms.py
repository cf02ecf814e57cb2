"""What an administrator may type about people."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.rules.roles import ROLE_LABELS, Role

ROLE_CHOICES = [("", "—"), *((role.value, _(label)) for role, label in ROLE_LABELS.items())]


class RoleForm(forms.Form):
    """An office and a role in it."""

    office = forms.ModelChoiceField(Office.objects.none(), label=_("Cơ quan"))
    role = forms.ChoiceField(choices=ROLE_CHOICES, label=_("Vai trò"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        field = self.fields["office"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Office.objects.order_by("path")

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class PersonForm(RoleForm):
    """A new person with the first role and a start password."""

    username = forms.CharField(
        label=_("Tên đăng nhập"), max_length=60, help_text=_("Chữ thường không dấu, số, dấu chấm, gạch ngang.")
    )
    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    title = forms.CharField(label=_("Chức vụ"), max_length=120, required=False)
    password = forms.CharField(
        label=_("Mật khẩu ban đầu"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Ít nhất 12 ký tự. Người dùng phải đổi lại ngay khi đăng nhập lần đầu."),
    )
    field_order = ("username", "full_name", "title", "office", "role", "password")

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"].strip().lower()
        if Person.objects.filter(username=username).exists():
            raise forms.ValidationError(_("Tên đăng nhập này đã có người dùng."))
        return username


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class ResetPasswordForm(forms.Form):
    """Whether the second factor goes with the password."""

    without_second_factor = forms.BooleanField(
        required=False,
        label=_("Gỡ cả xác thực hai bước"),
        help_text=_("Chỉ khi người này mất điện thoại và hết mã dự phòng."),
    )


class AuditFilterForm(forms.Form):
    """What to look for in the trail."""

    action = forms.CharField(required=False, label=_("Việc"))
    thing = forms.CharField(required=False, label=_("Đối tượng"))
    actor = forms.CharField(required=False, label=_("Người làm (tên đăng nhập)"))
