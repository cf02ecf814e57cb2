"""Numbers that stand in addresses and in fields which no form of ours checks."""

LONGEST = 9
"""No key, year or count of ours is longer; what is longer costs time, or more digits than the database holds."""


def number_in(text: str) -> int | None:
    """Return the whole number that a text is, or None for everything else, however long."""
    return int(text) if len(text) <= LONGEST and text.isdecimal() else None
