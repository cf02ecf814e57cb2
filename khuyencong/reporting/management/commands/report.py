"""`report CODE --period 2026-Q3 --format xlsx|json --out FILE`; `report --list` names the forms."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from khuyencong.accounts.management.base import ProductCommand
from khuyencong.accounts.models import Office, Person
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.reporting.papers import file_of
from khuyencong.reporting.queries.drawing import Drawer
from khuyencong.reporting.queries.reports import form_in_force, forms_in_force, newest_frozen, sheet_of
from khuyencong.reporting.rules.forms import FormFacts
from khuyencong.reporting.rules.periods import ReportPeriod, read_period
from khuyencong.reporting.rules.sheet import Sheet, plain

FORMATS = ("xlsx", "docx", "pdf", "json")


class Command(ProductCommand):
    """The figures as frozen, where the report was frozen; else those of today's records."""

    help = "write a report of an office for a period"
    needs_actor = False

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("code", nargs="?", default="", metavar="CODE", help="of the form, as --list names it")
        parser.add_argument("--list", action="store_true", help="name the forms")
        parser.add_argument("--period", default="", metavar="PERIOD", help="2026, 2026-H1, 2026-Q3 or 2026-09")
        parser.add_argument("--format", choices=FORMATS, default="json")
        parser.add_argument("--out", metavar="FILE", help="where to write; needed for all but json")
        parser.add_argument("--office", default="", metavar="CODE", help="whose report, where several are there")
        parser.add_argument("--live", action="store_true", help="today's figures, even where the report was frozen")

    def act(self, actor: Person | None, options: dict[str, Any]) -> Any:
        if not options["list"] and not (options["code"] and options["period"]):
            self._misuse("cần mã mẫu báo cáo và --period, hoặc --list")
        if not options["list"] and options["format"] != "json" and not options["out"]:
            self._misuse("cần --out cho tệp xlsx, docx, pdf")
        office = _office(options["office"])
        if options["list"]:
            return {"office": office.code, "forms": [_named(form, number) for form, number in forms_in_force(office)]}
        return self._report(office, read_period(options["period"]), options)

    def _report(self, office: Office, period: ReportPeriod, options: dict[str, Any]) -> dict[str, Any]:
        code, kept = options["code"], None
        if not options["live"]:
            kept = newest_frozen(office, code, period.code)
        form = kept.form if kept else form_in_force(office, code)
        sheet = sheet_of(kept) if kept else Drawer(form, period, office).draw()
        told = told_of(sheet, kept.state if kept else "live", kept.digest if kept else "")
        if options["out"]:
            written = json.dumps(told, ensure_ascii=False, indent=1).encode()
            if options["format"] != "json":
                written = file_of(options["format"], sheet, form, office, self.moment())
            Path(options["out"]).write_bytes(written)
            return {"out": options["out"], "report": code, "period": period.code, "state": told["state"]}
        return told

    def tell(self, answer: Any) -> None:
        if "forms" in answer:
            for one in answer["forms"]:
                self.stdout.write(f"{one['code']}  {one['title']} ({', '.join(one['periods'])})")
        elif "out" in answer:
            self.stdout.write(f"{answer['report']} {answer['period']} ({answer['state']}): {answer['out']}")
        else:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))


def told_of(sheet: Sheet, state: str, digest: str) -> dict[str, Any]:
    """Return a report for other programs: whole figures as numbers, other exact ones as text, "3/4"."""
    facts = plain(sheet)
    for section in facts["sections"]:
        heads = section["columns"]
        section["columns"] = [{"code": code, "label": label, "unit": unit} for code, label, unit, *_rate in heads]
        for row in section["rows"]:
            row["cells"] = {code: _cell(*cell) for code, cell in row["cells"].items()}
    return {**facts, "state": state, "digest": digest}


def _cell(text: str, why: str, _opens: bool) -> Any:
    if not text:
        return {"value": None, "why": why}
    return {"value": int(text) if text.lstrip("-").isdigit() else text}


def _named(form: FormFacts, number: int) -> dict[str, Any]:
    return {"code": form.code, "title": form.title, "periods": list(form.periods), "version": number}


def _office(code: str) -> Office:
    """Return the office named, or the one department of the installation.

    :raises Refusal: where several could be meant, or none is there.
    """
    found = list(Office.objects.filter(code=code) if code else Office.objects.filter(kind="department")[:2])
    if len(found) == 1:
        return found[0]
    raise Refusal(
        "reporting.which_office",
        _("Không rõ báo cáo của cơ quan nào; hãy ghi --office MÃ."),
    )
