"""The commands on the worked rounds: from the lists an office keeps to the exact ranking and the decision."""

import json
from io import StringIO
from pathlib import Path

import openpyxl
import pytest
from django.core.management import call_command

from khuyencong.accounts.models import AuditEntry
from khuyencong.certificates.models import Certificate
from khuyencong.selection.models import Dossier, Round, Scorecard
from tests.selection.worked_rounds import BAD_SCORES, ENTRIES, SCORES, expected, planted_faults

NAMES = ["round-2016", "round-2023-as-kept"]


def run(*args, status=0):
    """Run a command as a user would and return what it printed as JSON."""
    out, err = StringIO(), StringIO()
    code = 0
    try:
        call_command(*[str(arg) for arg in args], "--json", stdout=out, stderr=err)
    except SystemExit as left:
        code = left.code
    assert code == status, (code, out.getvalue()[:2000], err.getvalue()[:2000])
    return json.loads(out.getvalue()) if out.getvalue() else None


def opened(name, *more):
    worked = expected(name)
    code = f"R{worked['year']}"
    run(
        "open_round",
        code,
        "--as",
        "thuky",
        "--level",
        "province",
        "--year",
        worked["year"],
        "--name",
        f"Kỳ {worked['year']}",
        *more,
    )
    return code, worked


def imported(name):
    code, worked = opened(name)
    entries = run("import_entries", code, ENTRIES[name], "--as", "thuky")
    scores = run("import_scores", code, SCORES[name], "--as", "thuky", "--add-jurors")
    return code, worked, entries, scores


@pytest.mark.parametrize("name", NAMES)
def test_a_round_gives_the_worked_ranking(cast, name):
    code, worked, entries, scores = imported(name)

    assert (entries["faults"], entries["rows"], scores["faults"], scores["state"]) == (
        [],
        worked["entries"],
        [],
        "sealed",
    )
    keys = (
        "rank",
        "entry_code",
        "group",
        "product",
        "establishment",
        "sheets",
        "mean",
        "mean_exact",
        "criteria",
        "reaches_threshold",
    )
    assert run("ranking", code, "--as", "thuky") == [{key: line[key] for key in keys} for line in worked["ranking"]]
    assert Dossier.objects.values("establishment").distinct().count() == worked["establishments"]
    recusal = Scorecard.objects.get(state="recused")
    assert (recusal.dossier.entry_code, recusal.juror.name) == (
        worked["recused"]["entry_code"],
        worked["recused"]["juror"],
    )


@pytest.mark.parametrize("name", NAMES)
def test_importing_the_same_files_again_changes_nothing(cast, name):
    code, _worked, _entries, _scores = imported(name)
    before = run("ranking", code, "--as", "thuky")

    again = [
        run("import_entries", code, ENTRIES[name], "--as", "thuky"),
        run("import_scores", code, SCORES[name], "--as", "thuky"),
    ]

    assert [answer["again"] for answer in again] == [True, True]
    assert run("ranking", code, "--as", "thuky") == before


def test_entries_imported_twice_are_there_once(cast, tmp_path):
    code, worked = opened("round-2016")
    run("import_entries", code, ENTRIES["round-2016"], "--as", "thuky")
    book = openpyxl.load_workbook(ENTRIES["round-2016"])
    book.worksheets[0]["A5"] = "bản lưu lại"
    book.save(tmp_path / "again.xlsx")

    assert run("import_entries", code, ENTRIES["round-2016"], "--as", "thuky")["again"] is True
    again = run("import_entries", code, tmp_path / "again.xlsx", "--as", "thuky")

    assert (again["counts"]["hồ sơ mới"], again["counts"]["hồ sơ đã có"]) == (0, worked["entries"])
    assert Dossier.objects.count() == worked["entries"]


def test_the_planted_faults_are_all_told_and_nothing_is_saved(cast):
    code, _worked = opened("round-2016")
    run("import_entries", code, ENTRIES["round-2016"], "--as", "thuky")

    told = run("import_scores", code, BAD_SCORES, "--as", "thuky", "--add-jurors", status=1)

    planted = {
        (fault["sheet"], fault["row"], fault["column"]) for fault in planted_faults() if fault["value"] != "None"
    }
    assert {(fault["sheet"], fault["row"], fault["column"]) for fault in told["faults"]} == planted
    assert {fault["value"] for fault in told["faults"]} == {"41", "-1", "ba mươi", "Z99", "B10"}
    assert Scorecard.objects.count() == 0
    assert Round.objects.get().state == "collecting"


def test_a_check_saves_nothing(cast):
    code, worked = opened("round-2016")

    told = run("import_entries", code, ENTRIES["round-2016"], "--as", "thuky", "--check")

    assert (told["rows"], told["faults"], told["saved"]) == (worked["entries"], [], False)
    assert Dossier.objects.count() == 0


def without_sheets(name, tmp_path, *sheets):
    book = openpyxl.load_workbook(SCORES[name])
    for sheet in sheets:
        del book[sheet]
    book.save(tmp_path / "scores.xlsx")
    return tmp_path / "scores.xlsx"


def test_a_jury_of_eight_is_refused(cast, tmp_path):
    code, _worked = opened("round-2016")
    run("import_entries", code, ENTRIES["round-2016"], "--as", "thuky")

    told = run(
        "import_scores",
        code,
        without_sheets("round-2016", tmp_path, "Giám khảo 09"),
        "--as",
        "thuky",
        "--add-jurors",
        status=1,
    )

    assert [refusal["code"] for refusal in told["refusals"]] == ["selection.even_jury"]
    assert Scorecard.objects.count() == 0


def test_a_round_without_criteria_is_refused(cast):
    code, _worked = opened("round-2016", "--without-criteria")
    run("import_entries", code, ENTRIES["round-2016"], "--as", "thuky")

    told = run("import_scores", code, SCORES["round-2016"], "--as", "thuky", "--add-jurors", status=1)

    assert [refusal["code"] for refusal in told["refusals"]] == ["selection.no_criteria"]


def test_unknown_jurors_are_refused_unless_they_are_to_be_added(cast):
    code, _worked = opened("round-2016")
    run("import_entries", code, ENTRIES["round-2016"], "--as", "thuky")

    told = run("import_scores", code, SCORES["round-2016"], "--as", "thuky", status=1)

    assert [fault["value"] for fault in told["faults"]] == [f"Giám khảo 0{seat}" for seat in range(1, 10)]


def changed_scores(tmp_path, cell, value):
    book = openpyxl.load_workbook(SCORES["round-2016"])
    book["Giám khảo 01"][cell] = value
    book.save(tmp_path / "changed.xlsx")
    return tmp_path / "changed.xlsx"


def test_scores_changed_before_sealing_replace_with_a_trace_and_after_it_are_refused(cast, tmp_path):
    code, _worked = opened("round-2016")
    run("import_entries", code, ENTRIES["round-2016"], "--as", "thuky")
    run("import_scores", code, SCORES["round-2016"], "--as", "thuky", "--add-jurors", "--keep-open")

    told = run("import_scores", code, changed_scores(tmp_path, "D6", 30), "--as", "thuky", "--keep-open")

    assert (told["counts"]["phiếu thay đổi"], told["counts"]["phiếu đã có"]) == (1, 323)
    assert Scorecard.objects.get(juror__name="Giám khảo 01", dossier__entry_code="A01").total_hundredths == 8300
    entry = AuditEntry.objects.filter(action="workbooks.confirm_import").order_by("-number").first()
    assert entry.facts["replaced"][0]["points"] == {"1": 3650, "2": 3500, "3": 900, "4": 900}
    run("seal_scores", code, "--as", "thuky")
    refused = run("import_scores", code, changed_scores(tmp_path, "D6", 31), "--as", "thuky", status=1)
    assert [refusal["code"] for refusal in refused["refusals"]] == ["kernel.wrong_state"]


def test_a_missing_sheet_is_told_and_leaves_the_round_open(cast, tmp_path):
    code, _worked = opened("round-2016")
    run("import_entries", code, ENTRIES["round-2016"], "--as", "thuky")
    book = openpyxl.load_workbook(SCORES["round-2016"])
    book["Giám khảo 09"].delete_rows(6)
    book.save(tmp_path / "scores.xlsx")

    told = run("import_scores", code, tmp_path / "scores.xlsx", "--as", "thuky", "--add-jurors")

    assert told["state"] == "scoring"
    assert "Giám khảo 09 – A01" in told["told"]


def recognise(code, *more, status=0):
    return run(
        "recognise", code, "--as", "chutich", "--decision", "1234/QĐ-UBND", "--date", "2016-09-20",
        "--signer", "Nguyễn Chủ Tịch", *more, status=status,
    )  # fmt: skip  # one command line


def test_a_decision_names_the_certified_and_comes_once(cast, tmp_path):
    code, worked, _entries, _scores = imported("round-2016")
    codes = tmp_path / "codes.txt"
    codes.write_text("\n".join(worked["certified_codes"]), encoding="utf-8")

    answer = recognise(code, "--codes", codes)

    assert answer["recognised"] == sorted(worked["certified_codes"])
    recognised = Dossier.objects.filter(state="recognised")
    assert recognised.values("establishment").distinct().count() == worked["certified_establishments"]
    cut = [row["entry_code"] for row in worked["ranking"] if row["reaches_threshold"] and not row["certified"]]
    assert set(Dossier.objects.filter(verdict__keep=False).values_list("entry_code", flat=True)) == set(cut)
    again = recognise(code, "--reaching-threshold", status=1)
    assert [refusal["code"] for refusal in again["refusals"]] == ["selection.decided_already"]


def test_a_decision_before_sealing_is_refused(cast):
    code, _worked = opened("round-2016")
    run("import_entries", code, ENTRIES["round-2016"], "--as", "thuky")

    told = recognise(code, "--reaching-threshold", status=1)

    assert [refusal["code"] for refusal in told["refusals"]] == ["selection.not_sealed"]


@pytest.mark.parametrize(
    ("text", "refused"),
    [("Z99", "selection.unknown_codes"), ("A05", "selection.below_threshold"), ("", "selection.nothing_recognised")],
)
def test_a_decision_names_only_what_can_be_recognised(cast, tmp_path, text, refused):
    code, _worked, _entries, _scores = imported("round-2016")
    codes = tmp_path / "codes.txt"
    codes.write_text(text, encoding="utf-8")

    told = recognise(code, "--codes", codes, status=1)

    assert [refusal["code"] for refusal in told["refusals"]] == [refused]
    assert Round.objects.get().state == "sealed"


def test_only_the_chair_recognises(cast):
    code, _worked, _entries, _scores = imported("round-2016")

    told = run(
        "recognise",
        code,
        "--as",
        "thuky",
        "--decision",
        "1",
        "--date",
        "2016-09-20",
        "--signer",
        "X",
        "--reaching-threshold",
        status=1,
    )

    assert [refusal["code"] for refusal in told["refusals"]] == ["accounts.no_right"]


def test_unknown_rounds_and_missing_files_are_told(cast, tmp_path):
    told = run("ranking", "KHONG-CO", "--as", "thuky", status=1)
    assert told["refusals"][0]["code"] == "selection.no_such_round"
    code, _worked = opened("round-2016")
    run("import_entries", code, tmp_path / "khong-co.xlsx", "--as", "thuky", status=2)
    run("ranking", code, "--as", "nobody", status=2)


def spoken(*args, status=0):
    """Run a command for people and return what it printed."""
    out, err = StringIO(), StringIO()
    code = 0
    try:
        call_command(*[str(arg) for arg in args], stdout=out, stderr=err)
    except SystemExit as left:
        code = left.code
    assert code == status, (out.getvalue(), err.getvalue())
    return out.getvalue() + err.getvalue()


def test_issue_certificates_writes_a_file_for_each_and_can_be_repeated(cast, tmp_path):
    code, _worked, _entries, _scores = imported("round-2016")
    codes = tmp_path / "codes.txt"
    codes.write_text("A01, B20", encoding="utf-8")
    recognise(code, "--codes", codes)
    folder = tmp_path / "giay"

    issued = run("issue_certificates", code, "--as", "thuky", "--out", folder, "--issued-on", "2016-09-30")
    again = run("issue_certificates", code, "--as", "thuky", "--out", folder)

    assert [line["entry_code"] for line in issued] == ["A01", "B20"]
    assert again == issued
    assert sorted(path.name for path in folder.iterdir()) == sorted(Path(line["file"]).name for line in issued)
    assert all(Path(line["file"]).read_bytes().startswith(b"%PDF-") for line in issued)
    assert {certificate.issued_on.isoformat() for certificate in Certificate.objects.all()} == {"2016-09-30"}
    refused = run("issue_certificates", code, "--as", "thuky", "--out", folder, "--codes", "A05", status=1)
    assert [refusal["code"] for refusal in refused["refusals"]] == ["selection.not_recognised"]
    assert "2 giấy chứng nhận" in spoken("issue_certificates", code, "--as", "thuky", "--out", folder)


def test_the_commands_speak_to_people_too(cast, tmp_path):
    opened = "--level province --year 2016 --name Kỳ --office sct-vinh-long --as thuky".split()
    assert "với 4 tiêu chí" in spoken("open_round", "K1", *opened)
    assert "36 dòng, 0 lỗi" in spoken("import_entries", "K1", ENTRIES["round-2016"], "--as", "thuky")
    assert "Giám khảo 01 D22: " in spoken("import_scores", "K1", BAD_SCORES, "--as", "thuky", "--add-jurors", status=1)
    told = spoken("import_scores", "K1", SCORES["round-2016"], "--as", "thuky", "--add-jurors", "--keep-open")
    assert "phiếu mới: 324" in told
    assert "Tệp này đã được nhập rồi" in spoken("import_scores", "K1", SCORES["round-2016"], "--as", "thuky")
    assert "Đã niêm phong điểm của kỳ K1" in spoken("seal_scores", "K1", "--as", "thuky")
    assert "   1  B02     94,28  đạt  Cam sành sấy dẻo" in spoken("ranking", "K1", "--as", "thuky")
    assert run("ranking", "K1", "--as", "thuky", "--group", "C")[0]["rank"] == 1
    decided = "--reaching-threshold --decision 1 --date 2016-09-20 --signer X --as chutich".split()
    assert "công nhận 25 sản phẩm" in spoken("recognise", "K1", *decided)
    assert "Căn cứ" in spoken("open_round", "K2", *opened[:-1], "ketoan", status=1)
    spoken("open_round", "K3", *opened, "--office", "khong-co", status=1)
