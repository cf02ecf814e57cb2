"""Supported projects in the words of the 360Giving data standard, version 1.1. Pure.

Source: https://standard.threesixtygiving.org. Made from rows that the table of open data has let out, so that
nothing stands here that does not stand there. A household is named by our own identifier, never by a number.
"""

from __future__ import annotations

from collections.abc import Mapping

from khuyencong.reporting.rules.open_data.publishing import Published

LONGEST_TITLE = 140
GEO_CODE_TYPE = "VN-QD19-2025"
"""Codes of communes by QĐ 19/2025/QĐ-TTg; the standard's list of kinds knows no Vietnamese one."""


def grant(project: Published, *, prefix: str, tax_codes: Mapping[object, str]) -> dict[str, object]:
    """Return one supported project as a grant. ``tax_codes`` are the published ones of establishments, by their ids."""
    found: dict[str, object] = {
        "id": f"{prefix}-{project['id']}",
        "title": str(project["name"])[:LONGEST_TITLE],
        "description": project["summary"] or project["name"],
        "currency": "VND",
        "amountAwarded": project["approved_dong"] or 0,
        "amountDisbursed": project["paid_dong"],
        "awardDate": project["approved_on"],
        "recipientOrganization": [_recipient(project, prefix, tax_codes)],
        "fundingOrganization": [{"id": f"{prefix}-{project['office_code']}", "name": project["office"]}],
        "grantProgramme": [{"code": str(project["stream"]), "title": STREAMS[str(project["stream"])]}],
        "classifications": [
            {"vocabulary": "NĐ 45/2012/NĐ-CP", "code": str(project["content"]), "title": str(project["content"])}
        ],
    }
    if project["starts_on"] or project["ends_on"]:
        span = {"startDate": project["starts_on"], "endDate": project["ends_on"]}
        found["plannedDates"] = [{name: day for name, day in span.items() if day}]
    if project["place"]:
        found["beneficiaryLocation"] = [_location(project)]
    return found


STREAMS = {"national": "Khuyến công quốc gia", "local": "Khuyến công địa phương"}


def _recipient(project: Published, prefix: str, tax_codes: Mapping[object, str]) -> dict[str, object]:
    if project["establishment_id"] is None:
        name = project["implementer"] or "Chưa chọn cơ sở thụ hưởng"
        return {"id": f"{prefix}-implementer-{project['id']}", "name": name}
    number = tax_codes.get(project["establishment_id"])
    known = f"VN-MST-{number}" if number else f"{prefix}-establishment-{project['establishment_id']}"
    return {"id": known, "name": project["establishment_name"]}


def _location(project: Published) -> dict[str, object]:
    place: dict[str, object] = {"name": project["place"], "countryCode": "VN"}
    if project["commune_code"]:
        place |= {"geoCode": project["commune_code"], "geoCodeType": GEO_CODE_TYPE}
    return place
