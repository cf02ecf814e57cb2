"""When a letter that could not be sent is tried again. Pure."""

from datetime import timedelta

FIRST_WAIT = timedelta(minutes=5)
MOST_TRIES = 6
"""Five minutes, then double each time: the last try comes after some two and a half hours."""


def next_wait(tries: int) -> timedelta | None:
    """Return how long to wait after this many tries in vain, or None where it is time to give up."""
    return None if tries >= MOST_TRIES else FIRST_WAIT * 2 ** (tries - 1)
