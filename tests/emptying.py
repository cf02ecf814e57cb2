"""Empties the database after a test that committed, as quickly as it can, and keeps what migrations put there.

Django's own flush would trip over the triggers that keep the audit trail, and take the official places with it.
"""

from django.db import connection
from django.test import TransactionTestCase

from khuyencong.accounts.models import ChainHead
from khuyencong.accounts.rules.chain import GENESIS

_kept: set[str] = set()


def remember_what_migrations_filled():
    """Note the tables that have rows before any test, and take the place of Django's flush."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')
            if cursor.fetchone():
                _kept.add(table)
    TransactionTestCase._fixture_teardown = lambda _self: empty()


def empty():
    """Remove every row that tests made, and set the chain back to its start."""
    tables = _our_tables() - _kept
    if connection.vendor == "postgresql":
        names = ", ".join(f'"{table}"' for table in sorted(tables))
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {names} RESTART IDENTITY")
    else:
        _empty_sqlite(tables)
    ChainHead.objects.update(number=0, digest=GENESIS)


def _our_tables():
    return set(connection.introspection.django_table_names(only_existing=True, include_views=False))


def _empty_sqlite(tables):
    with connection.cursor() as cursor, connection.constraint_checks_disabled():
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(%'")
        guards = cursor.fetchall()
        for name, _sql in guards:
            cursor.execute(f'DROP TRIGGER "{name}"')
        for table in sorted(tables):
            cursor.execute(f'DELETE FROM "{table}"')
        for _name, sql in guards:
            cursor.execute(sql)
