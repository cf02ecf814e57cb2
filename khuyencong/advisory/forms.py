"""What a stranger may ask, and what an adviser may answer."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khuyencong.advisory.actions.asking import Question
from khuyencong.advisory.actions.links import LinkFacts
from khuyencong.advisory.models import AdviceRequest, PartnerLink
from khuyencong.advisory.queries import communes, likely_establishments, topics
from khuyencong.advisory.rules.asking import refuse_machine
from khuyencong.kernel.refusal import Refusal
from khuyencong.registry.models import Establishment, Place
from khuyencong.registry.rules.phone import read_phone
from khuyencong.ui.templatetags.words import sentence

SALT = "advisory.form"


class AskForm(forms.Form):
    """A question with its asker; a hidden field and a signed moment stand where others put riddles."""

    question = forms.CharField(
        label=_("Bạn muốn hỏi điều gì?"),
        min_length=10,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Ví dụ: Cơ sở tôi sấy trái cây, muốn mua máy sấy thì được hỗ trợ bao nhiêu? Đừng ghi số căn cước."),
    )
    topic = forms.ChoiceField(label=_("Về việc gì"), required=False)
    name = forms.CharField(label=_("Họ và tên"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = forms.CharField(
        label=_("Số điện thoại"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        help_text=_("Ghi điện thoại hoặc thư điện tử, một trong hai là đủ."),
    )
    email = forms.EmailField(
        label=_("Thư điện tử"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    place = forms.ModelChoiceField(Place.objects.none(), label=_("Xã, phường"), required=False, empty_label="—")
    agreed = forms.BooleanField()
    website = forms.CharField(required=False, max_length=200)
    moment = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: date, at: datetime, keep_days: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        choices = [("", gettext("Lĩnh vực khác")), *((code, gettext(label)) for code, label in topics(today))]
        self.fields["topic"].choices = choices  # type: ignore[attr-defined]  # a field of choices
        self.fields["place"].queryset = communes()  # type: ignore[attr-defined]  # a field of models
        self.fields["agreed"].label = gettext(
            "Tôi đồng ý để cơ quan dùng họ tên, số điện thoại, thư điện tử và câu hỏi này chỉ nhằm trả lời tôi và "
            "thống kê số lượt tư vấn. Thông tin được xóa sau %(days)s ngày kể từ khi xong việc, "
            "hoặc ngay khi tôi yêu cầu."
        ) % {"days": keep_days}
        self.stamp = signing.dumps(int(at.timestamp()), salt=SALT)

    def clean_phone(self) -> str:
        """Keep the number in its one form."""
        try:
            phone = read_phone(self.cleaned_data["phone"])
        except Refusal as no:
            raise forms.ValidationError(sentence(no)) from no
        return phone.number if phone else ""

    def clean(self) -> dict[str, Any]:
        """Turn machines away, in words that a person can follow who was taken for one."""
        cleaned: dict[str, Any] = self.cleaned_data
        if no := refuse_machine(self._seconds(), cleaned.get("website", "")):
            self.add_error(None, sentence(no))
        return cleaned

    def _seconds(self) -> int | None:
        try:
            shown = int(signing.loads(self.cleaned_data.get("moment", ""), salt=SALT))
        except (signing.BadSignature, ValueError, TypeError):
            return None
        return int(self.at.timestamp()) - shown

    def asked(self) -> Question:
        """Return what was asked, for the action."""
        names = ("name", "phone", "email", "place", "topic", "question")
        return Question(
            **{one: self.cleaned_data[one] for one in names}, consent_words=str(self.fields["agreed"].label)
        )


class AnswerForm(forms.Form):
    """The answer, and whom it advised."""

    answer = forms.CharField(label=_("Câu trả lời"), max_length=8000, widget=forms.Textarea(attrs={"rows": 8}))
    establishment = forms.ModelChoiceField(
        Establishment.objects.none(),
        label=_("Cơ sở được tư vấn"),
        required=False,
        empty_label=_("— chưa có trong sổ, hoặc là cá nhân —"),
        help_text=_("Chọn được thì số cơ sở được tư vấn trong báo cáo mới đúng."),
    )

    def __init__(self, *args: Any, shown: AdviceRequest, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"answer": shown.answer, "establishment": shown.establishment_id})
        super().__init__(*args, **kwargs)
        likely = likely_establishments(shown).values("pk")
        field = self.fields["establishment"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Establishment.objects.filter(pk__in=[one["pk"] for one in likely]).order_by("sort_key", "pk")


class LinkForm(forms.Form):
    """An offer of a partner."""

    kind = forms.ChoiceField(label=_("Loại"), choices=PartnerLink.Kind.choices)
    title = forms.CharField(label=_("Tên lời chào"), max_length=200)
    partner = forms.CharField(label=_("Đơn vị chào"), max_length=200)
    summary = forms.CharField(label=_("Nội dung"), max_length=600, widget=forms.Textarea(attrs={"rows": 4}))
    address = forms.URLField(
        label=_("Địa chỉ trang"),
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text=_("Bắt đầu bằng https://"),
    )
    shown_until = forms.DateField(
        label=_("Đăng đến hết ngày"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def facts(self) -> LinkFacts:
        """Return what was typed, for the action."""
        return LinkFacts(**self.cleaned_data)
