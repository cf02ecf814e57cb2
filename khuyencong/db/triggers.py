"""Triggers that keep rows from being changed, for SQLite and PostgreSQL, installed by migrations."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

Sql = Callable[[str], list[str]]


class Guard(Operation):
    """Statements told apart by database, with those that take them back.

    Unlike ``RunPython`` it needs no models, which Django would build anew, all of them, before each operation.
    """

    reversible = True

    def __init__(self, install: Sql, remove: Sql) -> None:
        self.install, self.remove = install, remove

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Leave the models alone."""

    def database_forwards(
        self, _app_label: str, editor: BaseDatabaseSchemaEditor, _before: ProjectState, _after: ProjectState
    ) -> None:
        """Install the triggers."""
        _run(self.install, editor)

    def database_backwards(
        self, _app_label: str, editor: BaseDatabaseSchemaEditor, _before: ProjectState, _after: ProjectState
    ) -> None:
        """Take the triggers away."""
        _run(self.remove, editor)


def _run(statements: Sql, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in statements(editor.connection.vendor):
        editor.execute(statement, params=None)


def guard_rows(table: str, name: str, *, on: Sequence[str], when: str, message: str) -> Guard:
    """Refuse the given statements (``UPDATE``, ``DELETE``, ``INSERT``) on rows for which ``when`` holds.

    ``when`` is SQL over ``OLD`` and ``NEW`` that both databases understand; PostgreSQL allows no
    subquery there, so a condition on another table goes into :func:`guard_rows_of`.
    """

    def install(vendor: str) -> list[str]:
        if vendor == "sqlite":
            return [
                f"CREATE TRIGGER {name}_{event.lower()} BEFORE {event} ON {table} WHEN {when} "
                f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
                for event in on
            ]
        return [
            f"CREATE OR REPLACE FUNCTION {name}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = '23514'; END $$",
            *(
                f"CREATE TRIGGER {name}_{event.lower()} BEFORE {event} ON {table} "
                f"FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION {name}_refuse()"
                for event in on
            ),
        ]

    def remove(vendor: str) -> list[str]:
        suffix = "" if vendor == "sqlite" else f" ON {table}"
        dropped = [f"DROP TRIGGER {name}_{event.lower()}{suffix}" for event in on]
        return dropped if vendor == "sqlite" else [*dropped, f"DROP FUNCTION {name}_refuse()"]

    return Guard(install, remove)


def guard_rows_of(table: str, name: str, *, on: Sequence[str], exists: str, message: str, lock: str = "") -> Guard:
    """Refuse the given statements where the query ``exists`` finds a row.

    The query names the row at hand as ``ROW``, which is replaced by ``NEW`` for ``INSERT`` and ``OLD`` otherwise.
    ``lock`` is a query ending in ``FOR UPDATE`` or the like, asked first where writers run beside one another:
    on PostgreSQL; SQLite has one writer at a time.
    """

    def install(vendor: str) -> list[str]:
        if vendor == "sqlite":
            return [statement for event in on for statement in _exists_on_sqlite(table, name, event, exists, message)]
        first = f"PERFORM {lock.removeprefix('SELECT ')}; " if lock else ""
        return [
            statement
            for event in on
            for statement in _exists_on_postgresql(table, name, event, exists, message, _query(first, event))
        ]

    def remove(vendor: str) -> list[str]:
        if vendor == "sqlite":
            return [f"DROP TRIGGER {name}_{event.lower()}" for event in on]
        return [
            statement
            for event in on
            for statement in (
                f"DROP TRIGGER {name}_{event.lower()} ON {table}",
                f"DROP FUNCTION {name}_{event.lower()}_refuse()",
            )
        ]

    return Guard(install, remove)


def _query(exists: str, event: str) -> str:
    return exists.replace("ROW.", "NEW." if event == "INSERT" else "OLD.")


def _exists_on_sqlite(table: str, name: str, event: str, exists: str, message: str) -> list[str]:
    return [
        f"CREATE TRIGGER {name}_{event.lower()} BEFORE {event} ON {table} WHEN EXISTS ({_query(exists, event)}) "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    ]


def _exists_on_postgresql(  # noqa: PLR0917 — the words of one statement
    table: str, name: str, event: str, exists: str, message: str, first: str
) -> list[str]:
    function = f"{name}_{event.lower()}_refuse"
    back = "OLD" if event == "DELETE" else "NEW"
    return [
        f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"{first}IF EXISTS ({_query(exists, event)}) THEN RAISE EXCEPTION '{message}' USING ERRCODE = '23514'; END IF; "
        f"RETURN {back}; END $$",
        f"CREATE TRIGGER {name}_{event.lower()} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()",
    ]


def append_only(table: str) -> Guard:
    """Let rows of a table be added but never changed or removed."""
    return guard_rows(
        table, f"{table}_append_only", on=("UPDATE", "DELETE"), when="1 = 1", message=f"{table} is append-only"
    )


def without(guards: Sequence[Guard], change: Sequence[Operation]) -> list[Operation]:
    """Lift guards, change tables, and set the guards again.

    SQLite rebuilds a table to change it: that drops the table's own triggers, and fails while a trigger of
    another table names it.
    """
    lifted = [Guard(guard.remove, guard.install) for guard in reversed(guards)]
    return [*lifted, *change, *guards]
