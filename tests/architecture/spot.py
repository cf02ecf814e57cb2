"""Addresses by their beginning, and what stands behind their parameters."""

import re
from dataclasses import dataclass

from django.db import models

PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")


@dataclass(frozen=True)
class Spot:
    """Addresses that begin with a word: the values of their parameters, and the thing that decides who may come."""

    beginning: str
    values: dict[str, object]
    thing: models.Model | None = None

    def fits(self, route):
        """Tell whether it knows every parameter of the route; of a regular expression, the first."""
        names = [found["name"] for found in PARAMETER.finditer(route)]
        asked = names[:1] if route.startswith("^") else names
        return route.startswith(self.beginning) and set(asked) <= self.values.keys()
