"""Understands a workbook by a schema: tables, and all faults, repairs and questions at once. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Final

from khuyencong.kernel.words import gettext_noop as _
from khuyencong.vietnamese.folding import clean, fold
from khuyencong.vietnamese.numbers import format_decimal
from khuyencong.vietnamese.unreadable import Unreadable
from khuyencong.workbooks.rules.cells import Reader, reader
from khuyencong.workbooks.rules.columns import Column, Schema
from khuyencong.workbooks.rules.findings import Fault, Question, Repair, Skipped, say
from khuyencong.workbooks.rules.header import Header, covering, find_header, guess_header
from khuyencong.workbooks.rules.headings import maximum_of, unit_of
from khuyencong.workbooks.rules.lines import Line, frame, line_text, tell, title
from khuyencong.workbooks.rules.sheets import Area, Cell, Place, Sheet, Workbook, is_blank, letter, shown


@dataclass(slots=True)
class Row:
    """One entry: values by column key as understood, and as written."""

    number: int
    values: dict[str, object]
    raw: dict[str, str]
    group_title: str = ""

    def text(self, key: str) -> str:
        """Return a value as text, empty where there is none."""
        value = self.values.get(key)
        return "" if value is None else str(value)

    def whole(self, key: str) -> int | None:
        """Return a value that is a whole number."""
        value = self.values.get(key)
        return value if isinstance(value, int) else None


@dataclass(slots=True)
class Table:
    """The table of one sheet; ``columns`` gives the letters of each column that was found."""

    sheet: str
    header_row: int
    columns: dict[str, str]
    headings: dict[str, str]
    rows: list[Row]
    title_lines: list[str]
    ignored: dict[str, str]
    skipped: list[Skipped]

    def fault(self, row: Row, key: str, message: str, source: str = "") -> Fault:
        """Build a fault of one cell, for what only the owner of the import can see."""
        value = row.raw.get(key) or None
        return Fault(self.sheet, row.number, self.columns.get(key, ""), value, message, source)

    def titled(self, *names: str) -> str:
        """Return what stands behind a colon in a title line that begins with one of these words."""
        wanted = [fold(name) for name in names]
        for line in self.title_lines:
            label, colon, rest = line.partition(":")
            if colon and any(fold(label).endswith(name) for name in wanted):
                return clean(rest)
        return ""


@dataclass(slots=True)
class Understanding:
    """All that was understood of a workbook, and all that was not."""

    tables: list[Table] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    @property
    def row_count(self) -> int:
        """The number of entries on all sheets."""
        return sum(len(table.rows) for table in self.tables)

    @property
    def blocked(self) -> bool:
        """Whether something must be put right or answered before the import can be confirmed."""
        return bool(self.faults) or any(question.required for question in self.questions)

    def faults_and_doubts(self) -> list[Fault]:
        """Return the faults and, for readers who cannot be asked, the questions that block, as faults."""
        rows = {table.sheet: table.header_row for table in self.tables}
        doubts = [
            Fault(question.sheet, rows.get(question.sheet, 1), "A", question.heading or None, question.message)
            for question in self.questions
            if question.required
        ]
        return [*self.faults, *doubts]


def understand(workbook: Workbook, schema: Schema, answers: Mapping[str, str] | None = None) -> Understanding:
    """Read every sheet that has the table, and tell everything that is wrong at once.

    ``answers`` maps ids of headings to column keys, as remembered or just given.
    """
    result = Understanding(notices=list(workbook.notices))
    found = [(sheet, find_header(sheet, schema, answers or {})) for sheet in workbook.sheets]
    if not any(header for _sheet, header in found):
        found = _guessed(workbook, schema, answers or {})
    for sheet, header in found:
        if header is None:
            _tell_skipped_sheet(sheet, result)
        else:
            _TableReading(sheet, header, schema, result, typed=workbook.typed).run()
    if not result.tables:
        result.faults.append(_no_table(workbook, schema))
    elif not result.row_count and not result.faults:
        first = result.tables[0]
        message = say(_("Dưới hàng tiêu đề không có dòng dữ liệu nào. Hãy kiểm tra xem có chọn nhầm tệp không."))
        result.faults.append(Fault(first.sheet, first.header_row, "A", None, message))
    return result


def _guessed(workbook: Workbook, schema: Schema, answers: Mapping[str, str]) -> list[tuple[Sheet, Header | None]]:
    """Take the first row that looks like a header, where no words were known, so that a person can be asked."""
    guesses = [(sheet, guess_header(sheet, schema, answers)) for sheet in workbook.sheets]
    first = next((sheet for sheet, header in guesses if header), None)
    return [(sheet, header if sheet is first else None) for sheet, header in guesses]


def _tell_skipped_sheet(sheet: Sheet, result: Understanding) -> None:
    if any(not is_blank(cell) for cells in sheet.rows for cell in cells):
        result.notices.append(say(_("Trang “%(sheet)s” không có bảng cần đọc nên được bỏ qua."), sheet=sheet.name))


def _no_table(workbook: Workbook, schema: Schema) -> Fault:
    names = ", ".join(f"“{column.label}”" for column in schema.required() or schema.columns)
    message = say(
        _("Không tìm thấy hàng tiêu đề của %(list)s. Bảng cần có một hàng ghi tên các cột, ít nhất là: %(names)s."),
        list=schema.label,
        names=names,
    )
    return Fault(workbook.sheets[0].name if workbook.sheets else "", 1, "A", None, message)


REMEMBERED: Final = 4096
"""Readings kept for each column while a table is read: makers, units and places come again and again."""


class _TableReading:
    """Reads the rows under one header."""

    def __init__(self, sheet: Sheet, header: Header, schema: Schema, result: Understanding, *, typed: bool) -> None:
        self.sheet = sheet
        self.header = header
        self.schema = schema
        self.result = result
        found = header.assignment.headings
        self.columns = [(column, found[column.key].column) for column in schema.columns if column.key in found]
        self.readers: list[Reader] = [
            lru_cache(REMEMBERED, typed=True)(reader(column, unit=unit_of(found[column.key]), typed=typed))
            for column, _place in self.columns
        ]
        self.covered = covering(sheet)
        self.seen: dict[tuple[str, object], int] = {}

    def run(self) -> None:
        self._tell_columns()
        table = self._table()
        self.result.tables.append(table)
        required = frozenset(place for column, place in self.columns if column.required)
        headings = {heading.column: heading.text for heading in self.header.headings}
        layout = frame(self.sheet, headings, required, frozenset(place for _column, place in self.columns))
        group, closed = "", False
        for number, cells in enumerate(self.sheet.rows[self.header.bottom :], self.header.bottom + 1):
            filled = self._filled_down(cells, number)
            kind = tell(filled, number, layout, closed=closed)
            if kind is Line.ENTRY:
                table.rows.append(self._row(filled, number, group))
            elif kind is Line.GROUP:
                group = title(cells)
            if kind in {Line.TOTAL, Line.FOOTER}:
                closed = True
            if kind not in {Line.ENTRY, Line.BLANK}:
                table.skipped.append(Skipped(number, kind.value, line_text(cells)))

    def _table(self) -> Table:
        used = {place for _column, place in self.columns}
        return Table(
            sheet=self.sheet.name,
            header_row=self.header.bottom,
            columns={column.key: letter(place) for column, place in self.columns},
            headings={column.key: self.header.assignment.headings[column.key].text for column, _place in self.columns},
            rows=[],
            title_lines=[text for cells in self.sheet.rows[: self.header.top - 1] for text in _lines(cells)],
            ignored={heading.letter: heading.text for heading in self.header.headings if heading.column not in used},
            skipped=[],
        )

    def _tell_columns(self) -> None:
        found = self.header.assignment.headings
        questions = self.header.assignment.questions
        self.result.questions += questions
        asked = {question.column for question in questions}
        self.result.faults += [
            self._fault(
                self.header.bottom,
                "A",
                None,
                say(
                    _(
                        "Trang “%(sheet)s” thiếu cột “%(label)s”. "
                        "Hãy thêm cột này vào bảng, ghi tên cột ở hàng %(row)s."
                    ),
                    sheet=self.sheet.name,
                    label=column.label,
                    row=self.header.bottom,
                ),
            )
            for column in self.schema.required()
            if column.key not in found and column.key not in asked
        ]
        self._tell_maxima()
        self._tell_forbidden()

    def _tell_maxima(self) -> None:
        for column, _place in self.columns:
            heading = self.header.assignment.headings[column.key]
            said = maximum_of(heading)
            if said is not None and column.maximum is not None and said != column.maximum:
                message = say(
                    _("Tiêu đề cột %(letter)s ghi tối đa %(said)s điểm, nhưng thang điểm của kỳ này là %(maximum)s."),
                    letter=heading.letter,
                    said=said,
                    maximum=column.maximum,
                )
                self.result.faults.append(self._fault(self.header.bottom, heading.letter, heading.text, message))

    def _tell_forbidden(self) -> None:
        forbidden = {fold(name) for name in self.schema.forbids}
        for heading in self.header.headings:
            if fold(heading.text) in forbidden:
                message = say(
                    _("Cột “%(heading)s” cho thấy đây không phải là %(list)s. %(hint)s"),
                    heading=heading.text,
                    list=self.schema.label,
                    hint=self.schema.forbidden_hint,
                )
                self.result.faults.append(self._fault(self.header.bottom, heading.letter, heading.text, message))

    def _filled_down(self, cells: list[Cell], number: int) -> list[Cell]:
        """Give cells that are merged downwards the value of their first row."""
        if not self.covered:
            return cells
        filled = cells
        for _column, place in self.columns:
            area = self.covered.get((number, place))
            if area is not None and area.top > self.header.bottom:
                filled = _with(filled, area, self.sheet.cell(area.top, area.left))
        return filled

    def _row(self, cells: list[Cell], number: int, group: str) -> Row:
        row = Row(number, {}, {}, group)
        width = len(cells)
        for (column, place), read in zip(self.columns, self.readers, strict=True):
            cell = cells[place - 1] if place <= width else None
            if is_blank(cell):
                row.values[column.key] = None
                row.raw[column.key] = ""
                self._tell_blank(column, (number, place))
                continue
            text = row.raw[column.key] = shown(cell)
            try:
                row.values[column.key], repair = read(cell)
            except Unreadable as refused:
                row.values[column.key] = None
                self._tell_unreadable(column, (number, place), text, refused)
                continue
            if repair:
                after = _after(row.values[column.key])
                self.result.repairs.append(Repair(self.sheet.name, number, letter(place), text, after, repair))
        self._tell_repeated(row)
        return row

    def _tell_unreadable(self, column: Column, place: Place, text: str, refused: Unreadable) -> None:
        reason = say(refused.sentence, **refused.values)
        message = say(_("Cột “%(label)s”: %(reason)s"), label=column.label, reason=reason)
        self.result.faults.append(self._fault(place[0], letter(place[1]), text, message))

    def _tell_blank(self, column: Column, place: Place) -> None:
        error = self.sheet.errors.get(place)
        if error is not None:
            sentence = say(
                _("Cột “%(label)s”: ô đang báo lỗi công thức %(error)s. Hãy sửa công thức hoặc gõ giá trị."),
                label=column.label,
                error=error,
            )
        elif place in self.sheet.formulas and not column.computed:
            sentence = say(
                _(
                    "Cột “%(label)s”: ô là công thức chưa có kết quả. "
                    "Hãy mở tệp bằng Excel rồi lưu lại, hoặc gõ giá trị."
                ),
                label=column.label,
            )
        elif column.required:
            sentence = say(
                _("Cột “%(label)s” còn trống. Hãy điền, hoặc xóa cả dòng nếu không dùng."), label=column.label
            )
        else:
            return
        self.result.faults.append(self._fault(place[0], letter(place[1]), error, sentence))

    def _tell_repeated(self, row: Row) -> None:
        for key in self.schema.unique:
            value = row.values.get(key)
            if value is None:
                continue
            first = self.seen.setdefault((key, value), row.number)
            if first != row.number:
                column = self.schema.column(key)
                message = say(
                    _(
                        "Cột “%(label)s”: “%(value)s” đã có ở dòng %(first)s của trang này. "
                        "Mỗi giá trị chỉ được ghi một lần."
                    ),
                    label=column.label,
                    value=value,
                    first=first,
                )
                place = self.header.assignment.headings[key].letter
                self.result.faults.append(self._fault(row.number, place, row.raw[key], message))

    def _fault(self, row: int, column: str, value: str | None, message: str) -> Fault:
        return Fault(self.sheet.name, row, column, value, message)


def _with(cells: list[Cell], area: Area, value: Cell) -> list[Cell]:
    padded = [*cells, *[None] * (area.left - len(cells))]
    padded[area.left - 1] = value
    return padded


def _lines(cells: Sequence[Cell]) -> Iterable[str]:
    return (clean(shown(cell)) for cell in cells if not is_blank(cell))


def _after(value: object) -> str:
    if not isinstance(value, Fraction):
        return str(value)
    return format_decimal(value, 2).rstrip("0").rstrip(",")
