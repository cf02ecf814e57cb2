"""Killed again and again while it issues 500 certificates, the product ends with 500, each once and none changed."""

import hashlib
import json
import random
import time
from pathlib import Path

import pytest

from tests.crash.installation import kill
from tests.crash.visitor import GONE, Visitor
from tests.factories.office_workbooks import entries, scores

COUNT = 500
KILLS = 2
DECISION = ("--decision", "12/QĐ-UBND", "--date", "2026-11-20", "--signer", "Ủy Viên Mẫu")
LISTING = """
import json
from khuyencong.certificates.models import Certificate
rows = Certificate.objects.order_by("number").values("number", "serial", "state", "product_id", "file_sha256")
print(json.dumps(list(rows)))
"""

pytestmark = pytest.mark.crash


@pytest.fixture(scope="module")
def decided(installation, tmp_path_factory):
    """An installation whose round has 500 recognised products; returns the log-ins."""
    folder = tmp_path_factory.mktemp("workbooks")
    (folder / "entries.xlsx").write_bytes(entries(COUNT))
    (folder / "scores.xlsx").write_bytes(scores(COUNT, jurors=3))
    cast = json.loads(installation.run("seed", "--cast-only", "--json"))["cast"]
    secretary = ("--as", "thuky")
    installation.run("open_round", "KY", "--level", "province", "--year", "2026", "--name", "Kỳ mẫu", *secretary)
    installation.run("import_entries", "KY", str(folder / "entries.xlsx"), *secretary)
    installation.run("import_scores", "KY", str(folder / "scores.xlsx"), "--add-jurors", *secretary)
    installation.run("recognise", "KY", "--reaching-threshold", *DECISION, "--as", "chutich")
    return {one["username"]: one["password"] for one in cast}


def issued(installation):
    """Return what the register says is issued: the file's hash by serial."""
    return {row["serial"]: row["file_sha256"] for row in installation.ask(LISTING) if row["state"] == "issued"}


def issue_on_the_screen(visitor, acknowledged, until):
    """Press the button as its script does until the moment, noting what the server acknowledged."""
    while time.monotonic() < until:
        try:
            acknowledged += [one["serial"] for one in visitor.post("/ky-binh-chon/1/giay-chung-nhan/cap/")["issued"]]
        except GONE:
            return


def test_the_killed_server_keeps_what_it_acknowledged(installation, decided):
    draw, acknowledged = random.Random(1), []
    visitor = Visitor(f"http://127.0.0.1:{installation.port}")
    installation.serve()
    visitor.log_in("thuky", decided["thuky"])
    visitor.read("/ky-binh-chon/1/giay-chung-nhan/")

    for _kill in range(KILLS):
        before = len(acknowledged)
        issue_on_the_screen(visitor, acknowledged, time.monotonic() + draw.uniform(1.0, 3.0))
        process = installation.server
        installation.kill_server()
        assert process.returncode == -9
        assert len(acknowledged) > before
        assert set(acknowledged) <= issued(installation).keys()
        installation.serve()
    installation.kill_server()

    assert len(acknowledged) == len(set(acknowledged))


def test_the_killed_command_is_finished_by_repeating_it_and_the_trail_holds(installation, decided, tmp_path):
    draw = random.Random(2)
    command = ("issue_certificates", "KY", "--out", str(tmp_path), "--as", "thuky", "--json")
    kept = issued(installation)

    for _kill in range(KILLS):
        process = installation.start(*command)
        time.sleep(draw.uniform(3.0, 6.0))
        kill(process)
        now = issued(installation)
        assert kept.items() <= now.items()
        kept = now
    told = json.loads(installation.run(*command))

    rows = installation.ask(LISTING)
    assert [row["number"] for row in rows] == list(range(1, COUNT + 1))
    assert {row["state"] for row in rows} == {"issued"}
    assert len({row["product_id"] for row in rows}) == COUNT
    assert kept.items() <= {row["serial"]: row["file_sha256"] for row in rows}.items()
    assert len(told) == COUNT
    hashes = {one["serial"]: hashlib.sha256(Path(one["file"]).read_bytes()).hexdigest() for one in told}
    assert hashes == {row["serial"]: row["file_sha256"] for row in rows}

    for one in (told[0], told[-1]):
        assert json.loads(installation.run("verify", one["file"], "--json"))["status"] == "valid"
    installation.run("audit", "verify")
