"""A test that commits leaves the database as migrations made it, guards included."""

import pytest
from django.db import DatabaseError, connection

from khuyencong.accounts.actions import people
from khuyencong.accounts.models import AuditEntry, ChainHead, Person
from tests.cast import make_cast
from tests.emptying import empty


@pytest.mark.django_db(transaction=True)
def test_empty_removes_what_was_committed_and_keeps_the_guards(now):
    for _round in range(2):
        cast = make_cast()
        people.end_sessions(actor=cast.quantri, person=cast.thuky, at=now)

        with pytest.raises(DatabaseError, match="audit"), connection.cursor() as cursor:
            cursor.execute("DELETE FROM accounts_auditdetail")
        empty()

        assert (Person.objects.count(), AuditEntry.objects.count(), ChainHead.objects.get().number) == (0, 0, 0)
