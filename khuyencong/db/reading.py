"""Reads that are asked so often that each round trip to the database counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import InterfaceError, OperationalError, connection


def first_row(sql: str, parameters: Sequence[str]) -> tuple[Any, ...] | None:
    """Return the first row of a read, without asking first whether the kept connection still lives.

    That question costs a round trip of its own at every request. A read can simply be asked again where the
    server was restarted meanwhile.
    """
    if connection.in_atomic_block:
        return _ask(sql, parameters)
    connection.health_check_done = True  # type: ignore[attr-defined]  # the stubs do not know it
    try:
        return _ask(sql, parameters)
    except (InterfaceError, OperationalError):
        if connection.is_usable():
            raise
        connection.close()
        return _ask(sql, parameters)


def _ask(sql: str, parameters: Sequence[str]) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row
