"""What may be typed into a letter."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from khuyencong.documents.rules.letters.facts import LONGEST_BODY, LONGEST_LINE, WAY_LABELS, LetterText, Way


class LetterForm(forms.Form):
    """The words of a letter; what cannot be sent is refused by the rules."""

    to_name = forms.CharField(label=_("Người nhận"), max_length=LONGEST_LINE)
    way = forms.ChoiceField(label=_("Cách gửi"), choices=[(way.value, _(label)) for way, label in WAY_LABELS.items()])
    address = forms.CharField(
        label=_("Nơi nhận"),
        max_length=LONGEST_LINE,
        required=False,
        help_text=_("Địa chỉ thư điện tử; hoặc số nhà, ấp, xã nếu gửi bưu điện."),
    )
    subject = forms.CharField(label=_("Tiêu đề"), max_length=LONGEST_LINE)
    body = forms.CharField(label=_("Nội dung"), max_length=LONGEST_BODY, widget=forms.Textarea(attrs={"rows": 14}))

    def text(self) -> LetterText:
        """Return what was typed as the rules read it."""
        given = dict(self.cleaned_data)
        return LetterText(way=Way(given.pop("way")), **{**given, "body": given["body"].replace("\r\n", "\n")})
