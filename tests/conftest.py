"""What every test stands on: no network, a steady choice of examples, and the named cast."""

import os
import socket
from datetime import UTC, datetime

import pytest
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.cast import make_cast
from tests.emptying import remember_what_migrations_filled

hypothesis_settings.register_profile(
    "steady", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.register_profile("explore", parent=hypothesis_settings.get_profile("steady"), derandomize=False)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

HERE = ("127.0.0.1", "::1", "localhost", "0.0.0.0")


class NetworkIsOff(RuntimeError):
    """A test tried to reach another machine."""


def _stay_here(connect):
    def guarded(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in HERE:
            raise NetworkIsOff(f"tests must not reach {address[0]}")
        return connect(self, address)

    return guarded


socket.socket.connect = _stay_here(socket.socket.connect)
socket.socket.connect_ex = _stay_here(socket.socket.connect_ex)


def pytest_configure(config):
    """Let the synchronous browser driver share a thread with Django, as the browser stories need."""
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def pytest_collection_modifyitems(items):
    """Tests that need PostgreSQL say so where the suite runs on SQLite."""
    if connection.vendor == "postgresql":
        return
    for item in items:
        if item.get_closest_marker("postgresql"):
            item.add_marker(pytest.mark.skip(reason="runs in the PostgreSQL half of make test"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Set the test database up once, and note what its migrations filled."""
    with django_db_blocker.unblock():
        remember_what_migrations_filled()


@pytest.fixture
def now():
    """The moment at which every test acts, unless it says otherwise: a working Tuesday morning in Vietnam."""
    return datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.fixture
def cast(db):
    """Every named person with their office, in a database of this test alone."""
    return make_cast()
