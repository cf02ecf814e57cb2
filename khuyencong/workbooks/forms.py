"""What a person sends to the import: a workbook, options, answers about headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuyencong.workbooks.actions import Option
from khuyencong.workbooks.adapters.limits import LIMITS, MEBIBYTE

NOTHING = "-"


class WorkbookForm(forms.Form):
    """A workbook and the options of its importer."""

    file = forms.FileField(
        label=gettext_lazy("Tệp bảng tính"),
        allow_empty_file=True,
        help_text=gettext_lazy("Excel (.xlsx, .xls), LibreOffice (.ods) hoặc CSV, đúng như cơ quan đang giữ."),
    )

    def __init__(self, *args: Any, options: Sequence[Option] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        if options:
            self.fields["options"] = options_field(options)

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > LIMITS.file:
            raise forms.ValidationError(
                _("Tệp nặng quá %(most)s MB. Hãy xóa hình ảnh và trang thừa rồi gửi lại."),
                params={"most": LIMITS.file // MEBIBYTE},
            )
        return file


class AnswersForm(forms.Form):
    """One choice of a column for each question, and the options again."""

    def __init__(
        self, *args: Any, questions: Sequence[dict[str, Any]], options: Sequence[Option] = (), **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.questions = questions
        for number, question in enumerate(questions):
            self.fields[f"question-{number}"] = _choice_of(question)
        if options:
            self.fields["options"] = options_field(options)

    def answers(self) -> dict[str, str]:
        """Return the id of each chosen heading with the key of its column."""
        found: dict[str, str] = {}
        for number, question in enumerate(self.questions):
            chosen = self.cleaned_data.get(f"question-{number}")
            if chosen == NOTHING:
                found |= {candidate["id"]: "" for candidate in question["candidates"]}
            elif chosen:
                found[chosen] = question["column"]
        return found


def options_field(options: Sequence[Option]) -> forms.MultipleChoiceField:
    """Return the field of an importer's options."""
    return forms.MultipleChoiceField(
        label=gettext_lazy("Tùy chọn"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(option.code, _(option.label)) for option in options],
        help_text=" ".join(_(option.help) for option in options if option.help),
    )


def _choice_of(question: dict[str, Any]) -> forms.ChoiceField:
    choices = [
        (
            candidate["id"],
            _("Cột %(letter)s: %(heading)s") % {"letter": candidate["letter"], "heading": candidate["heading"]},
        )
        for candidate in question["candidates"]
    ]
    if not question["required"]:
        choices.append((NOTHING, _("Không có cột nào")))
    return forms.ChoiceField(
        label=_("Cột nào là “%(label)s”?") % {"label": _(question["label"])},
        choices=choices,
        required=bool(question["required"]),
        widget=forms.RadioSelect,
    )
