"""Score sheets that jurors filled on paper or in Excel: what they say, what is wrong, and taking them in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, ClassVar

from django.urls import reverse

from khuyencong.accounts.deeds import Record
from khuyencong.accounts.models import Office
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import demand
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.selection.actions.jury import JurorFacts, seat
from khuyencong.selection.actions.lists.schemas import all_leaves, leaves_for, points_key, scores_schema
from khuyencong.selection.actions.lists.writing import Given, SheetWriter, take_back
from khuyencong.selection.actions.scoring import begin, recount
from khuyencong.selection.models import Dossier, Juror, Round, Scorecard
from khuyencong.selection.rules.council import check_jury
from khuyencong.selection.rules.dossier_life import DOSSIER_LIFE, SCORED_STATES
from khuyencong.selection.rules.paper_sheets import juror_of, says_not_scored
from khuyencong.selection.rules.round_life import ROUND_LIFE
from khuyencong.selection.rules.scoring import Leaf, check_points, missing_points
from khuyencong.vietnamese.folding import fold
from khuyencong.workbooks.actions import Applied, Importer, Option, Progress
from khuyencong.workbooks.rules.columns import Schema
from khuyencong.workbooks.rules.findings import Fault, say
from khuyencong.workbooks.rules.understanding import Row, Table, Understanding

ADD_JURORS = "add_jurors"


@dataclass(slots=True)
class JurorSheets:
    """One sheet of the workbook read as a juror's: per entry code the points, or the reason of a recusal."""

    name: str
    table: Table
    given: dict[str, Given] = field(default_factory=dict)


class ScoresImporter(Importer):
    """Takes in a workbook with one sheet of points per juror."""

    code: ClassVar[str] = "selection.scores"
    label: ClassVar[str] = _("phiếu chấm điểm")
    lead: ClassVar[str] = _("Mỗi trang là phiếu của một giám khảo: mã số bình chọn và điểm từng tiêu chí.")
    action: ClassVar[Action] = Action.IMPORT_SCORES
    options: ClassVar[tuple[Option, ...]] = (
        Option(
            ADD_JURORS,
            _("Thêm giám khảo chưa có"),
            _("Giám khảo được lấy theo dòng “Họ và tên giám khảo” hoặc tên trang."),
        ),
    )

    def find(self, target_id: int) -> Round | None:
        return Round.objects.select_related("office").filter(pk=target_id).first()

    def office(self, target: Round) -> Office:
        return target.office

    def schema(self, target: Round) -> Schema:
        ROUND_LIFE.after(target.state, "import_scores")
        return scores_schema(target, sorted(_dossiers(target)))

    def address(self, target: Round) -> str:
        return reverse("selection:view_round", args=[target.pk])

    def check(self, understanding: Understanding, target: Round, options: Collection[str]) -> Sequence[Fault]:
        """Return unknown codes, missing points, unknown jurors, and sheets that jurors gave themselves."""
        reading = _Reading(target, understanding)
        faults = [*reading.faults, *reading.unknown_jurors()] if ADD_JURORS not in options else reading.faults
        return [*faults, *reading.overwritten()]

    def apply(
        self,
        *,
        understanding: Understanding,
        target: Round,
        options: Collection[str],
        record: Record,
        progress: Progress,
    ) -> Applied:
        """Put every sheet on file, starting the scoring where it has not started.

        :raises Refusals: where scoring cannot start.
        :raises Refusal: where the jury would be even.
        """
        round_ = Round.objects.select_for_update().get(pk=target.pk)
        ROUND_LIFE.after(round_.state, "import_scores")
        reading = _Reading(round_, understanding)
        added = _seat_jurors(round_, reading) if ADD_JURORS in options else []
        started = round_.state != "scoring"
        if started:
            begin(round_, record, at=record.at, with_unchecked=True)
        demand(check_jury(round_.jurors.filter(state="active").count()))
        writer = SheetWriter(round_, record)
        jurors = _jurors(round_)
        for done, sheets in enumerate(reading.sheets, 1):
            writer.add(jurors[fold(sheets.name)], sheets.given)
            progress(done, len(reading.sheets))
        writer.write()
        recount(round_)
        return Applied(
            refs={"added_jurors": added, "started": started, **writer.refs()},
            counts={
                _("phiếu mới"): writer.made,
                _("phiếu thay đổi"): writer.changed,
                _("phiếu đã có"): writer.same,
                _("không chấm"): writer.recused,
                _("giám khảo mới"): len(added),
            },
            facts={"round": round_.code, "replaced": writer.trace()},
        )

    def undo(self, *, refs: Mapping[str, Any], target: Round, record: Record) -> None:
        """Take the sheets away again and put back what they replaced.

        :raises Refusal: once the scores are sealed.
        """
        round_ = Round.objects.select_for_update().get(pk=target.pk)
        ROUND_LIFE.after(round_.state, "score")
        take_back(refs)
        Juror.objects.filter(pk__in=refs["added_jurors"], scorecards=None).delete()
        if refs["started"] and not Scorecard.objects.filter(juror__round=round_).exists():
            round_.state, round_.scoring_started_at = ROUND_LIFE.after(round_.state, "undo_start"), None
            round_.save(update_fields=["state", "scoring_started_at"])
        recount(round_)
        record.note(round=round_.code)


class _Reading:
    """What all sheets of one workbook say, with every fault that single cells could not tell."""

    def __init__(self, round_: Round, understanding: Understanding) -> None:
        self.round = round_
        self.dossiers = _dossiers(round_)
        self.not_scored = _not_scored(round_)
        self.leaves = all_leaves(round_)
        self.told = {(fault.sheet, fault.row, fault.column) for fault in understanding.faults}
        self.notices = understanding.notices
        self.faults: list[Fault] = []
        self.sheets: list[JurorSheets] = []
        for table in understanding.tables:
            self._table(table)

    def _table(self, table: Table) -> None:
        sheets = JurorSheets(juror_of(table.sheet, table.title_lines), table)
        if any(fold(other.name) == fold(sheets.name) for other in self.sheets):
            message = say(_("Giám khảo “%(name)s” đã có phiếu ở trang khác trong tệp này."), name=sheets.name)
            self.faults.append(Fault(table.sheet, table.header_row, "A", None, message))
        self.sheets.append(sheets)
        missing = (
            [leaf for leaf in self.leaves[""].values() if points_key(leaf.code) not in table.columns]
            if not self._own_variants()
            else []
        )
        for leaf in missing:
            message = say(_("Phiếu chấm thiếu cột tiêu chí “%(criterion)s”."), criterion=leaf.label)
            self.faults.append(Fault(table.sheet, table.header_row, "A", None, message))
        if missing:
            return
        for row in table.rows:
            self._row(sheets, row)

    def _own_variants(self) -> bool:
        return len(self.leaves) > 1

    def _row(self, sheets: JurorSheets, row: Row) -> None:
        code = row.values.get("entry_code")
        if not isinstance(code, str):
            return
        dossier = self.dossiers.get(code)
        if dossier is None:
            self._fault(sheets.table, row, "entry_code", self._why_unknown(code))
            return
        self._compare_name(sheets.table, row, dossier)
        leaves = leaves_for(self.leaves, dossier.group)
        note = str(row.values.get("note") or "")
        if not any(row.raw.get(points_key(leaf), "").strip() for leaf in leaves) and says_not_scored(note):
            sheets.given.setdefault(code, Given({}, note))
            return
        points = self._points(sheets.table, row, leaves.values())
        if points is not None:
            sheets.given.setdefault(code, Given(points, remarks=note))

    def _why_unknown(self, code: str) -> str:
        state = self.not_scored.get(code)
        if state is None:
            return say(_("Kỳ bình chọn không có mã “%(entry)s”."), entry=code)
        return say(
            _("Hồ sơ %(entry)s đang ở trạng thái “%(state)s”, chưa được chấm."),
            entry=code,
            state=DOSSIER_LIFE.label(state),
        )

    def _points(self, table: Table, row: Row, leaves: Collection[Leaf]) -> dict[str, int] | None:
        points: dict[str, int] = {}
        for leaf in leaves:
            key = points_key(leaf.code)
            value = row.values.get(key)
            if not isinstance(value, Fraction):
                if not row.raw.get(key, "").strip():
                    self._fault(table, row, key, str(missing_points(leaf)))
                continue
            points[leaf.code] = int(value * 100)
            if (refusal := check_points(points[leaf.code], leaf)) is not None:
                self._fault(table, row, key, str(refusal), refusal.source)
        return points if len(points) == len(leaves) else None

    def _fault(self, table: Table, row: Row, key: str, message: str, source: str = "") -> None:
        fault = table.fault(row, key, message, source)
        place = (fault.sheet, fault.row, fault.column)
        if place not in self.told:
            self.told.add(place)
            self.faults.append(fault)

    def _compare_name(self, table: Table, row: Row, dossier: Dossier) -> None:
        named = row.values.get("product_name")
        if isinstance(named, str) and named and fold(named) != fold(dossier.product_name):
            self.notices.append(
                say(
                    _("Trang “%(sheet)s”, dòng %(row)s: mã %(entry)s là “%(kept)s” nhưng phiếu ghi “%(named)s”."),
                    sheet=table.sheet,
                    row=row.number,
                    entry=dossier.entry_code,
                    kept=dossier.product_name,
                    named=named,
                )
            )

    def unknown_jurors(self) -> Iterator[Fault]:
        known = _jurors(self.round)
        for sheets in self.sheets:
            if fold(sheets.name) not in known:
                message = say(
                    _("“%(name)s” chưa có trong Ban Giám khảo. Hãy cử trước, hoặc chọn “Thêm giám khảo chưa có”."),
                    name=sheets.name,
                )
                yield Fault(sheets.table.sheet, sheets.table.header_row, "A", sheets.name, message)

    def overwritten(self) -> Iterator[Fault]:
        """Tell of sheets that would replace what a juror handed in personally."""
        cards = Scorecard.objects.filter(juror__round=self.round, source="juror", state="submitted")
        own = {(_bare(name), code) for name, code in cards.values_list("juror__name", "dossier__entry_code")}
        for sheets in self.sheets:
            for row in sheets.table.rows:
                code = row.values.get("entry_code")
                if (fold(sheets.name), code) in own:
                    message = say(_("Giám khảo đã tự nộp phiếu cho hồ sơ %(entry)s trên hệ thống."), entry=code)
                    yield sheets.table.fault(row, "entry_code", message)


def _dossiers(round_: Round) -> dict[str, Dossier]:
    found = Dossier.objects.filter(round=round_, state__in=sorted(SCORED_STATES))
    return {dossier.entry_code: dossier for dossier in found}


def _not_scored(round_: Round) -> dict[str, str]:
    """Return the states of the dossiers that nobody scores, by entry code."""
    found = Dossier.objects.filter(round=round_).exclude(state__in=sorted(SCORED_STATES))
    return dict(found.exclude(entry_code="").values_list("entry_code", "state"))


def _jurors(round_: Round) -> dict[str, Juror]:
    """Return the active jurors by folded name; a remark in brackets behind the name does not count."""
    jurors = Juror.objects.filter(round=round_, state="active").order_by("-seat_no")
    return {_bare(juror.name): juror for juror in jurors}


def _bare(name: str) -> str:
    return fold(juror_of(name, [f"Giám khảo: {name}"]))


def _seat_jurors(round_: Round, reading: _Reading) -> list[int]:
    known = _jurors(round_)
    return [
        seat(round_, JurorFacts(name=sheets.name)).pk for sheets in reading.sheets if fold(sheets.name) not in known
    ]
