"""The command that tells the limit of support, its bounds, and what speaks of double support."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from khuyencong.programme.models import Machine
from khuyencong.rulebook.actions import approve_norm, propose_norm
from tests.programme.test_evidence_support import CODE, make_pair

MACHINERY = ["--content", "machinery", "--stream", "national", "--eligible-cost", "700000000", "--on", "2026-03-01"]
ROW = {"content": "machinery", "rate_percent": 50, "ceiling": 150_000_000, "per": "cơ sở", "clause": "khoản 2"}


def run(*args, status=0):
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command("check_support", *[str(arg) for arg in args], stdout=out, stderr=err)
    except SystemExit as left:
        code = left.code
    assert code == status, (code, out.getvalue(), err.getvalue())
    return out.getvalue()


def answer(*args, status=0):
    return json.loads(run(*args, "--json", status=status))


def codes(*args):
    return [one["code"] for one in answer(*args, status=1)["refusals"]]


def laid_over(cast, now, *, rows=(ROW,), office="sct-vinh-long", start_on=date(2026, 1, 1)):
    norm = propose_norm(
        actor=cast.chuyenvien, office=cast.office(office), key="funding.local_levels", value=list(rows),
        start_on=start_on, source="NQ 11/2025/NQ-HĐND, Điều 4", at=now,
    )  # fmt: skip  # facts read better in a block
    approve_norm(actor=cast.giamdoc, norm=norm, at=now)


def test_the_answer_holds_limit_bounds_and_findings(db):
    assert answer(*MACHINERY, "--asked", "400000000", "--left", "1 tỷ") == {
        "limit": 300_000_000,
        "bounds": [
            {
                "name": "rate", "amount": 350_000_000, "source": "TT 28/2018/TT-BTC, Điều 8 khoản 4",
                "certainty": "seen", "since": "2018-05-11",
            },
            {
                "name": "ceiling", "amount": 300_000_000, "source": "TT 28/2018/TT-BTC, Điều 8 khoản 4",
                "certainty": "seen", "since": "2018-05-11",
            },
            {
                "name": "asked", "amount": 400_000_000, "source": "Đơn đề nghị hỗ trợ", "certainty": None,
                "since": None,
            },
            {
                "name": "left", "amount": 1_000_000_000, "source": "Dự toán còn được dùng của dòng kế hoạch",
                "certainty": None, "since": None,
            },
        ],
        "findings": [],
    }  # fmt: skip  # rows read better in a block


def test_the_circular_of_the_day_governs(db):
    before = ["--content", "machinery", "--stream", "national", "--eligible-cost", "700000000", "--on", "2018-05-10"]

    assert answer(*before)["limit"] == 200_000_000
    assert answer(*MACHINERY)["limit"] == 300_000_000


def test_people_read_the_answer_in_words(db):
    assert run(*MACHINERY).splitlines() == [
        "Mức hỗ trợ tối đa: 300.000.000 đồng",
        "  Tỷ lệ trên chi phí hợp lệ: 350.000.000 đồng (TT 28/2018/TT-BTC, Điều 8 khoản 4; seen)",
        "  Mức tối đa: 300.000.000 đồng (TT 28/2018/TT-BTC, Điều 8 khoản 4; seen)",
    ]


@pytest.mark.parametrize("wrong", ["-1", "1.5", "1000000000000000000", "nhiều"])
def test_an_amount_that_is_none_is_refused(db, wrong):
    assert codes(*MACHINERY, f"--asked={wrong}", f"--left={wrong}") == ["programme.unreadable_amount"] * 2


def test_an_unknown_content_office_or_day_is_refused(db):
    rest = ["--stream", "national", "--eligible-cost", "1"]

    assert codes("--content", "machine", *rest, "--on", "2026-03-01") == ["programme.unknown_content"]
    assert codes("--content", "machinery", *rest, "--on", "2012-01-01") == ["law.no_norm_on_day"]
    assert codes(*MACHINERY, "--office", "sct-khac") == ["programme.no_such_office"]


def test_misuse_ends_with_two(db, capsys):
    run("--content", "machinery", "--stream", "both", "--eligible-cost", "1", "--on", "2026-03-01", status=2)
    run("--content", "machinery", "--stream", "local", "--eligible-cost", "1", "--on", "01/03/2026", status=2)

    assert "invalid choice: 'both'" in capsys.readouterr().err


def test_without_a_level_of_the_province_the_local_stream_is_refused(cast):
    local = ["--content", "machinery", "--stream", "local", "--eligible-cost", "700000000", "--on", "2026-03-01"]

    told = answer(*local, status=1)["refusals"][0]

    assert told["code"] == "programme.no_local_level"
    assert "NQ 11/2025/NQ-HĐND" in told["sentence"]


def test_a_level_of_the_province_holds_for_its_only_centre_from_its_day(cast, now):
    laid_over(cast, now)
    local = ["--content", "machinery", "--stream", "local", "--eligible-cost", "700000000", "--on"]

    found = answer(*local, "2026-01-01")

    assert (found["limit"], found["bounds"][1]["source"]) == (150_000_000, "NQ 11/2025/NQ-HĐND, Điều 4, khoản 2")
    assert {bound["certainty"] for bound in found["bounds"]} == {"local"}
    assert codes(*local, "2025-12-31") == ["programme.no_local_level"]
    assert codes(*local, "2026-01-01", "--office", "sct-tinh-ben") == ["programme.no_local_level"]
    assert answer(*local, "2026-01-01", "--office", "xa-mau", status=1)["refusals"]


def test_a_firm_supported_before_is_found_over_all_offices_and_years(cast):
    make_pair(cast)
    found = answer(*MACHINERY, "--tax-code", CODE)["findings"]

    assert [one["project"] for one in found] == ["DA-2026-01", "QG-2019-01"]
    assert found[1]["why"] == ("Cơ sở này (cùng mã số thuế) đã được hỗ trợ cùng nội dung ở đề án QG-2019-01, năm 2019.")
    assert run(*MACHINERY, "--tax-code", CODE).splitlines()[-1].startswith("  ! QG-2019-01: Cơ sở này")
    assert answer(*MACHINERY, "--tax-code", CODE, "--office", "sct-tinh-ben")["findings"] == []


def test_a_serial_supported_before_is_found_however_it_is_written(cast):
    _project, old = make_pair(cast)
    Machine.objects.create(project=old, name="Máy sấy", serial="SN-77/01")

    found = answer(*MACHINERY, "--serial", "sn 7701", "--serial", "khác")["findings"]

    assert found == [
        {"project": "QG-2019-01", "why": "Máy có số “sn 7701” đã được hỗ trợ ở đề án QG-2019-01, năm 2019."},
    ]


def test_a_tax_code_that_is_none_is_refused(cast):
    assert len(codes(*MACHINERY, "--tax-code", "12345")) == 1


def test_whoever_asks_by_name_must_have_the_right(cast):
    assert answer(*MACHINERY, "--as", "chuyenvien")["limit"] == 300_000_000
    assert codes(*MACHINERY, "--as", "coso") == ["accounts.no_right"]
    assert codes(*MACHINERY, "--as", "khong-co") == ["accounts.no_right"]
