"""How far a long workbook is while somebody waits for it."""

import json

import pytest

from khuyencong.ui.listing import export, waiting
from tests.factories.registry import make_establishment

KEY = "0123456789abcdef" * 2


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR = tmp_path


def test_teller_tells_the_rows_done_and_forgets_old_ones(tmp_path, monkeypatch):
    monkeypatch.setattr(waiting, "KEPT_SECONDS", -1)
    old = tmp_path / "exports" / f"{KEY[::-1]}.json"
    old.parent.mkdir()
    old.write_text("{}")

    waiting.teller(KEY, 50)(20)

    assert waiting.read(KEY) == {"done": 20, "total": 50}
    assert not old.exists()


@pytest.mark.parametrize("key", ["", "../etc/passwd", "0" * 31, "G" * 32])
def test_key_of_another_shape_is_neither_written_nor_read(key, tmp_path):
    waiting.teller(key, 50)(20)

    assert waiting.read(key) == {}
    assert not (tmp_path / "exports").exists()


def test_workbook_of_a_list_tells_how_far_it_is(cast, monkeypatch):
    monkeypatch.setattr(export, "CHUNK", 2)
    for _number in range(5):
        make_establishment(cast.office())
    client = cast.client("chuyenvien")

    client.get("/co-so/", {"tai": "xlsx", "cho": KEY}).close()

    told = client.get(f"/xuat-bang/{KEY}/tien-do/")
    assert json.loads(told.content) == {"done": 4, "total": 5}


def test_progress_of_nothing_is_empty(cast):
    assert json.loads(cast.client("chuyenvien").get(f"/xuat-bang/{KEY}/tien-do/").content) == {}
