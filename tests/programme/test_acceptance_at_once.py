"""One acceptance sent ten times at once is kept once. Needs a database with row locks."""

import threading
import uuid
from datetime import UTC, datetime

import pytest
from django.db import close_old_connections, connection

from khuyencong.programme.actions.work.field import Papers, accept_work
from khuyencong.programme.models import Acceptance, Machine, Project
from tests.cast import make_cast
from tests.factories.work import make_running
from tests.programme.test_actions_acceptance import FACTS

SENDERS = 10
AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_acceptance_sent_ten_times_at_once_is_kept_once():
    cast = make_cast()
    key, client_id = make_running(cast).pk, uuid.uuid4()
    gate, answers = threading.Barrier(SENDERS), [None] * SENDERS

    def send(number):
        try:
            project = Project.objects.get(pk=key)
            gate.wait(timeout=60)
            answers[number] = accept_work(
                actor=cast.chuyenvien, project=project, client_id=client_id, facts=FACTS, papers=Papers(), at=AT
            )
        except Exception as error:
            answers[number] = error
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=send, args=(number,)) for number in range(SENDERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)

    assert sorted(one.is_repeat for one in answers) == [False] + [True] * (SENDERS - 1)
    assert (Acceptance.objects.count(), Machine.objects.count()) == (1, 1)
