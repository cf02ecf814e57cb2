"""Exports the open data: every public set as CSV and JSON, the grants, the catalogue and the sums."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone, translation

from khuyencong.accounts.models import Office
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.reporting.adapters.open_data import CATALOGUE, Folder, is_ours
from khuyencong.reporting.queries.open_data import published_rows
from khuyencong.reporting.rules.open_data.catalogue import Written, catalogue
from khuyencong.reporting.rules.open_data.fields import DATASETS
from khuyencong.reporting.rules.open_data.giving import grant
from khuyencong.reporting.rules.open_data.writing import csv_lines, json_lines

GRANTS = "grants-360giving.json"


def export_open_data(target: Path, *, at: datetime) -> list[Written]:
    """Write the whole export; the same records at the same moment give the same bytes.

    An export that is stopped leaves what was in the folder before as it was.

    :raises Refusal: where personal data would go out, or the folder holds other things. Source: Luật 91/2025/QH15.
    """
    if not is_ours(target):
        raise Refusal(
            "reporting.folder_in_use",
            _("Thư mục “%(folder)s” đang chứa tệp khác. Hãy chọn thư mục trống hoặc thư mục dữ liệu mở đã xuất trước."),
            folder=str(target),
        )
    folder = Folder(target)
    try:
        with translation.override("vi"), transaction.atomic():
            _one_moment()
            _write_all(folder, at)
        folder.finish()
    except BaseException:
        folder.forget()
        raise
    return folder.files


def _one_moment() -> None:
    """Let every set be read as of one moment; SQLite does so anyway."""
    if connection.vendor == "postgresql" and len(connection.savepoint_ids) == 0:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _write_all(folder: Folder, at: datetime) -> None:
    on = at.astimezone(timezone.get_default_timezone()).date()
    for code, dataset in DATASETS.items():
        folder.write(f"{code}.csv", code, csv_lines(dataset, published_rows(code, on)))
        folder.write(f"{code}.json", code, json_lines(published_rows(code, on)))
    folder.write(GRANTS, "projects", _grants(on))
    top = Office.objects.filter(parent=None).order_by("pk").first()
    facts = catalogue(
        list(DATASETS.values()),
        list(folder.files),
        address=f"{settings.PUBLIC_ADDRESS}/du-lieu-mo",
        publisher=top.name if top else "",
        modified=at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
    folder.write(CATALOGUE, "", [json.dumps(facts, ensure_ascii=False, indent=1) + "\n"])


def _grants(on: date) -> Iterator[str]:
    makers = published_rows("establishments", on)
    tax_codes: dict[object, str] = {row["id"]: str(row["tax_code"]) for row in makers if row["tax_code"]}
    before = '{"grants": ['
    for row in published_rows("projects", on):
        told = grant(row, prefix=settings.GRANT_PREFIX, tax_codes=tax_codes)
        yield f"{before}\n{json.dumps(told, ensure_ascii=False)}"
        before = ","
    yield '{"grants": []}\n' if before != "," else "\n]}\n"
