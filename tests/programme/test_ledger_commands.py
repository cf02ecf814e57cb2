"""`post`, `balances`, `ledger verify`: what they print, and the changes behind the product's back that are found."""

import json
from io import StringIO
from itertools import count
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import connection

from khuyencong.programme.models import Plan, Programme, Project, Transfer
from khuyencong.programme.queries.ledger_verifying import verify_ledger
from khuyencong.programme.rules.buckets import Kind
from tests.programme.ledger_world import make_plan_world
from tests.programme.test_ledger_actions import order, post

pytestmark = pytest.mark.django_db

_numbers = count(1)


@pytest.fixture
def world(cast, now):
    return make_plan_world(cast, now)


def run(*words):
    """Run a command; return its exit status and what it printed as JSON."""
    out = StringIO()
    try:
        call_command(*words, "--json", stdout=out, stderr=StringIO())
    except SystemExit as ended:
        return ended.code, json.loads(out.getvalue() or "null")
    return 0, json.loads(out.getvalue())


def line(**changes):
    told = {"id": str(UUID(int=next(_numbers))), "plan": 2026, "line": "L01", "kind": "assign", "amount": 1000, "on": "2026-01-15",
            "paper": "QĐ 12/QĐ-UBND"}  # fmt: skip
    return told | changes


def send(tmp_path, *lines, actor="ketoan"):
    file = tmp_path / "transfers.jsonl"
    file.write_text("\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines))
    return run("post", "--file", str(file), "--as", actor)


def test_post_posts_each_id_once(world, tmp_path):
    lines = [
        line(), line(kind="reserve", amount=400, project="2026-KC-1"),
        line(kind="contract", amount=400, project="2026-KC-1"),
        line(kind="pay", amount=100, project="2026-KC-1", approved_by="giamdoc"),
        line(kind="move", amount=10, to_line="L02"),
    ]  # fmt: skip

    assert send(tmp_path, *lines) == (0, {"posted": 5, "repeated": 0})
    assert send(tmp_path, "", *lines) == (0, {"posted": 0, "repeated": 5})


def test_post_tells_line_and_id_of_every_refusal_and_posts_nothing(world, tmp_path):
    lines = [line(), line(amount=-5), line(kind="withdraw", amount=5000)]

    status, told = send(tmp_path, *lines)

    assert status == 1
    assert [(one["line"], one["id"], one["code"]) for one in told["refusals"]] == [
        (2, lines[1]["id"], "programme.amount_out_of_bounds"),
        (3, lines[2]["id"], "programme.not_enough"),
    ]
    assert all(one["sentence"] and one["source"] for one in told["refusals"])
    assert Transfer.objects.count() == 0


@pytest.mark.parametrize(("fault", "code"), [
    ("not json", "programme.line_not_json"), ("[1]", "programme.line_not_json"),
    (line(amount=1.5), "programme.not_whole"), (line(amount="1.000"), "programme.not_whole"),
    (line(amount=True), "programme.not_whole"), (line(amount=10**18), "programme.amount_out_of_bounds"),
    (line(kind="gift"), "programme.unknown_kind"), (line(on="15/01/2026"), "programme.not_a_day"),
    (line(id="1"), "programme.not_a_uuid"), (line(id=7), "programme.not_a_uuid"), (line(id=None), "programme.key_missing"),
    (line(line=""), "programme.key_missing"), (line(line="L99"), "programme.no_such_line"),
    (line(line=5), "programme.not_a_text"), (line(plan=1999), "programme.no_such_plan"),
    (line(colour="red"), "programme.unknown_key"), (line(project="X"), "programme.no_such_project"),
    (line(approved_by="nobody"), "programme.no_such_person"), (line(kind="reverse", reverses="x"), "programme.not_a_uuid"),
    (line(paper=""), "programme.paper_missing"), (line(office="sct-vinh-long"), "programme.no_such_plan"),
    (line(kind="open_paid", project="2026-KC-1"), "programme.opening_only_by_import"),
], ids=str)  # fmt: skip
def test_post_refuses(world, tmp_path, fault, code):
    status, told = send(tmp_path, line(), fault)

    assert (status, [(one["line"], one["code"]) for one in told["refusals"]]) == (1, [(2, code)])
    assert Transfer.objects.count() == 0


def test_post_asks_which_office_where_several_have_a_plan(world, cast, now, tmp_path):
    make_plan_world(cast, now, office="sct-vinh-long")

    assert send(tmp_path, line(), actor="giamdoc")[1]["refusals"][0]["code"] == "programme.which_office"
    assert send(tmp_path, line(office="ttkc-vinh-long"), actor="giamdoc") == (0, {"posted": 1, "repeated": 0})


def test_post_of_a_missing_file_is_misuse(world, tmp_path):
    assert run("post", "--file", str(tmp_path / "none.jsonl"), "--as", "ketoan")[0] == 2


def test_post_refuses_who_may_not(world, tmp_path):
    assert send(tmp_path, line(), actor="chuyenvien")[1]["refusals"][0]["code"] == "accounts.no_right"


def test_balances_prints_every_bucket_of_a_plan(world, tmp_path):
    send(tmp_path, line(), line(kind="reserve", amount=400, project="2026-KC-1", on="2026-02-01"))

    status, told = run("balances", "--plan", "2026", "--on", "2026-02-01")

    first = told["lines"][0]
    nothing = dict.fromkeys(first["buckets"], 0)
    assert (status, told["plan"], told["on"]) == (0, 2026, "2026-02-01")
    assert (first["line"], first["source"], first["assigned_total"], first["left"]) == ("L01", "local", 1000, 600)
    assert first["buckets"] == nothing | {"assigned": 600, "reserved": 400}
    assert told["sources"] == {"local": first["buckets"], "national": nothing}
    assert run("balances", "--plan", "2026", "--on", "2026-01-31")[1]["lines"][0]["left"] == 1000


def test_balances_adds_up_a_programme(world, cast, now, tmp_path):
    programme = Programme.objects.create(
        office=cast.office(), code="CT-2026", name="Chương trình", first_year=2026, last_year=2030
    )
    Plan.objects.update(programme=programme)
    send(tmp_path, line())

    told = run("balances", "--programme", "CT-2026", "--office", "ttkc-vinh-long", "--recorded", "2999-01-01")[1]

    assert (told["programme"], told["sources"]["local"]["assigned"]) == ("CT-2026", 1000)
    assert run("balances", "--programme", "none")[1]["refusals"][0]["code"] == "programme.no_such_programme"


def test_commands_speak_to_people(world, tmp_path, capsys):
    file = tmp_path / "one.jsonl"
    file.write_text(json.dumps(line()))
    out = StringIO()

    call_command("post", "--file", str(file), "--as", "ketoan", stdout=out)
    call_command("balances", "--plan", "2026", stdout=out)
    call_command("ledger", "verify", stdout=out)

    said = out.getvalue()
    assert "Đã ghi 1 bút toán" in said
    assert "Đã giao, còn được bố trí: 1.000 đồng" in said
    assert "Sổ nguyên vẹn: 1 bút toán" in said


@pytest.fixture
def kept(world):
    """A ledger that verifies."""
    post(world, *[order(world, kind, 500) for kind in (Kind.ASSIGN, Kind.RESERVE, Kind.CONTRACT, Kind.PAY)])
    first = order(world, Kind.ASSIGN, 100)
    post(world, first, order(world, Kind.REVERSE, 100, reverses=first.id))
    assert verify_ledger().fault is None
    return world


def plant(statement, *values):
    """Change the table behind every guard, as somebody with the database in their hands would."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'programme_transfer'")
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE programme_transfer DISABLE TRIGGER USER")
        cursor.execute(statement, values)


@pytest.mark.parametrize(("statement", "code"), [
    ("UPDATE programme_transfer SET amount = 499 WHERE kind = 'pay'", "changed"),
    ("UPDATE programme_transfer SET amount = 501 WHERE kind = 'assign' AND amount = 500", "changed"),
    ("UPDATE programme_transfer SET \"on\" = '2026-03-03' WHERE kind = 'reserve'", "changed"),
    ("UPDATE programme_transfer SET paper = 'khác' WHERE kind = 'contract'", "changed"),
    ("UPDATE programme_transfer SET approved_by_id = (SELECT id FROM accounts_person WHERE username = 'chutich') "
     "WHERE kind = 'pay'", "changed"),
    ("DELETE FROM programme_transfer WHERE kind = 'reverse'", "missing"),
], ids=str)  # fmt: skip
def test_ledger_verify_finds_a_planted_change(kept, statement, code):
    plant(statement)

    fault = verify_ledger().fault
    assert fault is not None
    assert fault.code == code


def test_ledger_verify_finds_a_row_that_no_deed_wrote(kept):
    kept.insert(Kind.ASSIGN, 5)

    assert verify_ledger().fault.code == "not_in_trail"


def test_ledger_verify_finds_a_change_that_hid_itself_in_the_trail(kept):
    plant("SELECT 1")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'accounts_auditentry'")
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
        else:
            cursor.execute("ALTER TABLE accounts_auditentry DISABLE TRIGGER USER")
        cursor.execute("UPDATE accounts_auditentry SET facts = '{}' WHERE number = 1")

    assert verify_ledger().fault.code == "trail_broken"


def test_ledger_verify_finds_a_project_paid_beyond_its_acceptance(kept):
    Project.objects.filter(pk=kept.project.pk).update(accepted=100)

    assert verify_ledger().fault.code == "over_accepted"


def test_ledger_verify_finds_a_row_written_after_the_lock(kept, now):
    Plan.objects.filter(pk=kept.plan.pk).update(locked_at="2026-01-01T00:00:00Z", locked_by=kept.cast.giamdoc)

    assert verify_ledger().fault.code == "after_lock"


def test_ledger_verify_ends_with_one_where_something_was_changed(kept):
    plant("UPDATE programme_transfer SET note = 'x' WHERE kind = 'pay'")

    status, told = run("ledger", "verify")

    assert (status, told["whole"], told["fault"]["code"]) == (1, False, "changed")
    assert UUID(told["fault"]["where"])
