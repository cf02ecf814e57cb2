"""The export: every set, the same bytes for the same moment, and nothing personal; a leak stops it."""

import csv
import hashlib
import io
import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from khuyencong.kernel.refusal import Refusal
from khuyencong.registry.models import Establishment, Product
from khuyencong.reporting.actions.open_data import export_open_data
from khuyencong.reporting.queries.open_data import published_rows
from khuyencong.reporting.rules.open_data.fields import DATASETS
from tests.factories.open_data import NUMBER, PERSON, PHONE, STREET, make_open_world
from tests.reporting.giving_profile import faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_world(cast, now):
    return make_open_world(cast, now)


def bytes_in(folder):
    return {one.name: one.read_bytes() for one in folder.iterdir()}


def test_export_writes_every_set_with_its_sum_and_tells_nothing_personal(open_world, now, tmp_path):
    export_open_data(tmp_path / "out", at=now)
    files = bytes_in(tmp_path / "out")
    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    whole = b"".join(files.values()).decode()

    assert {name for code in DATASETS for name in (f"{code}.csv", f"{code}.json")} <= files.keys()
    assert {name: hashlib.sha256(files[name]).hexdigest() for name in sums} == sums
    assert files.keys() - sums.keys() == {"SHA256SUMS"}
    assert [secret for secret in (NUMBER, PHONE, PERSON, STREET, "Đề án đang soạn") if secret in whole] == []
    assert {code: len(json.loads(files[f"{code}.json"])) for code in DATASETS} == {
        "products": 1, "certificates": 1, "establishments": 2, "rounds": 1, "results": 1, "programmes": 1,
        "programme-money": 1, "programme-targets": 1, "plans": 1, "plan-lines": 1, "projects": 2,
    }  # fmt: skip  # one table


def test_csv_and_json_tell_the_same(open_world, now, tmp_path):
    export_open_data(tmp_path / "out", at=now)
    files = bytes_in(tmp_path / "out")

    for code in DATASETS:
        told = json.loads(files[f"{code}.json"])
        read = list(csv.DictReader(io.StringIO(files[f"{code}.csv"].decode("utf-8-sig"))))
        assert [{name: in_csv(value) for name, value in row.items()} for row in told] == read


def in_csv(value):
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def test_export_gives_the_same_bytes_at_the_same_moment(open_world, now, tmp_path):
    export_open_data(tmp_path / "one", at=now)
    export_open_data(tmp_path / "two", at=now)
    first = bytes_in(tmp_path / "one")
    export_open_data(tmp_path / "one", at=now)

    assert first == bytes_in(tmp_path / "two") == bytes_in(tmp_path / "one")
    assert {one.name for one in tmp_path.iterdir()} == {"one", "two"}


def test_a_planted_leak_stops_the_export_and_leaves_what_was_there(open_world, now, tmp_path):
    export_open_data(tmp_path / "out", at=now)
    before = bytes_in(tmp_path / "out")
    Product.objects.update(name="Chiếu lác, gọi 0912 345 678")

    with pytest.raises(Refusal) as stopped:
        export_open_data(tmp_path / "out", at=now)

    assert stopped.value.code == "reporting.open_data_leak"
    assert "mục “Tên sản phẩm” có số điện thoại" in str(stopped.value)
    assert bytes_in(tmp_path / "out") == before
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_a_household_with_the_number_of_an_enterprise_in_its_row_still_tells_none(open_world, now):
    Establishment.objects.filter(pk=open_world.household.pk).update(tax_code="", tax_code_kind="none")
    rows = {row["id"]: row["tax_code"] for row in published_rows("establishments", now.date())}

    assert rows == {open_world.household.pk: None, open_world.firm.pk: "0100109106"}


def test_grants_follow_the_standard_of_360giving(open_world, now, tmp_path):
    export_open_data(tmp_path / "out", at=now)
    grants = json.loads((tmp_path / "out" / "grants-360giving.json").read_text())["grants"]

    assert [fault for one in grants for fault in faults(one)] == []
    assert [one["recipientOrganization"][0]["id"].startswith("VN-MST-") for one in grants] == [True, False]
    assert [one["amountAwarded"] for one in grants] == [300_000_000, 300_000_000]


def test_a_grant_against_the_standard_is_found(open_world, now, tmp_path):
    export_open_data(tmp_path / "out", at=now)
    grant = json.loads((tmp_path / "out" / "grants-360giving.json").read_text())["grants"][0]
    wrong = {**grant, "amountAwarded": "300", "awardDate": "1/2/2026", "recipientOrganisation": [], "id": 5}
    del wrong["currency"]

    assert faults(wrong) == [
        "grant.currency is missing",
        "grant.recipientOrganisation is unknown",
        "grant.amountAwarded",
        "grant.awardDate",
        "grant.id",
    ]
    assert faults({**grant, "recipientOrganization": [{"name": "x"}]}) == [
        "grant.recipientOrganization[0].id is missing"
    ]


def test_export_never_empties_a_folder_of_somebody_else(now, tmp_path):
    (tmp_path / "letters.txt").write_text("x")
    file = tmp_path / "letters.txt"

    for target in (tmp_path, file):
        with pytest.raises(Refusal) as stopped:
            export_open_data(target, at=now)
        assert stopped.value.code == "reporting.folder_in_use"


def test_export_of_an_empty_house_has_headings_and_empty_lists(db, now, tmp_path):
    export_open_data(tmp_path / "out", at=now)

    assert (tmp_path / "out" / "products.json").read_text() == "[]\n"
    assert json.loads((tmp_path / "out" / "grants-360giving.json").read_text()) == {"grants": []}


def test_command_open_data_writes_the_folder_and_tells_its_files(open_world, tmp_path):
    out = io.StringIO()
    call_command("open_data", "--out", str(tmp_path / "o"), "--at", "2026-11-24T02:00:00", "--json", stdout=out)
    text = io.StringIO()
    call_command("open_data", "--out", str(tmp_path / "o"), "--at", "2026-11-24T02:00:00+00:00", stdout=text)

    assert len(json.loads(out.getvalue())["files"]) == 24
    assert "Đã ghi 24 tệp" in text.getvalue()


@pytest.mark.parametrize("rows", [1, 3])
def test_every_set_is_read_in_queries_that_do_not_grow(cast, now, rows):
    make_open_world(cast, now, rows=rows)
    asked = {}
    for code in DATASETS:
        with CaptureQueriesContext(connection) as queries:
            list(published_rows(code, now.date()))
        asked[code] = len(queries)

    assert asked == dict.fromkeys(DATASETS, 3) | {"products": 4, "establishments": 5, "projects": 4}
