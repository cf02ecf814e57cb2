"""Reads that ask only once, whatever became of the connection meanwhile."""

import pytest
from django.db import OperationalError, ProgrammingError, connection, connections
from django.test.utils import CaptureQueriesContext

from khuyencong.db.reading import first_row

ONE = "SELECT 1 WHERE 'a' = %s"


@pytest.mark.django_db
def test_first_row_gives_a_row_or_nothing():
    assert (first_row(ONE, ["a"]), first_row(ONE, ["b"])) == ((1,), None)


@pytest.mark.django_db(transaction=True)
def test_first_row_asks_once_and_for_nothing_else():
    first_row(ONE, ["a"])
    connection.health_check_enabled, connection.health_check_done = True, False

    with CaptureQueriesContext(connection) as asked:
        assert first_row(ONE, ["a"]) == (1,)

    assert (len(asked), connection.health_check_done) == (1, True)


@pytest.mark.django_db(transaction=True)
def test_first_row_does_not_hide_what_is_wrong_with_the_question():
    with pytest.raises((OperationalError, ProgrammingError)):
        first_row("SELECT 1 FROM nowhere WHERE 'a' = %s", ["a"])


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_first_row_survives_a_server_that_closed_the_connection():
    first_row(ONE, ["a"])
    other = connections["default"].copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
    other.close()

    assert first_row(ONE, ["a"]) == (1,)
