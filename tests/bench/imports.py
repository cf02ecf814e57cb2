"""Importing a list of 10,000 entries as the screens do it, against django-import-export on the same workbook."""

import io
import tempfile
import time
from datetime import UTC, datetime

import xlsxwriter

from tests.bench.clock import Timing, cpu_now, line, quantile, timed
from tests.bench.reference_imports import timed_import_export
from tests.factories.office_workbooks import ENTRY_HEADINGS, PER_ESTABLISHMENT, entry_codes, product_name

ROWS = 10_000
ROUNDS = 3
AIM = "10 times django-import-export"
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def measure():
    """Yield the same job as the reference does, then the real list with its three tables, then a look alone."""
    from django.conf import settings

    from khuyencong.workbooks.actions import examine, importer_of, register
    from tests.bench.flat_importer import FlatImporter
    from tests.cast import make_cast

    data, cast = plain_workbook(ROWS), make_cast()
    register(FlatImporter())
    with tempfile.TemporaryDirectory(prefix="khuyencong-bench-") as folder:
        settings.MEDIA_ROOT = folder
        same, _counts = imports("bench.flat", lambda _number: cast.office(), data, cast.thuky)
        real, counts = imports("selection.entries", lambda number: new_round(cast, f"bench-{number}"), data, cast.thuky)
        look = {"importer": importer_of("selection.entries"), "target": new_round(cast, "look")}
        names = iter(f"look-{number}.xlsx" for number in range(ROUNDS + 1))
        looked = timed(lambda: examine(data=data, name=next(names), **look), rounds=ROUNDS)
    reference = timed_import_export(data, rounds=ROUNDS)
    against = {"reference": reference, "against": "django-import-export, dry run and import into one table of text"}
    yield line(f"import of {ROWS:,} rows into one table: check, keep, confirm, audit", same, **against, aim=AIM)
    yield line(f"import of {ROWS:,} entries: establishments, products and dossiers", real, **against, made=counts)
    yield line(f"reading and checking {ROWS:,} entries, writing nothing", looked)


def plain_workbook(count):
    """Return a workbook that the reference can read too: headings in the first row, then entries only."""
    from stdnum.vn.mst import calc_check_digit

    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    sheet = book.add_worksheet("Danh sách")
    sheet.write_row(0, 0, [*ENTRY_HEADINGS[:13], "Lao động nữ", *ENTRY_HEADINGS[13:]])
    for number, code in enumerate(entry_codes(count)):
        maker = number // PER_ESTABLISHMENT
        tax_code = f"{150_000_000 + maker}"
        row = [number + 1, code, product_name(number), code[0], f"Hợp tác xã Mẫu {maker}", "Hợp tác xã"]
        row += [f"ấp {maker % 9}, xã Tân Ngãi, thành phố Vĩnh Long", "xã Tân Ngãi", "thành phố Vĩnh Long"]
        row += [f"0270 3{maker:06d}", tax_code + calc_check_digit(tax_code), f"Người đại diện {maker}", 60, 24]
        sheet.write_row(number + 1, 0, [*row, 120_000_000 + number, 1000 + number, "cái", 50_000])
    book.close()
    return data.getvalue()


def imports(code, make_target, data, actor):
    """Time check and confirm, as two presses of a button do them, and undo between the rounds."""
    walls, cpus, counts = [], [], {}
    for number in range(ROUNDS + 1):
        target = make_target(number)
        wall, cpu = time.perf_counter(), cpu_now()
        run = import_into(code, target, data, actor, name=f"{number}.xlsx")
        if number:
            walls.append(time.perf_counter() - wall)
            cpus.append(cpu_now() - cpu)
        counts = run.counts
        undo(run, actor)
    return Timing(quantile(walls, 0.5), quantile(cpus, 0.5), ROUNDS, max(walls)), counts


def import_into(code, target, data, actor, name):
    """Check and confirm a file that this process has not seen by this name."""
    from khuyencong.workbooks.actions import check_import, confirm_import, importer_of

    run = check_import(actor=actor, importer=importer_of(code), target=target, data=data, name=name, at=NOW)
    assert not run.is_blocked, run.findings["faults"][:3]
    return confirm_import(actor=actor, run=run, at=NOW)


def undo(run, actor):
    """Empty the tables again."""
    from khuyencong.workbooks.actions import undo_import

    undo_import(actor=actor, run=run, at=NOW)


def new_round(cast, code):
    """Open a round."""
    from khuyencong.selection.actions.rounds import RoundFacts, open_round

    facts = RoundFacts(code=code, name=f"Kỳ {code}", level="province", year=2026)
    return open_round(actor=cast.thuky, office=cast.office(), facts=facts, at=NOW)
