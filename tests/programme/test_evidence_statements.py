"""Statements taken in, matched with the ledger, put right by hand."""

import json
from datetime import date
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal
from khuyencong.programme.actions.evidence.statement_lists import import_statement
from khuyencong.programme.actions.evidence.statements import match_statement_line, reopen_statement_line
from khuyencong.programme.actions.ledger import TransferOrder, post_transfers
from khuyencong.programme.models import Statement, StatementLine
from khuyencong.programme.queries.evidence.statements import candidates_of, unseen_payings
from khuyencong.programme.rules.buckets import Bucket, Kind
from khuyencong.workbooks.actions import undo_import
from khuyencong.workbooks.actions.sending import SentFile
from tests.factories.statements import statement
from tests.programme.ledger_world import make_plan_world

PAID = ("05/03/2026 09:12:00", "UNC 0015", "Chi hỗ trợ đề án", 100, None)
FEE = ("06/03/2026", "PHI", "Phí chuyển tiền", 11, None)
LATER = date(2026, 3, 4)
BACK = ("09/03/2026", "GNT 3", "Nộp trả", None, 40)


@pytest.fixture
def world(cast, now):
    made = make_plan_world(cast, now)
    made.chain(Bucket.CONTRACTED)
    made.paid = made.insert(Kind.PAY, 100, paper="UNC 15", on=date(2026, 3, 2))
    made.back = made.insert(Kind.RETURN_PAYMENT, 40, paper="GNT 9", on=date(2026, 3, 3))
    return made


def taken(world, now, *rows, **options):
    file = SentFile(statement(*rows, **options), "sao-ke.xlsx")
    return import_statement(actor=world.cast.ketoan, office=world.plan.office, file=file, at=now)


def undo(world):
    back = TransferOrder(
        uuid4(),
        world.line,
        Kind.REVERSE,
        Money(40),
        LATER,
        "GNT 9",
        reverses=world.back.pk,
        approved_by=world.cast.giamdoc,
    )
    post_transfers(actor=world.cast.ketoan, orders=[back], at=world.at)


def states():
    return list(StatementLine.objects.order_by("row").values_list("state", flat=True))


def code(act):
    with pytest.raises(Refusal) as told:
        act()
    return told.value.code


def test_import_statement_matches_what_is_sure_and_doubts_the_rest(world, now):
    run = taken(world, now, PAID, FEE, BACK)

    assert states() == ["matched", "unmatched", "doubtful"]
    assert StatementLine.objects.get(state="matched").transfer == world.paid
    one = Statement.objects.get()
    assert (one.account, one.first_on, one.last_on) == ("371301094567", date(2026, 3, 5), date(2026, 3, 9))
    assert run.counts == {"dòng sao kê mới": 3, "dòng đã có": 0, "đã khớp": 1, "nghi ngờ": 1, "chưa khớp": 1}


def test_import_statement_again_keeps_lines_once(world, now):
    taken(world, now, PAID)

    run = taken(world, now, PAID, FEE, FEE)

    assert (run.counts["dòng sao kê mới"], run.counts["dòng đã có"]) == (2, 1)
    assert StatementLine.objects.count() == 3


def test_transfers_without_a_movement_are_told(world, now):
    taken(world, now, ("01/03/2026", "PHI", "Phí", 11, None), FEE)

    assert list(unseen_payings(Statement.objects.get())) == [world.paid, world.back]


def test_reversed_transfers_match_nothing(world, now):
    undo(world)

    taken(world, now, BACK)

    assert states() == ["unmatched"]


@pytest.mark.parametrize(
    ("row", "part"),
    [
        (("05/03/2026", "UNC", "Chi", 5, 6), "không cả hai"),
        (("05/03/2026", "UNC", "Chi", 0, 0), "không có số tiền nào"),
        (("31/02/2026", "UNC", "Chi", 5, None), "không có trong lịch"),
        (("05/03/2026", "UNC", "Chi", 10**15, None), "quá lớn"),
    ],
)
def test_import_statement_refuses_rows_that_cannot_be(world, now, tmp_path, capsys, row, part):
    path = tmp_path / "sao-ke.xlsx"
    path.write_bytes(statement(PAID, row))

    with pytest.raises(SystemExit):
        call_command("import_statement", str(path), actor="ketoan", json=True)

    faults = json.loads(capsys.readouterr().out)["faults"]
    assert [part in fault["message"] for fault in faults] == [True]
    assert not Statement.objects.exists()


def test_import_statement_command_checks_then_saves(world, tmp_path, capsys):
    path = tmp_path / "sao-ke.xlsx"
    path.write_bytes(statement(PAID))

    call_command("import_statement", str(path), actor="ketoan", check=True, json=True)
    assert json.loads(capsys.readouterr().out)["saved"] is False
    call_command("import_statement", str(path), actor="ketoan", json=True)

    assert json.loads(capsys.readouterr().out)["counts"]["đã khớp"] == 1


def test_signed_amounts_in_one_column_are_read_by_their_sign(world, now):
    headings = ("Ngày", "Số CT", "Nội dung", "Số tiền", "Ghi chú")

    taken(world, now, ("05/03/2026", "UNC 15", "Chi", -100, ""), ("09/03/2026", "", "Trả", 40, ""), headings=headings)

    told = StatementLine.objects.order_by("row").values_list("outgoing", "incoming")
    assert list(told) == [(Money(100), Money(0)), (Money(0), Money(40))]


def test_undo_takes_a_statement_away_unless_somebody_decided(world, now):
    run = taken(world, now, FEE)
    match_statement_line(
        actor=world.cast.ketoan, line=StatementLine.objects.get(), transfer=None, reason="Phí ngân hàng", at=now
    )
    assert code(lambda: undo_import(actor=world.cast.ketoan, run=run, at=now)) == "programme.statement_in_use"
    reopen_statement_line(actor=world.cast.ketoan, line=StatementLine.objects.get(), at=now)

    undo_import(actor=world.cast.ketoan, run=run, at=now)

    assert not Statement.objects.exists()


def test_match_statement_line_by_hand(world, now):
    taken(world, now, BACK)
    line = StatementLine.objects.get()
    assert list(candidates_of(line)) == [world.back]

    match_statement_line(actor=world.cast.ketoan, line=line, transfer=world.back, at=now)

    line.refresh_from_db()
    assert (line.state, line.transfer, line.decided_by) == ("matched", world.back, world.cast.ketoan)


def test_match_statement_line_refuses_what_does_not_fit(world, now):
    taken(world, now, PAID, BACK, FEE)
    lines = {line.content: line for line in StatementLine.objects.all()}

    def match(content, transfer, reason=""):
        return code(
            lambda: match_statement_line(
                actor=world.cast.ketoan, line=lines[content], transfer=transfer, reason=reason, at=now
            )
        )

    contract = world.plan.transfers.get(kind="contract")
    assert match("Phí chuyển tiền", world.back) == "programme.statement_wrong_way"
    assert match("Nộp trả", world.paid) == "programme.transfer_matched_before"
    assert match("Phí chuyển tiền", contract) == "programme.transfer_without_cash"
    assert match("Phí chuyển tiền", None) == "programme.statement_reason_missing"


def test_match_statement_line_refuses_transfers_undone_or_of_another_office(world, now, cast):
    taken(world, now, BACK)
    line = StatementLine.objects.get()
    undo(world)
    assert (
        code(lambda: match_statement_line(actor=cast.ketoan, line=line, transfer=world.back, at=now))
        == "programme.transfer_reversed"
    )
    other = make_plan_world(cast, now, year=2027, office="sct-vinh-long")
    other.chain(Bucket.PAID, 40)
    assert (
        code(
            lambda: match_statement_line(
                actor=cast.ketoan, line=line, transfer=other.plan.transfers.get(kind="pay"), at=now
            )
        )
        == "programme.transfer_of_another_office"
    )


def test_match_statement_line_is_for_the_accountant(world, now):
    taken(world, now, BACK)

    with pytest.raises(Refusal):
        match_statement_line(actor=world.cast.chuyenvien, line=StatementLine.objects.get(), transfer=world.back, at=now)


def test_the_database_itself_keeps_lines_one_way_and_reasons(world, now):
    taken(world, now, BACK)
    line = StatementLine.objects.get()

    for changed in (
        {"outgoing": Money(1)},
        {"incoming": Money(0)},
        {"state": "ignored", "why": ""},
        {"state": "matched"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            StatementLine.objects.filter(pk=line.pk).update(**changed)


def test_pages_of_statements_show_three_lists_and_export(world, now):
    taken(world, now, PAID, FEE, BACK)
    client, one = world.cast.client("ketoan"), Statement.objects.get()

    assert one.name in client.get("/sao-ke/").content.decode()
    page = client.get(f"/sao-ke/{one.pk}/", {"tinh-trang": "doubtful"})
    exported = client.get(f"/sao-ke/{one.pk}/", {"tai": "csv", "q": "100"}).getvalue().decode()

    assert "số chứng từ không khớp" in page.content.decode()
    assert exported.splitlines()[1].startswith("6,05/03/2026,UNC 0015,Chi hỗ trợ đề án,100,")
    assert world.cast.client("coso").get("/sao-ke/").status_code == 403


def test_page_of_a_line_takes_what_a_person_says_and_takes_it_back(world, now):
    taken(world, now, FEE, BACK)
    client = world.cast.client("ketoan")
    fee, back = StatementLine.objects.order_by("row")

    assert client.get(f"/sao-ke/dong/{back.pk}/").status_code == 200
    assert client.post(f"/sao-ke/dong/{fee.pk}/", {"transfer": "", "reason": ""}).status_code == 422
    assert client.post(f"/sao-ke/dong/{fee.pk}/", {"transfer": "", "reason": "Phí"}).status_code == 302
    assert client.post(f"/sao-ke/dong/{back.pk}/", {"transfer": str(world.back.pk), "reason": ""}).status_code == 302
    assert states() == ["ignored", "matched"]
    assert client.get(f"/sao-ke/dong/{back.pk}/").status_code == 200

    assert client.post(f"/sao-ke/dong/{back.pk}/mo-lai/").status_code == 302
    assert states() == ["ignored", "doubtful"]
