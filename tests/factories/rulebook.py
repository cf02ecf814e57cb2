"""Local norms as tests need them."""

from datetime import date

from khuyencong.rulebook.actions import approve_norm, propose_norm


def proposed(cast, now, **changes):
    """Return a proposal of the department's officer: a threshold of 75 from the start of 2027."""
    facts = {
        "actor": cast.chuyenvien,
        "office": cast.office(),
        "key": "selection.threshold_points",
        "value": 75,
        "start_on": date(2027, 1, 1),
        "source": "QĐ 12/2026/QĐ-UBND, Điều 3",
        "at": now,
        **changes,
    }
    return propose_norm(**facts)


def approved(cast, now, **changes):
    """Return the same, approved by the director."""
    norm = proposed(cast, now, **changes)
    approve_norm(actor=cast.giamdoc, norm=norm, at=now)
    return norm
