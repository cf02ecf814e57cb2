"""The commands on people, offices and the trail: what they print, and how they end."""

import io
import json

import pytest
from django.core.management import call_command

from khuyencong.accounts.actions import people
from khuyencong.accounts.models import ChainHead, Office, Person

GIVEN = "mua-roi-tren-song-hau"


def run(*arguments, typed=""):
    """Run a command as the machine does; return what it printed, what it complained of, and its exit status."""
    out, complaints, status = io.StringIO(), io.StringIO(), 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))
        patch.setattr("sys.stderr", complaints)
        try:
            call_command(*arguments, stdout=out, stderr=complaints)
        except SystemExit as end:
            status = end.code
    return out.getvalue(), complaints.getvalue(), status


def test_audit_verify_tells_the_head_of_a_whole_chain(cast, now):
    people.end_sessions(actor=cast.quantri, person=cast.thuky, at=now)

    words = run("audit", "verify")
    told = json.loads(run("audit", "verify", "--json")[0])

    head = ChainHead.objects.get(pk=1).digest
    assert words == (f"Nhật ký nguyên vẹn: 1 dòng, đầu chuỗi {head}.\n", "", 0)
    assert told == {"whole": True, "entries": 1, "head": head, "broken": None}


def test_audit_verify_ends_with_one_where_an_entry_was_changed(cast, now):
    people.end_sessions(actor=cast.quantri, person=cast.thuky, at=now)
    ChainHead.objects.filter(pk=1).update(digest="0" * 64)

    out, complaints, status = run("audit", "verify")
    told, _none, again = run("audit", "verify", "--json")

    assert (out, status, again) == ("", 1, 1)
    assert "Nhật ký đã bị sửa: dòng 1" in complaints
    assert json.loads(told)["broken"]["entry"] == 1


def test_create_office_places_it_in_the_tree_and_may_be_repeated(db):
    root = ["create_office", "sct-mau", "--kind", "department", "--name", "Sở Mẫu", "--province", "86"]
    below = ["create_office", "tt-mau", "--kind", "centre", "--name", "Trung tâm Mẫu", "--province", "86"]
    run(*root)
    run(*root)

    out, _complaints, status = run(*below, "--parent", "sct-mau")

    assert (out, status) == ("tt-mau: Trung tâm Mẫu\n", 0)
    assert Office.objects.get(code="tt-mau").parent == Office.objects.get(code="sct-mau")
    assert Office.objects.filter(code="sct-mau").count() == 1


def test_create_office_refuses_a_parent_that_is_not_there(db):
    facts = ["--kind", "centre", "--name", "x", "--province", "86", "--parent", "khong-co"]

    _out, complaints, status = run("create_office", "tt-mau", *facts)

    assert (status, "Không rõ cơ quan nào" in complaints) == (1, True)


def test_create_user_on_a_new_machine_takes_the_only_root_office(db):
    run("create_office", "sct-mau", "--kind", "department", "--name", "Sở Mẫu", "--province", "86")

    out, _complaints, status = run("create_user", "quantri", "--role", "administrator", "--password-stdin", typed=GIVEN)

    made = Person.objects.get(username="quantri")
    assert (out, status) == ("Đã tạo người dùng quantri (administrator, sct-mau).\n", 0)
    assert (made.check_password(GIVEN), made.has_start_password) == (True, False)


def test_reset_password_says_what_comes_next(cast):
    out, _complaints, status = run("reset_password", "thuky", "--password-stdin", typed=GIVEN)

    assert (out, status) == ("Đã đặt lại mật khẩu của thuky; phải đổi khi đăng nhập.\n", 0)


@pytest.mark.parametrize(
    "arguments",
    [
        ["create_user", "x", "--role", "king", "--password-stdin"],
        ["create_user", "x", "--role", "officer"],
        ["reset_password", "--password-stdin"],
        ["audit", "burn"],
    ],
)
def test_misuse_ends_with_two(db, arguments):
    assert run(*arguments)[2] == 2
