"""The small world, made once for a file of tests and rolled back after it."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from tests.architecture.world import make_world


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One world for all tests of a file, none of which commits anything."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world(datetime(2026, 11, 24, 2, 0, tzinfo=UTC))
        transaction.set_rollback(True)
