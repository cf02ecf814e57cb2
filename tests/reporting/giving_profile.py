"""What the 360Giving data standard asks of the fields that we write, and a reader that compares.

Written from the published schema of version 1.1 (https://standard.threesixtygiving.org, grants of a package):
required fields, types, days, and that every organisation has an identifier and a name. A field that the standard
does not know is told too, since a slip in an optional name would otherwise pass.
"""

import re

DAY = re.compile(r"^[0-9]{4}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])$")
TEXT, NUMBER, CURRENCY = str, int, {"VND"}
ORGANIZATION = [{"id!": TEXT, "name!": TEXT}]
CLASS = {"vocabulary": TEXT, "code": TEXT, "title": TEXT}
EVENT = {"title": TEXT, "startDate": DAY, "endDate": DAY}
PLACE = {"name": TEXT, "countryCode": {"VN"}, "geoCode": TEXT, "geoCodeType": TEXT}
GRANT = {
    "id!": TEXT,
    "title!": TEXT,
    "description!": TEXT,
    "currency!": CURRENCY,
    "amountAwarded!": NUMBER,
    "awardDate!": DAY,
    "recipientOrganization!": ORGANIZATION,
    "fundingOrganization!": ORGANIZATION,
    "amountDisbursed": NUMBER,
    "plannedDates": [EVENT],
    "beneficiaryLocation": [PLACE],
    "grantProgramme": [{"code": TEXT, "title": TEXT}],
    "classifications": [CLASS],
}


def faults(value, shape=GRANT, where="grant"):
    """Return where a value is not of the shape; ``!`` marks what must be there."""
    if isinstance(shape, list):
        return _in_list(value, shape[0], where)
    if isinstance(shape, dict):
        return _in_thing(value, shape, where)
    return [] if _fits(value, shape) else [where]


def _fits(value, shape):
    if isinstance(shape, type):
        return isinstance(value, shape) and not isinstance(value, bool)
    if isinstance(shape, set):
        return value in shape
    return isinstance(value, str) and shape.match(value) is not None


def _in_list(value, shape, where):
    if not isinstance(value, list) or not value:
        return [where]
    return [fault for number, one in enumerate(value) for fault in faults(one, shape, f"{where}[{number}]")]


def _in_thing(value, shape, where):
    if not isinstance(value, dict):
        return [where]
    known = {name.rstrip("!"): one for name, one in shape.items()}
    lacking = [f"{where}.{name[:-1]} is missing" for name in shape if name.endswith("!") and name[:-1] not in value]
    strange = [f"{where}.{name} is unknown" for name in value if name not in known]
    inside = [fault for name in value.keys() & known for fault in faults(value[name], known[name], f"{where}.{name}")]
    return lacking + strange + sorted(inside)
