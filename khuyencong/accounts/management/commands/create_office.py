"""`create_office CODE --kind KIND --name "…" --province 86 [--parent CODE]`: places an office in the tree."""

from __future__ import annotations

import argparse
from typing import Any

from khuyencong.accounts.actions.offices import ensure_office
from khuyencong.accounts.management.base import ProductCommand
from khuyencong.accounts.management.commands.create_user import office_named
from khuyencong.accounts.models import Office, Person


class Command(ProductCommand):
    """Done on the machine itself, when a province is set up; an office that is there stays as it is."""

    help = "place an office in the tree"
    needs_actor = False

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("code")
        parser.add_argument("--kind", required=True, choices=[str(kind) for kind in Office.Kind.values])
        parser.add_argument("--name", required=True)
        parser.add_argument("--province", required=True, help="official two-digit code")
        parser.add_argument("--parent", help="code of the office above; left out for a root")

    def act(self, actor: Person | None, options: dict[str, Any]) -> Any:
        office = ensure_office(
            code=options["code"],
            kind=options["kind"],
            name=options["name"],
            province_code=options["province"],
            parent=office_named(options["parent"]) if options["parent"] else None,
        )
        return {"code": office.code, "name": office.name, "path": office.path}

    def tell(self, answer: Any) -> None:
        self.stdout.write(f"{answer['code']}: {answer['name']}")
