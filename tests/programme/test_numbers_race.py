"""Twenty people who open projects of one office at the same moment get twenty different numbers."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import close_old_connections, connection

from khuyencong.programme.actions.projects.drafting import ProjectDraft, open_project
from khuyencong.programme.models import Project
from tests.cast import make_cast

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
WORKERS = 20


def test_twenty_workers_take_twenty_numbers(now):
    cast = make_cast()
    office = cast.office("ttkc-vinh-long")
    actor = cast.chuyenvien

    def open_one(number):
        try:
            draft = ProjectDraft(f"Đề án {number}", "machinery", "local", 2026)
            return open_project(actor=actor, office=office, draft=draft, at=now).code
        finally:
            connection.close()

    close_old_connections()
    with ThreadPoolExecutor(WORKERS) as workers:
        codes = list(workers.map(open_one, range(WORKERS)))

    assert sorted(codes) == [f"DA-2026-{number:03}" for number in range(1, WORKERS + 1)]
    assert Project.objects.count() == WORKERS
