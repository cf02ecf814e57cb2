"""The commands `verify` and `revoke`: what they print and how they end."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

from khuyencong.certificates.actions.completing import job_of
from khuyencong.certificates.models import Certificate
from khuyencong.documents.models.disk import place_of
from tests.certificates.making import LATER, issue


def told(*arguments):
    """Run a command with --json; return its answer and its exit status."""
    out = io.StringIO()
    status = 0
    try:
        call_command(*arguments, "--json", stdout=out, stderr=io.StringIO())
    except SystemExit as end:
        status = end.code
    return json.loads(out.getvalue() or "null"), status


@pytest.mark.parametrize(("on", "status", "code"), [("24/11/2026", "valid", 0), ("2029-01-01", "expired", 1)])
def test_verify_ends_with_zero_only_for_a_valid_certificate(cast, on, status, code):
    done = issue(cast)

    answer, ended = told("verify", done.code, "--on", on)

    assert (answer["status"], ended) == (status, code)
    assert answer["serial"] == done.serial


def test_verify_takes_a_file(cast, tmp_path):
    done = issue(cast)
    path = str(place_of(done.file_sha256))
    changed = tmp_path / "changed.pdf"
    data = bytearray(Path(path).read_bytes())
    data[5000] ^= 1
    changed.write_bytes(data)

    assert told("verify", path, "--on", "24/11/2026")[0]["status"] == "valid"
    assert told("verify", path, "--on", "24/11/2026", "--offline")[0]["status"] == "valid"
    assert told("verify", str(changed), "--on", "24/11/2026") == ({**told("verify", str(changed))[0]}, 1)
    assert told("verify", str(changed))[0]["status"] == "tampered"


def test_verify_offline_takes_the_whole_qr_code(cast):
    done = issue(cast)

    answer, ended = told("verify", job_of(done, LATER).address, "--offline", "--on", "24/11/2026")

    assert (answer["status"], answer["serial"], ended) == ("valid", done.serial, 0)


def test_verify_offline_refuses_a_bare_code(cast):
    answer, ended = told("verify", issue(cast).code, "--offline")

    assert (answer["refusals"][0]["code"], ended) == ("certificates.needs_whole_code", 1)


@pytest.mark.parametrize("what", ["khong-co.pdf", "abc", "0000000000000000"])
def test_verify_of_nothing_ends_with_one(db, what):
    assert told("verify", what)[1] == 1


def test_verify_with_a_day_that_is_none_is_misuse(db):
    assert told("verify", "abc", "--on", "hôm nay")[1] == 2


def test_revoke_ends_a_certificate_by_its_serial(cast):
    done = issue(cast)

    answer, ended = told("revoke", done.serial, "--reason", "Sản phẩm làm giả", "--as", "chutich")

    assert (answer["state"], ended) == ("revoked", 0)
    assert told("verify", done.code)[0]["status"] == "revoked"


def test_revoke_refuses_whoever_may_not(cast):
    done = issue(cast)

    answer, ended = told("revoke", done.serial, "--reason", "Sản phẩm làm giả", "--as", "thuky")

    assert ended == 1
    assert answer["refusals"][0]["code"].startswith("accounts.")
    assert Certificate.objects.get().state == "issued"


@pytest.mark.parametrize("serial", ["99/2026/GCN-SCT-VINH-LONG", "năm"])
def test_revoke_of_an_unknown_serial_is_refused(cast, serial):
    assert told("revoke", serial, "--reason", "Sản phẩm làm giả", "--as", "chutich")[1] == 1
