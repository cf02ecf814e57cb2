"""What is typed to open, sign and correct a report."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khuyencong.programme.forms.support import DayInput
from khuyencong.reporting.rules.forms import FormFacts
from khuyencong.reporting.rules.periods import PeriodKind, ReportPeriod, last_period, read_period

TAILS = ["", "-H1", "-H2", *(f"-Q{number}" for number in range(1, 5)), *(f"-{number:02}" for number in range(1, 13))]
YEARS_BACK = 6


class OpenReportForm(forms.Form):
    """Which form, for which year and part of it; proposed is the quarter that ended last."""

    code = forms.ChoiceField(label=_("Mẫu báo cáo"))
    year = forms.TypedChoiceField(label=_("Năm"), coerce=int)
    part = forms.ChoiceField(label=_("Kỳ"), required=False)

    def __init__(self, listed: list[FormFacts], today: date, *args: Any, **kwargs: Any) -> None:
        proposed = last_period(PeriodKind.QUARTER, today)
        kwargs.setdefault("initial", {"year": proposed.year, "part": f"-Q{proposed.number}"})
        super().__init__(*args, **kwargs)
        years = range(today.year, today.year - YEARS_BACK, -1)
        for name, choices in (
            ("code", [(form.code, f"{form.code} {form.title}") for form in listed]),
            ("year", [(year, str(year)) for year in years]),
            ("part", [(tail, part_words(read_period(f"2026{tail}"))) for tail in TAILS]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    @property
    def period(self) -> ReportPeriod:
        """The period chosen."""
        return read_period(f"{self.cleaned_data['year']}{self.cleaned_data['part']}")


def part_words(period: ReportPeriod) -> str:
    """Name a part of a year on screen."""
    roman = ("I", "II", "III", "IV")[(period.number - 1) % 4]
    words = {
        PeriodKind.YEAR: gettext("Cả năm"),
        PeriodKind.HALF: gettext("6 tháng đầu năm") if period.number == 1 else gettext("6 tháng cuối năm"),
        PeriodKind.QUARTER: gettext("Quý %(number)s") % {"number": roman},
        PeriodKind.MONTH: gettext("Tháng %(number)s") % {"number": period.number},
    }
    return words[period.kind]


class SignReportForm(forms.Form):
    """The number and the day of the paper as signed."""

    paper_number = forms.CharField(label=_("Số văn bản"), max_length=80, help_text=_("Ví dụ: 45/BC-TTKC."))
    signed_on = DayInput(label=_("Ngày ký"), help_text=_("Ngày/tháng/năm."))


class CorrectReportForm(forms.Form):
    """Why the report is corrected."""

    reason = forms.CharField(label=_("Lý do đính chính"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
