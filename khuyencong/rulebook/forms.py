"""What a person may type about an office's own norm: fields made from the norm's shape."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import Office
from khuyencong.law.book import Certainty, Definition, Norm
from khuyencong.law.faults import NormFault
from khuyencong.law.shapes import COLUMN_LABELS, UNIT_LABELS, Unit, say_value, to_json
from khuyencong.rulebook.rules.cells import READERS, Choices, read_pasted, write_pasted
from khuyencong.vietnamese.unreadable import Unreadable

SPARE_ROWS: Final = 3
MOST_CELLS: Final = 600
"""A larger table is edited in a workbook and pasted back, not cell by cell."""
LONG: Final = {Unit.TEXT, "anchors"}
SIZES: Final[dict[str, dict[str, int]]] = {
    "whole": {"size": 4},
    Unit.PERCENT: {"size": 4},
    Unit.DONG: {"size": 14},
    "code": {"size": 8},
    "date": {"size": 10},
    Unit.CODES: {"size": 12},
    Unit.TEXT: {"cols": 24, "rows": 2},
    "anchors": {"cols": 44, "rows": 3},
}
YES_NO: Final = [("", "—"), ("1", _("có")), ("0", _("không"))]


class TypedField(forms.CharField):
    """One value typed as people type it, read by the kind of the norm or column."""

    def __init__(self, kind: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kind = kind
        if kind == Unit.FLAG:
            self.widget = forms.Select(choices=YES_NO)

    def to_python(self, value: Any) -> Any:
        """Return the value read, or ``None`` where nothing was typed."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            return READERS[self.kind](text)
        except Unreadable as unread:
            raise forms.ValidationError(gettext(unread.sentence) % unread.values, code="unreadable") from unread


class ProposalForm(forms.Form):
    """An office's own value of one norm, with its first day and source."""

    office = forms.ModelChoiceField(Office.objects.none(), label=_("Đơn vị áp dụng"), empty_label=None)
    start_on = TypedField("date", label=_("Áp dụng từ ngày"), help_text=_("Ngày/tháng/năm, ví dụ 05/06/2026."))
    source = forms.CharField(
        label=_("Căn cứ"),
        max_length=200,
        help_text=_("Số, ký hiệu văn bản và điều khoản, ví dụ: QĐ 12/2026/QĐ-UBND, Điều 3."),
    )
    note = forms.CharField(label=_("Ghi chú"), max_length=500, required=False)
    returns = forms.BooleanField(
        label=_("Thôi áp dụng mức riêng, trở lại quy định chung"),
        required=False,
        help_text=_("Đánh dấu thì bỏ qua giá trị ghi ở dưới."),
    )

    def __init__(
        self,
        definition: Definition,
        norm: Norm,
        offices: Any,
        today: date,
        *args: Any,
        choices: Choices | None = None,
        rows: list[dict[str, Any]] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.definition, self.shape, self.choices = definition, definition.shape, choices or {}
        self.kinds = {**self.shape.columns, **self.shape.optional}
        field = self.fields["office"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = offices
        self.fields["start_on"].initial = f"{today:%d/%m/%Y}"
        if norm.certainty != Certainty.LOCAL:
            del self.fields["returns"]
        if self.shape.unit is Unit.ROWS:
            self._add_rows(norm.value if rows is None else rows)
        else:
            self._add_value(norm)

    def _add_value(self, norm: Norm) -> None:
        shown = ("1" if norm.value else "0") if self.shape.unit is Unit.FLAG else say_value(norm.value)
        label = f"{gettext('Giá trị')} ({gettext(UNIT_LABELS[self.shape.unit])})"
        required = not ("returns" in self.fields and self.data.get("returns"))
        self.fields["value"] = TypedField(self.shape.unit, label=label, initial=shown, required=required)

    def _add_rows(self, rows: list[dict[str, Any]]) -> None:
        self.row_count = 0
        self.fields["pasted"] = forms.CharField(
            label=_("Dán từ Excel"),
            required=False,
            strip=False,
            widget=forms.Textarea(attrs={"rows": 8}),
            help_text=_("Chép các dòng trong Excel rồi dán vào đây: thay cả bảng. Dòng đầu có thể là tên cột."),
        )
        if len(rows) * len(self.kinds) > MOST_CELLS:
            self.fields["pasted"].initial = write_pasted(rows, self.kinds, self._labels())
            return
        typed = sum(1 for name in self.data if name.startswith("row") and name.endswith(f"_{next(iter(self.kinds))}"))
        self.row_count = max(len(rows) + SPARE_ROWS, min(typed, len(rows) + 10 * SPARE_ROWS))
        for number in range(self.row_count):
            row = rows[number] if number < len(rows) else {}
            for column, kind in self.kinds.items():
                self.fields[f"row{number}_{column}"] = self._cell(number, column, kind, row.get(column))

    def _cell(self, number: int, column: str, kind: str, value: Any) -> TypedField:
        label = gettext("Dòng %(row)s, %(column)s") % {"row": number + 1, "column": gettext(COLUMN_LABELS[column])}
        shown = "" if value is None else say_value(value)
        if kind == Unit.FLAG and value is not None:
            shown = "1" if value else "0"
        cell = TypedField(kind, label=label, initial=shown, required=False)
        if kind in LONG:
            cell.widget = forms.Textarea()
        sizes = SIZES.get(kind, {})
        if column in self.choices:
            named = [(code, gettext(label)) for code, label in self.choices[column].items()]
            cell.widget, cell.initial, sizes = forms.Select(choices=[("", "—"), *named]), value, {}
        cell.widget.attrs |= {"aria-label": label, **sizes}
        return cell

    def _labels(self) -> dict[str, dict[str, str]]:
        return {name: {code: gettext(label) for code, label in known.items()} for name, known in self.choices.items()}

    @property
    def heads(self) -> list[str]:
        """The column heads of the table being edited."""
        return [gettext(COLUMN_LABELS[column]) for column in self.kinds]

    def grid(self) -> list[list[BoundField]]:
        """Return the cells of the table being edited, row by row."""
        return [[self[f"row{number}_{column}"] for column in self.kinds] for number in range(self.row_count)]

    def clean(self) -> dict[str, Any]:
        """Gather the value as JSON data; an empty row is left out, an empty optional cell too."""
        cleaned: dict[str, Any] = self.cleaned_data
        if cleaned.get("returns"):
            return {**cleaned, "value": None}
        value = self._rows(cleaned) if self.shape.unit is Unit.ROWS else cleaned.get("value")
        if not self.errors:
            try:
                self.shape.check(value)
            except NormFault as fault:
                self.add_error(None, gettext(fault.sentence) % {k: gettext(str(v)) for k, v in fault.values.items()})
        return {**cleaned, "value": to_json(value)}

    def _rows(self, cleaned: dict[str, Any]) -> list[dict[str, Any]]:
        if cleaned.get("pasted", "").strip():
            return self._pasted(cleaned["pasted"])
        rows = []
        for number in range(self.row_count):
            cells = {column: cleaned.get(f"row{number}_{column}") for column in self.kinds}
            filled = {column: cell for column, cell in cells.items() if cell is not None}
            if filled:
                rows.append(filled)
        return rows

    def _pasted(self, text: str) -> list[dict[str, Any]]:
        found = read_pasted(text, self.kinds, self._labels())
        for fault in found.faults:
            place = gettext("Dòng %(row)s") % {"row": fault.row}
            column = f", {gettext(COLUMN_LABELS[fault.column])}" if fault.column else ""
            self.add_error("pasted", f"{place}{column}: {gettext(fault.why.sentence) % fault.why.values}")
        return found.rows


class ReasonForm(forms.Form):
    """Why a proposal is turned down."""

    reason = forms.CharField(label=_("Lý do không duyệt"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class DayForm(forms.Form):
    """Which day, and for whom."""

    ngay = TypedField("date", label=_("Ngày"), required=False)  # the words of an address are Vietnamese
    don_vi = forms.ModelChoiceField(
        Office.objects.none(),
        label=_("Đơn vị"),
        required=False,
        to_field_name="code",
        empty_label=_("Quy định chung cả nước"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["don_vi"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Office.objects.order_by("path")
