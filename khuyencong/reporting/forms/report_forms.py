"""What is typed to change an office's form of a report: titles, columns, indicators, groupings, signers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khuyencong.reporting.rules.forms import (
    BREAKDOWN,
    COLUMNS,
    INDICATORS,
    TARGETS,
    WAYS,
    FormFacts,
    SectionFacts,
)
from khuyencong.reporting.rules.indicators import IndicatorTable
from khuyencong.reporting.rules.periods import KIND_LABELS

SIDE_BY_SIDE = ("plan.approved", "money.assigned", "money.contracted", "money.spent", "money.settled")
NARROW = ("plan.approved", "plan.accepted", "money.contracted", "money.spent", "money.settled")
"""What stands in the columns of a table by groups where the form has none of its own yet."""


class ReportFormForm(forms.Form):
    """One form of a report; indicators chosen of a group make one table under the group's name."""

    title = forms.CharField(label=_("Tên báo cáo"), max_length=200)
    periods = forms.MultipleChoiceField(
        label=_("Dùng cho kỳ"), choices=[(kind.value, label) for kind, label in KIND_LABELS.items()],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip  # one field
    columns = forms.MultipleChoiceField(
        label=_("Cột số liệu"), choices=list(COLUMNS.items()), widget=forms.CheckboxSelectMultiple
    )
    ways = forms.MultipleChoiceField(
        label=_("Bảng phân tổ"), choices=list(WAYS.items()), widget=forms.CheckboxSelectMultiple, required=False
    )
    targets = forms.BooleanField(label=_("Có bảng mục tiêu của chương trình"), required=False)
    in_millions = forms.BooleanField(label=_("Ghi tiền bằng triệu đồng"), required=False)
    addressees = forms.CharField(
        label=_("Kính gửi"), required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Mỗi dòng một nơi.")
    )
    recipients = forms.CharField(
        label=_("Nơi nhận"), required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Mỗi dòng một nơi.")
    )
    signers = forms.CharField(
        label=_("Chức vụ người ký"), widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ghi như trên văn bản, ví dụ KT. GIÁM ĐỐC rồi PHÓ GIÁM ĐỐC ở dòng sau."),
    )  # fmt: skip  # one field
    signer_name = forms.CharField(label=_("Họ và tên người ký"), max_length=120, required=False)
    note = forms.CharField(label=_("Ghi chú cuối báo cáo"), max_length=300, required=False)

    def __init__(self, form: FormFacts, table: IndicatorTable, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = _initial(form)
        super().__init__(*args, **kwargs)
        self.kept, self.table = form, table
        headings = dict(form.columns)
        for code, label in COLUMNS.items():
            self.fields[f"heading_{code}"] = forms.CharField(
                label=label, max_length=120, required=False, initial=headings.get(code, label)
            )
        chosen = form.all_indicators
        for group, label in table.groups.items():
            listed = [(one.code, f"{one.label} ({one.unit})") for one in table.of_group(group)]
            self.fields[f"group_{group}"] = forms.MultipleChoiceField(
                label=label, choices=listed, required=False, widget=forms.CheckboxSelectMultiple,
                initial=[code for code, _label in listed if code in chosen],
            )  # fmt: skip  # one field

    @property
    def facts(self) -> FormFacts:
        """The form as typed."""
        typed = self.cleaned_data
        columns = tuple(
            (code, typed[f"heading_{code}"] or COLUMNS[code]) for code in COLUMNS if code in typed["columns"]
        )
        indicators = [code for group in self.table.groups for code in typed[f"group_{group}"]]
        return FormFacts(
            code=self.kept.code,
            title=typed["title"],
            periods=tuple(typed["periods"]),
            columns=columns,
            sections=tuple(self._sections()),
            narrative=tuple(code for code in self.kept.narrative if code in indicators),
            in_millions=typed["in_millions"],
            addressees=_lines(typed["addressees"]),
            recipients=_lines(typed["recipients"]),
            signers=_lines(typed["signers"]),
            signer_name=typed["signer_name"],
            note=typed["note"],
        )

    def _sections(self) -> list[SectionFacts]:
        typed = self.cleaned_data
        found = [
            SectionFacts(INDICATORS, label, tuple(typed[f"group_{group}"]))
            for group, label in self.table.groups.items()
            if typed[f"group_{group}"]
        ]
        if typed["targets"]:
            found.insert(0, SectionFacts(TARGETS, "Mục tiêu của chương trình"))
        return found + [self._way(way) for way in WAYS if way in typed["ways"]]

    def _way(self, way: str) -> SectionFacts:
        """Return the table by groups as it was, or a new one."""
        known = {one.by: one for one in self.kept.sections if one.kind == BREAKDOWN}
        if way in known:
            return known[way]
        columns = NARROW if way in {"sector", "commune", "old_district", "old_province"} else SIDE_BY_SIDE
        return SectionFacts(BREAKDOWN, f"Theo {WAYS[way][0].lower()}{WAYS[way][1:]}", columns, way)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _initial(form: FormFacts) -> dict[str, Any]:
    return {
        "title": form.title, "periods": list(form.periods), "columns": [code for code, _label in form.columns],
        "ways": [one.by for one in form.sections if one.kind == BREAKDOWN],
        "targets": any(one.kind == TARGETS for one in form.sections), "in_millions": form.in_millions,
        "addressees": "\n".join(form.addressees), "recipients": "\n".join(form.recipients),
        "signers": "\n".join(form.signers), "signer_name": form.signer_name, "note": form.note,
    }  # fmt: skip  # a table
