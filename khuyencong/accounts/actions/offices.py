"""Place an office in the tree."""

from __future__ import annotations

from django.db import transaction

from khuyencong.accounts.models import Office


def ensure_office(*, code: str, kind: str, name: str, province_code: str, parent: Office | None) -> Office:
    """Return the office of a code, made under its parent where it is missing. Done on the machine, at set-up."""
    with transaction.atomic():
        found = Office.objects.filter(code=code).first()
        if found is not None:
            return found
        office = Office.objects.create(
            code=code, kind=kind, name=name, province_code=province_code, parent=parent, path=""
        )
        office.path = f"{parent.path if parent else '/'}{office.pk}/"
        office.save(update_fields=["path"])
    return office
