"""Importing entries and score sheets: every fault by its cell, safe to repeat, undone as one deed."""

import io

import openpyxl
import pytest

from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.registry.models import Establishment, Product
from khuyencong.selection.actions.dossiers import check_paper
from khuyencong.selection.actions.jury import JurorFacts, declare_interest, name_juror
from khuyencong.selection.actions.lists.entries import EntriesImporter
from khuyencong.selection.actions.lists.importing import import_entries, import_scores
from khuyencong.selection.actions.lists.score_sheets import ADD_JURORS, ScoresImporter
from khuyencong.selection.actions.rubric import adopt_subcriteria, edit_rubric
from khuyencong.selection.actions.scorecards import submit_scorecard
from khuyencong.selection.actions.scoring import seal_scores
from khuyencong.selection.models import Declaration, Dossier, Juror, Round, Score, Scorecard
from khuyencong.selection.queries import ranking_rows
from khuyencong.selection.rules.rubric import CriterionFacts
from khuyencong.workbooks.actions import examine, importer_of, undo_import
from khuyencong.workbooks.actions.sending import SentFile
from tests.factories.selection import FULL, enter, make_jury, make_round, make_scoring

HEAD = [
    "TT",
    "Mã số bình chọn",
    "Tên sản phẩm",
    "Nhóm",
    "Tên cơ sở",
    "Loại hình",
    "Xã/phường",
    "Mã số thuế",
    "Lao động",
    "Lao động nữ",
]
MAKER = ["Hợp tác xã Mẫu 02", "Hợp tác xã", "xã Lục Sĩ Thành", "", 50, 34]
CRITERIA = [
    "Đáp ứng thị trường và khả năng phát triển sản xuất (tối đa 40)",
    "Kinh tế - kỹ thuật - xã hội và môi trường (tối đa 40)",
    "Tính văn hóa, tính thẩm mỹ (tối đa 10)",
    "Một số tiêu chí khác (tối đa 10)",
]
SHEET_HEAD = ["TT", "Mã số bình chọn", "Tên sản phẩm", *CRITERIA, "Tổng điểm", "Ghi chú"]


def book(sheets):
    """Return a workbook whose sheets hold the given rows."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def entries_book(*rows):
    return book({"Danh sách": [["DANH SÁCH"], HEAD, *([number, *row] for number, row in enumerate(rows, 1))]})


def scores_book(sheets):
    return book({name: [["Họ và tên giám khảo: " + name], SHEET_HEAD, *rows] for name, rows in sheets.items()})


def line(code, *marks, name="", note=""):
    return [1, code, name, *marks, None, note]


def take_entries(cast, round_, data, now):
    return import_entries(actor=cast.thuky, round_=round_, file=SentFile(data, "danh-sach.xlsx"), at=now)


def take_scores(cast, round_, data, now, *options):
    return import_scores(actor=cast.thuky, round_=round_, file=SentFile(data, "phieu.xlsx", options), at=now)


def faults_of(importer, round_, data, *options):
    found = examine(importer=importer, target=round_, data=data, name="bang.xlsx", options=options)
    return [(fault.sheet, fault.row, fault.column, fault.value) for fault in found.faults]


def test_both_lists_are_known_to_the_shared_screens():
    assert isinstance(importer_of("selection.entries"), EntriesImporter)
    assert isinstance(importer_of("selection.scores"), ScoresImporter)


def test_import_entries_tells_every_fault_by_its_cell(cast, now):
    round_ = make_round(cast, now)
    take_entries(cast, round_, entries_book(["A01", "Chiếu lác", "A", *MAKER]), now)
    data = entries_book(
        ["A01", "Thảm", "A", *MAKER],
        ["A02", "Chiếu lác", "A", *MAKER],
        ["B03", "Khay", "A", *MAKER],
        ["??", "Mứt", "B", *MAKER],
        ["SP05", "Bún", "", *MAKER],
        ["C06", "Máy", "C", "Cơ sở X", "Cơ sở", "xã A", "1599564481", 3, 5],
        ["B07", "Rượu", "E", *MAKER],
        ["D08", "Ngói", "D", *MAKER],
        ["D09", "NGÓI", "D", *MAKER],
        ["a 1", "Quạt", "A", *MAKER],
    )

    assert faults_of(EntriesImporter(), round_, data) == [
        ("Danh sách", 3, "B", "A01"),
        ("Danh sách", 4, "B", "A02"),
        ("Danh sách", 5, "D", "A"),
        ("Danh sách", 6, "B", "??"),
        ("Danh sách", 7, "D", None),
        ("Danh sách", 8, "H", "1599564481"),
        ("Danh sách", 8, "J", "5"),
        ("Danh sách", 9, "D", "E"),
        ("Danh sách", 11, "C", "NGÓI"),
        ("Danh sách", 12, "B", "a 1"),
    ]


def test_entries_without_codes_get_the_next_of_their_group(cast, now):
    round_ = make_round(cast, now)

    take_entries(
        cast, round_, entries_book(["", "Chiếu", "A", *MAKER], ["", "Thảm", "A", *MAKER], ["", "Mứt", 2, *MAKER]), now
    )

    assert list(Dossier.objects.order_by("pk").values_list("entry_code", "group")) == [
        ("A01", "A"),
        ("A02", "A"),
        ("B01", "B"),
    ]


def test_entries_take_their_group_from_the_heading_above(cast, now):
    round_ = make_round(cast, now)
    head = [name for name in HEAD if name not in ("Mã số bình chọn", "Nhóm")]
    rows = [["DANH SÁCH"], head, ["I", "Nhóm sản phẩm thủ công mỹ nghệ"], [1, "Chiếu", *MAKER]]
    rows += [["II", "Nhóm C: Thiết bị, máy móc"], [2, "Máy ép", *MAKER]]

    take_entries(cast, round_, book({"Danh sách": rows}), now)

    assert list(Dossier.objects.order_by("pk").values_list("entry_code", "group")) == [("A01", "A"), ("C01", "C")]


def test_entries_of_two_sheets_are_one_list(cast, now):
    round_ = make_round(cast, now)
    rows = [["DANH SÁCH"], HEAD, [1, "A01", "Chiếu lác", "A", *MAKER]]

    assert faults_of(
        EntriesImporter(), round_, book({"Một": rows, "Hai": [*rows[:2], [1, "A01", "Thảm", "A", *MAKER]]})
    ) == [("Hai", 3, "B", "A01")]


def test_products_of_earlier_rounds_are_noticed(cast, now):
    earlier = make_round(cast, now, code="TRUOC", year=2024, name="kỳ 2024")
    take_entries(cast, earlier, entries_book(["A01", "Chiếu lác", "A", *MAKER], ["A02", "Thảm", "A", *MAKER]), now)
    Dossier.objects.filter(entry_code="A01").update(state="recognised")

    found = examine(
        importer=EntriesImporter(),
        target=make_round(cast, now),
        data=entries_book(["A07", "CHIẾU LÁC", "A", *MAKER], ["A08", "Thảm", "A", *MAKER], ["A09", "Mới", "A", *MAKER]),
        name="x.xlsx",
    )

    assert [str(notice) for notice in found.understanding.notices] == [
        "“Chiếu lác” của Hợp tác xã Mẫu 02 đã được công nhận ở kỳ 2024.",
        "“Thảm” của Hợp tác xã Mẫu 02 đã dự kỳ 2024.",
    ]


def test_an_entry_keeps_its_code(cast, now):
    round_ = make_round(cast, now)
    take_entries(cast, round_, entries_book(["A01", "Chiếu lác", "A", *MAKER]), now)

    assert faults_of(EntriesImporter(), round_, entries_book(["A05", "Chiếu lác", "A", *MAKER])) == [
        ("Danh sách", 3, "B", "A05")
    ]


def test_a_newer_list_adds_and_updates_and_is_undone_as_one_deed(cast, now):
    round_ = make_round(cast, now)
    take_entries(cast, round_, entries_book(["A01", "Chiếu lác", "A", *MAKER]), now)
    newer = [*MAKER[:4], 60, 40]

    run = take_entries(
        cast,
        round_,
        entries_book(["A01", "Chiếu lác", "A", *newer], ["B01", "Mứt", "B", "Cơ sở Y", "Cơ sở", "xã B", "", 5, 2]),
        now,
    )

    assert Dossier.objects.get(entry_code="A01").facts["workers"] == 60
    assert run.counts["hồ sơ mới"] == run.counts["hồ sơ cập nhật"] == 1
    undo_import(actor=cast.thuky, run=run, at=now)
    assert Dossier.objects.get().facts["workers"] == 50
    assert (Establishment.objects.count(), Product.objects.count()) == (1, 1)


def test_an_import_is_not_undone_once_a_dossier_was_looked_at(cast, now):
    round_ = make_round(cast, now)
    run = take_entries(cast, round_, entries_book(["A01", "Chiếu lác", "A", *MAKER]), now)
    check_paper(actor=cast.thuky, dossier=Dossier.objects.get(), paper_code="photos", is_present=True, at=now)

    with pytest.raises(Refusal) as refused:
        undo_import(actor=cast.thuky, run=run, at=now)

    assert refused.value.code == "selection.entries_in_use"


@pytest.fixture
def collecting(cast, now):
    round_ = make_round(cast, now)
    take_entries(cast, round_, entries_book(["A01", "Chiếu lác", "A", *MAKER], ["B01", "Mứt", "B", *MAKER]), now)
    return round_


GOOD = {
    "Nguyễn An": [line("A01", 36.5, "35,0", 9, 8.25), line("b1", 30, 30, 5, 5, note="Đẹp")],
    "Trần Bình": [
        line("A01", 40, 40, 10, 10),
        line("B01", None, None, None, None, note="Không chấm: có người liên quan"),
    ],
    "Lê Cúc": [line("A01", 20, 20, 5, 5), line("B01", 20, 20, 5, 5)],
}


def test_import_scores_takes_sheets_in_exactly(cast, now, collecting):
    run = take_scores(cast, collecting, scores_book(GOOD), now, ADD_JURORS)

    assert [juror.name for juror in Juror.objects.order_by("seat_no")] == list(GOOD)
    card = Scorecard.objects.get(juror__name="Nguyễn An", dossier__entry_code="A01")
    assert (card.total_hundredths, card.source, card.entered_by) == (8875, "import", cast.thuky)
    recused = Scorecard.objects.get(state="recused")
    assert (recused.reason, recused.scores.count()) == ("Không chấm: có người liên quan", 0)
    assert Declaration.objects.get().has_conflict is True
    assert run.counts["phiếu mới"] == 6
    assert [(row.dossier.entry_code, str(row.mean), row.dossier.sheets) for row in ranking_rows(collecting)] == [
        ("A01", "955/12", 3),
        ("B01", "60", 2),
    ]


def test_score_sheets_do_not_depend_on_the_order_of_sheets_and_rows(cast, now, collecting):
    take_scores(cast, collecting, scores_book({name: GOOD[name][::-1] for name in reversed(GOOD)}), now, ADD_JURORS)

    assert [str(row.mean) for row in ranking_rows(collecting)] == ["955/12", "60"]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_results_do_not_depend_on_the_order_of_imports(cast, now, collecting, order):
    for name in GOOD:
        name_juror(actor=cast.thuky, round_=collecting, facts=JurorFacts(name), at=now)
    names = list(GOOD)

    for place in order:
        take_scores(cast, collecting, scores_book({names[place]: GOOD[names[place]]}), now)

    assert [(row.dossier.entry_code, row.rank, str(row.mean)) for row in ranking_rows(collecting)] == [
        ("A01", 1, "955/12"),
        ("B01", 2, "60"),
    ]


def test_score_sheets_tell_every_fault_by_its_cell(cast, now, collecting):
    data = scores_book(
        {
            "Nguyễn An": [line("A01", 41, "ba mươi", -1, None), line("Z9", 1, 1, 1, 1), line("B01", 1.005, 1, 1, 1)],
            "Trần Bình": [line("A01", None, None, None, None, note="xem sau"), line("a1", 1, 1, 1, 1)],
        }
    )

    assert faults_of(ScoresImporter(), collecting, data, ADD_JURORS) == [
        ("Nguyễn An", 3, "D", "41"),
        ("Nguyễn An", 3, "E", "ba mươi"),
        ("Nguyễn An", 3, "F", "-1"),
        ("Nguyễn An", 3, "G", None),
        ("Nguyễn An", 4, "B", "Z9"),
        ("Nguyễn An", 5, "D", "1,005"),
        ("Trần Bình", 3, "D", None),
        ("Trần Bình", 3, "E", None),
        ("Trần Bình", 3, "F", None),
        ("Trần Bình", 3, "G", None),
        ("Trần Bình", 4, "B", "a1"),
    ]


def test_a_dossier_that_is_not_scored_is_told_by_its_state(cast, now, collecting):
    Dossier.objects.filter(round=collecting, entry_code="A01").update(state="needs_supplement")
    data = scores_book({"Giám khảo 01": [line("A01", 30, 30, 8, 8), line("Z99", 30, 30, 8, 8)]})

    found = examine(importer=ScoresImporter(), target=collecting, data=data, name="bang.xlsx", options=[ADD_JURORS])

    assert [str(fault.message) for fault in found.faults] == [
        "Hồ sơ A01 đang ở trạng thái “Chờ bổ sung”, chưa được chấm.",
        "Kỳ bình chọn không có mã “Z99”.",
    ]


def test_one_juror_has_one_sheet_in_a_workbook(cast, now, collecting):
    rows = [["Họ và tên giám khảo: Nguyễn An"], SHEET_HEAD, line("A01", 1, 1, 1, 1)]

    assert faults_of(ScoresImporter(), collecting, book({"GK1": rows, "GK2": rows}), ADD_JURORS) == [
        ("GK2", 2, "A", None)
    ]


def test_a_missing_criterion_is_told(cast, now, collecting):
    rows = [["Họ và tên giám khảo: Nguyễn An"], [*SHEET_HEAD[:4], SHEET_HEAD[5]], [1, "A01", "", 30, 9]]

    assert faults_of(ScoresImporter(), collecting, book({"GK1": rows}), ADD_JURORS) == [("GK1", 2, "A", None)] * 2


def test_a_wrong_product_name_is_noticed(cast, now, collecting):
    found = examine(
        importer=ScoresImporter(), target=collecting, name="x.xlsx", options=[ADD_JURORS],
        data=scores_book({"Nguyễn An": [line("A01", 1, 1, 1, 1, name="Mứt")]}),
    )  # fmt: skip  # one call

    assert (found.faults, ["Mứt" in notice for notice in found.understanding.notices]) == ([], [True])


def test_sheets_are_matched_to_named_jurors_without_remarks(cast, now, collecting):
    make_jury(cast, collecting, now, 3)
    data = scores_book({f"Giám khảo 0{seat}": [line("A01", 1, 1, 1, 1)] for seat in (1, 2, 3)})

    take_scores(cast, collecting, data, now)

    assert Scorecard.objects.filter(juror__person=cast.giamkhao02).count() == 1
    assert Juror.objects.count() == 3


def test_undoing_score_sheets_brings_everything_back(cast, now, collecting):
    first = take_scores(cast, collecting, scores_book(GOOD), now, ADD_JURORS)
    before = [(row.dossier.entry_code, row.mean, row.dossier.sheets) for row in ranking_rows(collecting)]
    changed = {**GOOD, "Nguyễn An": [line("A01", None, None, None, None, note="Vắng"), line("B01", 40, 40, 10, 10)]}
    changed["Trần Bình"] = [GOOD["Trần Bình"][0], line("B01", 1, 1, 1, 1)]
    second = take_scores(cast, collecting, scores_book(changed), now)
    assert second.counts["phiếu thay đổi"] == 3

    undo_import(actor=cast.thuky, run=second, at=now)
    assert [(row.dossier.entry_code, row.mean, row.dossier.sheets) for row in ranking_rows(collecting)] == before
    assert list(Declaration.objects.values_list("juror__name", flat=True)) == ["Trần Bình"]

    undo_import(actor=cast.thuky, run=first, at=now)
    assert (Scorecard.objects.count(), Score.objects.count(), Juror.objects.count()) == (0, 0, 0)
    assert Round.objects.get().state == "collecting"


def test_sealed_sheets_are_not_undone(cast, now, collecting):
    run = take_scores(cast, collecting, scores_book(GOOD), now, ADD_JURORS)
    collecting.refresh_from_db()
    seal_scores(actor=cast.thuky, round_=collecting, at=now)

    with pytest.raises(Refusal) as refused:
        undo_import(actor=cast.thuky, run=run, at=now)

    assert refused.value.code == "kernel.wrong_state"


def test_a_sheet_given_on_screen_is_not_overwritten(cast, now):
    round_, (dossier, *_others), jury = make_scoring(cast, now, codes=("A01",), jurors=1)
    declare_interest(actor=jury[0].person, juror=jury[0], dossier=dossier, has_conflict=False, at=now)
    submit_scorecard(actor=jury[0].person, juror=jury[0], dossier=dossier, points=FULL, revision=1, at=now)

    data = scores_book({"Giám khảo 01": [line("A01", 1, 1, 1, 1)]})
    assert faults_of(ScoresImporter(), round_, data) == [("Giám khảo 01", 3, "B", "A01")]


def test_an_even_jury_or_a_broken_rubric_is_refused(cast, now, collecting):
    two = {name: GOOD[name] for name in ("Nguyễn An", "Trần Bình")}
    with pytest.raises(Refusals) as refused:
        take_scores(cast, collecting, scores_book(two), now, ADD_JURORS)
    assert [one.code for one in refused.value.refusals] == ["selection.even_jury"]
    assert Juror.objects.count() == 0

    bare = make_round(cast, now, code="TRONG", with_criteria=False)
    take_entries(cast, bare, entries_book(["A01", "Khác", "A", *MAKER]), now)
    with pytest.raises(Refusal) as nothing:
        take_scores(cast, bare, scores_book(GOOD), now, ADD_JURORS)
    assert nothing.value.code == "selection.no_criteria"


def test_a_jury_made_even_later_is_refused(cast, now, collecting):
    take_scores(cast, collecting, scores_book(GOOD), now, ADD_JURORS)

    with pytest.raises(Refusal) as refused:
        take_scores(cast, collecting, scores_book({**GOOD, "Phạm Dung": [line("A01", 1, 1, 1, 1)]}), now, ADD_JURORS)

    assert refused.value.code == "selection.even_jury"


def test_detailed_criteria_are_matched_by_number(cast, now, collecting):
    adopt_subcriteria(actor=cast.thuky, round_=collecting, at=now)
    codes = [criterion.code for criterion in collecting.criteria.filter(is_leaf=True).order_by("order")]
    maxima = [
        criterion.maximum_hundredths // 100 for criterion in collecting.criteria.filter(is_leaf=True).order_by("order")
    ]
    rows = [["Họ và tên giám khảo: Nguyễn An"], ["Mã số", *(f"Tiêu chí {code}" for code in codes), "Ghi chú"]]
    rows += [["A01", *maxima, ""], ["B01", *maxima, ""]]

    take_scores(cast, collecting, book({"GK1": rows}), now, ADD_JURORS)

    assert [(str(row.mean), [str(part) for part in row.criteria]) for row in ranking_rows(collecting)] == [
        ("100", ["40", "40", "10", "10"])
    ] * 2


def test_a_group_with_its_own_sheet_is_scored_by_it(cast, now, collecting):
    general = [
        CriterionFacts(str(number), f"Tiêu chí {number}", most)
        for number, most in ((1, 4000), (2, 4000), (3, 1000), (4, 1000))
    ]
    own = [CriterionFacts("1", "Tiêu chí 1", 6000, group="B"), CriterionFacts("2", "Tiêu chí 2", 4000, group="B")]
    edit_rubric(actor=cast.thuky, round_=collecting, criteria=[*general, *own], at=now)
    rows = [["Họ và tên giám khảo: Nguyễn An"], ["Mã số", "Tiêu chí 1", "Tiêu chí 2", "Tiêu chí 3", "Tiêu chí 4"]]
    data = book({"GK1": [*rows, ["A01", 40, 40, 10, 10], ["B01", 55, 40, None, None]]})

    take_scores(cast, collecting, data, now, ADD_JURORS)

    assert [(row.dossier.entry_code, str(row.mean)) for row in ranking_rows(collecting)] == [
        ("A01", "100"),
        ("B01", "95"),
    ]
    assert faults_of(ScoresImporter(), collecting, book({"GK1": [*rows, ["A01", 41, 40, 10, 10]]})) == [
        ("GK1", 3, "B", "41")
    ]


def test_entering_a_paper_sheet_over_an_imported_one_leaves_a_trace(cast, now, collecting):
    take_scores(cast, collecting, scores_book(GOOD), now, ADD_JURORS)
    collecting.refresh_from_db()
    juror = Juror.objects.select_related("round").get(name="Nguyễn An")

    card = enter(cast, juror, Dossier.objects.get(entry_code="A01"), now)

    assert (card.source, card.total_hundredths) == ("paper", 10000)
