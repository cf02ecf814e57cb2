"""Which office keeps an establishment on its file and which takes an application in."""

from __future__ import annotations

from khuyencong.accounts.models import Office, Person


def registry_offices() -> list[Office]:
    """Return the offices that keep establishments, one for each province: its department, else its centre."""
    rows = Office.objects.filter(kind__in=["department", "centre"]).order_by("province_code", "path")
    found: dict[str, Office] = {}
    for office in sorted(rows, key=lambda one: one.kind != "department"):
        found.setdefault(office.province_code, office)
    return [found[code] for code in sorted(found)]


def centre_of(office: Office) -> Office:
    """Return the promotion centre at or beneath an office, which takes projects in, else the office itself."""
    if office.kind == "centre":
        return office
    beneath = Office.objects.filter(kind="centre", path__startswith=office.path).order_by("path")
    return beneath.first() or office


def own_office(person: Person) -> Office:
    """Return the office that keeps establishments in the province where a person signed up or was given a role."""
    office = person.grants.filter(ended_on=None).select_related("office").order_by("pk")[0].office
    keeping = (one for one in registry_offices() if one.province_code == office.province_code)
    return next(keeping, office)
