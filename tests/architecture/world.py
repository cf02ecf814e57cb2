"""A small world with one thing of each kind, so that every address can be visited."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import connection, models

from khuyencong.accounts.models import Grant
from tests.cast import make_cast
from tests.factories.rulebook import proposed

PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
WRITING = re.compile(
    r"^\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER|DROP|TRUNCATE)\b[^\"]*\"(?P<table>\w+)\"", re.IGNORECASE
)
MOMENT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
MAY_BE_WRITTEN = {"django_session"}
"""Reading keeps a session alive: the one thing that a GET may note."""


@dataclass
class World:
    """The cast, the value of each parameter of an address, and the thing that decides who may come."""

    cast: object
    values: dict[str, object] = field(default_factory=dict)
    things: dict[str, models.Model] = field(default_factory=dict)

    def path(self, route):
        """Return the address with its parameters filled."""
        return "/" + PARAMETER.sub(lambda found: str(self.values[found["name"]]), route)

    def thing(self, route):
        """Return the thing that the first parameter names, or None."""
        names = [found["name"] for found in PARAMETER.finditer(route)]
        return self.things.get(names[0]) if names else None


def make_world():
    """Make the world."""
    cast = make_cast()
    subject = cast.chuyenvien
    norm = proposed(cast, MOMENT)
    values = {"person_id": subject.pk, "grant_id": Grant.objects.get(person=subject).pk}
    values |= {"key": norm.key, "norm_id": norm.pk}
    return World(cast, values, {"person_id": subject, "norm_id": norm})


class Writes:
    """Notes the tables that are written while it is installed."""

    def __init__(self):
        self.tables = []

    def __call__(self, execute, sql, params, many, context):
        if (found := WRITING.match(sql)) and found["table"] not in MAY_BE_WRITTEN:
            self.tables.append(found["table"])
        return execute(sql, params, many, context)

    def __enter__(self):
        self._installed = connection.execute_wrapper(self)
        self._installed.__enter__()
        return self

    def __exit__(self, *problem):
        return self._installed.__exit__(*problem)
