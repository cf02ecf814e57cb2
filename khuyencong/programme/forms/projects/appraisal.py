"""What may be typed about an appraisal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuyencong.db.fields import MoneyInput
from khuyencong.programme.forms.projects.application import DAY, lines
from khuyencong.programme.models import Appraisal
from khuyencong.programme.rules.projects.appraisal import Answer, AppraisalFacts, OpinionFacts

YES_NO = [("1", gettext_lazy("Đạt")), ("0", gettext_lazy("Không đạt"))]
VOTES = [("", "—"), ("1", gettext_lazy("Đồng ý")), ("0", gettext_lazy("Không đồng ý"))]
MEMBERS = 9


class AppraisalForm(forms.Form):
    """An appraisal at the base: criteria from the norms, members and votes, amount and conclusion."""

    body = forms.ChoiceField(label=gettext_lazy("Hình thức"), choices=Appraisal.Body.choices, initial="council")
    held_on = forms.DateField(label=gettext_lazy("Ngày thẩm định"), help_text=DAY)
    paper = forms.CharField(label=gettext_lazy("Số biên bản"), required=False, max_length=120)
    passed = forms.ChoiceField(
        label=gettext_lazy("Kết luận"),
        choices=[("1", gettext_lazy("Đồng ý hỗ trợ")), ("0", gettext_lazy("Không đồng ý"))],
        widget=forms.RadioSelect,
    )
    proposed = MoneyInput(label=gettext_lazy("Mức đề xuất hỗ trợ"), required=False)
    conclusion = forms.CharField(label=gettext_lazy("Nội dung kết luận"), max_length=5000, widget=lines(4))

    def __init__(self, *args: Any, criteria: Sequence[dict[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.criteria_rows = criteria
        for row in criteria:
            head = _(row["label"]) if row["required"] else _("%(label)s (ưu tiên)") % {"label": _(row["label"])}
            self.fields[f"met-{row['code']}"] = forms.ChoiceField(label=head, choices=YES_NO, widget=forms.RadioSelect)
            self.fields[f"note-{row['code']}"] = forms.CharField(label=_("Ghi chú"), required=False, max_length=500)
        for number in range(1, MEMBERS + 1):
            self.fields[f"member-{number}"] = forms.CharField(label=_("Họ và tên"), required=False, max_length=120)
            self.fields[f"title-{number}"] = forms.CharField(label=_("Chức vụ"), required=False, max_length=160)
            self.fields[f"vote-{number}"] = forms.ChoiceField(label=_("Biểu quyết"), choices=VOTES, required=False)
            self.fields[f"opinion-{number}"] = forms.CharField(label=_("Ý kiến"), required=False, max_length=2000)

    def clean(self) -> dict[str, Any]:
        """Ask each member who is named for a vote: silence is no consent."""
        told = super().clean() or {}
        for number in range(1, MEMBERS + 1):
            if told.get(f"member-{number}") and not told.get(f"vote-{number}"):
                self.add_error(f"vote-{number}", _("Hãy ghi biểu quyết của thành viên này."))
        return told

    def head(self) -> Iterator[BoundField]:
        """Yield the fields before the criteria."""
        for name in ("body", "held_on", "paper"):
            yield self[name]

    def end(self) -> Iterator[BoundField]:
        """Yield the fields of the conclusion."""
        for name in ("passed", "proposed", "conclusion"):
            yield self[name]

    def criteria(self) -> Iterator[tuple[BoundField, BoundField]]:
        """Yield each criterion with its note."""
        for row in self.criteria_rows:
            yield self[f"met-{row['code']}"], self[f"note-{row['code']}"]

    def members(self) -> Iterator[tuple[int, list[BoundField]]]:
        """Yield the rows of members."""
        for number in range(1, MEMBERS + 1):
            yield number, [self[f"{name}-{number}"] for name in ("member", "title", "vote", "opinion")]

    def facts(self) -> AppraisalFacts:
        """Return what was typed, for the rules."""
        told = self.cleaned_data
        return AppraisalFacts(
            body=told["body"],
            held_on=told["held_on"],
            paper=told["paper"],
            passed=told["passed"] == "1",
            proposed=told["proposed"],
            conclusion=told["conclusion"],
            answers=tuple(self._answers()),
            opinions=tuple(self._opinions()) if told["body"] == Appraisal.Body.COUNCIL else (),
        )

    def _answers(self) -> Iterator[Answer]:
        told = self.cleaned_data
        for row in self.criteria_rows:
            yield Answer(row["code"], told[f"met-{row['code']}"] == "1", told[f"note-{row['code']}"])

    def _opinions(self) -> Iterator[OpinionFacts]:
        told = self.cleaned_data
        for number in range(1, MEMBERS + 1):
            if name := told[f"member-{number}"].strip():
                yield OpinionFacts(
                    name, told[f"vote-{number}"] == "1", told[f"title-{number}"], told[f"opinion-{number}"]
                )


class MinistryForm(forms.Form):
    """The Ministry's answer."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Kết quả"),
        widget=forms.RadioSelect,
        choices=[
            ("record_ministry_appraisal", gettext_lazy("Đồng ý đưa vào kế hoạch")),
            ("return_by_ministry", gettext_lazy("Trả lại để hoàn thiện")),
            ("refuse_by_ministry", gettext_lazy("Không đưa vào kế hoạch")),
        ],
    )
    held_on = forms.DateField(label=gettext_lazy("Ngày văn bản"), help_text=DAY)
    paper = forms.CharField(label=gettext_lazy("Số văn bản của Bộ"), max_length=120)
    proposed = MoneyInput(label=gettext_lazy("Mức Bộ đồng ý hỗ trợ"), required=False)
    conclusion = forms.CharField(label=gettext_lazy("Nội dung kết luận"), max_length=5000, widget=lines(4))
