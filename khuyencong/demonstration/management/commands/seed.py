"""`seed`: fills the demonstration once and prints its log-ins; `--cast-only` makes people and offices alone."""

from __future__ import annotations

import argparse
from typing import Any

from django.conf import settings

from khuyencong.accounts.management.base import ProductCommand
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.roles import ROLE_LABELS
from khuyencong.demonstration.actions.cast import seed_cast
from khuyencong.demonstration.adapters.logins import keep_logins, read_logins
from khuyencong.demonstration.rules.cast import CAST


class Command(ProductCommand):
    """Safe to repeat: what is there stays as it is."""

    help = "fill the demonstration: an invented province with its people, rounds and certificates"
    needs_actor = False

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--cast-only", action="store_true", help="people and offices, nothing else")

    def act(self, actor: Person | None, options: dict[str, Any]) -> Any:
        path = settings.VAR / "demonstration-logins.json"
        passwords = seed_cast(at=self.moment(), passwords=read_logins(path))
        keep_logins(path, passwords)
        if not options["cast_only"]:
            from khuyencong.demonstration.actions.province import seed_province

            seed_province(at=self.moment())
        cast = [
            {
                "username": one.username,
                "password": passwords.get(one.username, ""),
                "full_name": one.full_name,
                "role": one.role.value,
                "office": one.office,
            }
            for one in CAST
        ]
        return {"cast": cast}

    def tell(self, answer: Any) -> None:
        self.stdout.write("Dữ liệu trình diễn: người, cơ sở, sản phẩm đều do đặt ra, không có giá trị pháp lý.\n")
        for one in answer["cast"]:
            label = next(text for role, text in ROLE_LABELS.items() if role.value == one["role"])
            self.stdout.write(
                f"  {one['username']:<12} {one['password'] or '(đã đổi)':<22} {label} – {one['full_name']}"
            )
