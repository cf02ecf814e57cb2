"""A workbook is checked, confirmed and undone as deeds; nothing changes but by confirming, and only once."""

import pytest
from django.db import IntegrityError, transaction

from khuyencong.accounts.models import AuditEntry
from khuyencong.documents.models import NumberSeries, StoredFile
from khuyencong.kernel.refusal import Refusal
from khuyencong.workbooks import queries
from khuyencong.workbooks.actions import (
    Applied,
    answer_questions,
    check_import,
    confirm_import,
    examine,
    importer_of,
    register,
    undo_import,
)
from khuyencong.workbooks.models import HeadingMemory, ImportRun
from tests.workbooks.importing import CounterImporter, counters

GOOD = counters([1, "A01", "Chả lụa", 5], [2, "A02", "Mứt", "850 triệu"])
BAD = counters([1, "A01", "Chả lụa", "nhiều tiền"], [2, None, "Mứt", -1])


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def office(cast):
    return cast.office()


@pytest.fixture
def check(cast, office, now):
    importer = CounterImporter()
    register(importer)

    def check(data=GOOD, actor=cast.thuky, target=office, **more):
        return check_import(actor=actor, importer=importer, target=target, data=data, name="so.xlsx", at=now, **more)

    return check


def made():
    return sorted(NumberSeries.objects.values_list("series", flat=True))


def test_check_import_keeps_what_was_found_and_changes_nothing(check, office):
    run = check()

    assert (run.state, run.row_count, run.fault_count, run.repair_count, run.is_blocked) == ("checked", 2, 0, 1, False)
    assert (run.office, run.file.name, made()) == (office, "so.xlsx", [])
    assert [entry.action for entry in AuditEntry.objects.all()] == ["workbooks.check_import"]


def test_check_import_tells_all_faults_at_once(check):
    run = check(BAD)

    assert [(fault["row"], fault["column"], fault["value"]) for fault in run.findings["faults"]] == [
        (3, "D", "nhiều tiền"),
        (4, "B", None),
        (4, "D", "-1"),
    ]
    assert run.is_blocked


def test_check_import_refuses_who_may_not(check, cast):
    for stranger in (cast.giamdoc, cast.giamkhao01, cast.coso):
        with pytest.raises(Refusal) as caught:
            check(actor=stranger)
        assert caught.value.code == "accounts.no_right"


def test_check_import_refuses_another_province(check, cast):
    stranger = next(person for name, person in cast.people.items() if name.startswith("thuky") and name != "thuky")

    with pytest.raises(Refusal) as caught:
        check(actor=stranger)

    assert (caught.value.code, StoredFile.objects.count()) == ("accounts.out_of_reach", 0)


def test_confirm_import_makes_what_the_rows_say(check, cast, now):
    run = confirm_import(actor=cast.thuky, run=check(), at=now)

    run.refresh_from_db()
    entry = AuditEntry.objects.get(action="workbooks.confirm_import")
    assert (run.state, run.counts, run.confirmed_by, made()) == ("confirmed", {"Sổ mới": 2}, cast.thuky, ["A01", "A02"])
    assert (entry.thing, entry.facts["rows"], entry.facts["first"]) == (f"workbooks.importrun:{run.pk}", 2, "A01")
    assert queries.progress_of(run.pk) == (0, 0)


def test_confirm_import_twice_changes_nothing(check, cast, now):
    run = confirm_import(actor=cast.thuky, run=check(), at=now)
    before = AuditEntry.objects.count()

    confirm_import(actor=cast.thuky, run=run, at=now)
    again = check()

    assert (again.pk, again.state, made()) == (run.pk, "confirmed", ["A01", "A02"])
    assert (AuditEntry.objects.count(), ImportRun.objects.count()) == (before, 1)


def test_the_same_file_checked_again_is_the_same_run(check):
    assert check().pk == check().pk
    assert (ImportRun.objects.count(), StoredFile.objects.count()) == (1, 1)


def test_the_database_refuses_a_second_confirmed_run_of_a_file(check, cast, now):
    run = confirm_import(actor=cast.thuky, run=check(), at=now)
    run.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        run.save()


def test_two_checked_runs_of_one_file_are_confirmed_once(check, cast, now):
    run = check()
    twin = ImportRun.objects.get(pk=run.pk)
    twin.pk = None
    twin.save()
    confirm_import(actor=cast.thuky, run=run, at=now)

    with pytest.raises(Refusal) as caught:
        confirm_import(actor=cast.thuky, run=twin, at=now)

    assert (caught.value.code, made()) == ("workbooks.imported_before", ["A01", "A02"])


def test_a_twin_that_slips_through_is_stopped_by_the_database(check, cast, now, monkeypatch):
    run = check()
    twin = ImportRun.objects.get(pk=run.pk)
    twin.pk = None
    twin.save()

    def confirm_the_twin(*_args, **_more):
        ImportRun.objects.filter(pk=twin.pk).update(state="confirmed", confirmed_at=now, confirmed_by=cast.thuky)
        return Applied({}, {})

    monkeypatch.setattr(CounterImporter, "apply", confirm_the_twin)
    with pytest.raises(Refusal) as caught:
        confirm_import(actor=cast.thuky, run=run, at=now)

    assert caught.value.code == "workbooks.imported_before"


def test_confirm_import_refuses_faults(check, cast, now):
    run = check(BAD)

    with pytest.raises(Refusal) as caught:
        confirm_import(actor=cast.thuky, run=run, at=now)

    assert (caught.value.code, "3 lỗi" in str(caught.value), made()) == ("workbooks.still_faulty", True, [])


def test_confirm_import_is_all_or_nothing(check, cast, now):
    run = check(counters([1, "A01", "Chả lụa", 5], [2, "A02", "Hỏng", 5]))

    with pytest.raises(Refusal) as caught:
        confirm_import(actor=cast.thuky, run=run, at=now)

    run.refresh_from_db()
    assert (caught.value.code, run.state, made()) == ("tests.broken", "checked", [])


def test_confirm_import_looks_again_at_what_has_changed_meanwhile(check, cast, now, monkeypatch):
    run = check(counters([1, "A01", "Lạ", 5]))
    monkeypatch.setattr(CounterImporter, "check", lambda *_args: [fault_of("A01")])

    with pytest.raises(Refusal):
        confirm_import(actor=cast.thuky, run=run, at=now)

    run.refresh_from_db()
    assert (run.fault_count, made()) == (1, [])


def fault_of(value):
    from khuyencong.workbooks.rules.findings import Fault

    return Fault("Danh sách", 3, "B", value, "Đã có.")


def test_an_option_is_passed_to_the_owner(check):
    data = counters([1, "A01", "Lạ", 5])

    assert (check(data).fault_count, check(data, options=["strict"]).fault_count) == (0, 1)


def test_undo_import_takes_everything_back_as_one_deed(check, cast, now):
    run = confirm_import(actor=cast.thuky, run=check(), at=now)

    undo_import(actor=cast.chuyenvien, run=run, at=now)

    run.refresh_from_db()
    assert (run.state, run.undone_by, made()) == ("undone", cast.chuyenvien, [])
    assert [entry.action for entry in AuditEntry.objects.order_by("number")][-1] == "workbooks.undo_import"


def test_undo_import_refuses_where_something_rests_on_it(check, cast, now):
    run = confirm_import(actor=cast.thuky, run=check(), at=now)
    NumberSeries.objects.filter(series="A02").update(last_number=7)

    with pytest.raises(Refusal) as caught:
        undo_import(actor=cast.thuky, run=run, at=now)

    run.refresh_from_db()
    assert (str(caught.value), run.state, made()) == ("Sổ A02 đã có số.", "confirmed", ["A01", "A02"])


def test_an_undone_file_may_come_again(check, cast, now):
    run = undo_import(actor=cast.thuky, run=confirm_import(actor=cast.thuky, run=check(), at=now), at=now)

    again = confirm_import(actor=cast.thuky, run=check(), at=now)

    assert (again.pk != run.pk, made()) == (True, ["A01", "A02"])


def test_undo_import_refuses_what_was_not_confirmed(check, cast, now):
    with pytest.raises(Refusal) as caught:
        undo_import(actor=cast.thuky, run=check(), at=now)

    assert caught.value.code == "kernel.wrong_state"


def test_an_answer_is_followed_and_remembered_for_the_office(check, cast, now):
    head = ["TT", "Mã số", "Diễn giải", "Doanh thu"]
    run = check(counters([1, "A01", "Chả", 5], head=head))
    (question,) = run.findings["questions"]
    chosen = next(one["id"] for one in question["candidates"] if one["heading"] == "Diễn giải")

    answered = answer_questions(actor=cast.thuky, run=run, answers={chosen: "product_name"}, options=[], at=now)
    next_time = check(counters([1, "B07", "Mứt", 5], head=head))

    assert (answered.open_questions, answered.is_blocked) == (0, False)
    assert HeadingMemory.objects.get().key == "product_name"
    assert (next_time.open_questions, next_time.row_count) == (0, 1)


def test_answers_are_refused_once_confirmed(check, cast, now):
    run = confirm_import(actor=cast.thuky, run=check(), at=now)

    with pytest.raises(Refusal):
        answer_questions(actor=cast.thuky, run=run, answers={}, options=[], at=now)


def test_examine_writes_nothing_and_answers_commands(cast, office):
    examined = examine(importer=CounterImporter(), target=office, data=BAD, name="so.xlsx")

    answer = examined.answer()
    assert (answer["rows"], len(answer["faults"]), answer["repairs"]) == (2, 3, [])
    assert answer["faults"][1] == {
        "sheet": "Danh sách",
        "row": 4,
        "column": "B",
        "value": None,
        "message": "Cột “Mã số” còn trống. Hãy điền, hoặc xóa cả dòng nếu không dùng.",
        "source": "",
    }
    assert (ImportRun.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_workbook_is_read_once_but_checked_every_time(check, cast, now, monkeypatch):
    from khuyencong.workbooks.actions import examining

    read, checked = [], []
    reading, checking = examining.read_workbook, CounterImporter.check
    monkeypatch.setattr(examining, "read_workbook", lambda data, name: read.append(name) or reading(data, name))

    def check_and_tell(self, understanding, *more):
        checked.append(len(understanding.notices))
        understanding.notices.append("Đã xem.")
        return checking(self, understanding, *more)

    monkeypatch.setattr(CounterImporter, "check", check_and_tell)

    confirm_import(actor=cast.thuky, run=check(counters([1, "C77", "Chả", 5])), at=now)

    assert (read, checked) == (["so.xlsx"], [0, 0])


def test_unknown_importers_and_targets_are_refused():
    with pytest.raises(Refusal):
        importer_of("tests.nothing")
    with pytest.raises(Refusal):
        no_target()


def no_target():
    class Nowhere(CounterImporter):
        def find(self, target_id):
            return None

    return Nowhere().target(0)


def test_runs_are_seen_by_their_office_only(check, cast):
    check()

    seen = {name: queries.visible_to(person).count() for name, person in cast.people.items()}

    assert {name for name, count in seen.items() if count} == {"thuky", "chuyenvien", "giamdoc", "kiemtoan"}


def test_a_checked_workbook_waits_for_who_may_confirm_it(check, cast, now):
    run = check()

    waiting = {name: queries.waiting_for(person, now.date()) for name, person in cast.people.items()}
    confirm_import(actor=cast.thuky, run=run, at=now)

    assert {name for name, tasks in waiting.items() if tasks} == {"thuky", "chuyenvien"}
    assert waiting["thuky"][0].url == f"/nhap-bang/{run.pk}/"
    assert queries.waiting_for(cast.thuky, now.date()) == []


def test_progress_is_seen_from_beside_the_transaction(check, cast, now, monkeypatch):
    seen = []
    run = check()
    monkeypatch.setattr(
        "khuyencong.workbooks.actions.runs.note_progress",
        lambda run_id, done, total: seen.append((run_id, done, total)),
    )

    confirm_import(actor=cast.thuky, run=run, at=now)

    assert (run.pk, 2, 2) in seen
