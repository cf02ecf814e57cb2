"""Establishments on file that a claim may mean."""

from __future__ import annotations

from khuyencong.accounts.models import Person
from khuyencong.portal.models import Claim
from khuyencong.registry.models import Establishment
from khuyencong.registry.queries import active_establishments, search_establishments

MOST = 8


def candidates(person: Person, claim: Claim) -> list[Establishment]:
    """Return the establishments within the officer's reach with the same tax code, then those of a like name."""
    visible = active_establishments(person)
    same = list(visible.filter(tax_code=claim.tax_code)[:MOST]) if claim.tax_code else []
    alike = [one for one in search_establishments(claim.name, visible)[:MOST] if one not in same]
    return [*same, *alike][:MOST]
