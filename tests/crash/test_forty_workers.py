"""Forty workers at once on PostgreSQL: no number is given twice, no product certified twice."""

import pytest
from django.db import transaction

from khuyencong.documents.actions import take_number
from khuyencong.documents.models import NumberSeries
from tests.crash.workers import WORKERS, at_once

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def take_five(_worker):
    taken = []
    for _turn in range(5):
        with transaction.atomic():
            taken.append(take_number(series="GCN", year=2026))
    return taken


def test_forty_workers_never_take_one_number_twice():
    results = at_once(take_five)

    numbers = sorted(number for taken in results for number in taken)
    assert numbers == list(range(1, 5 * WORKERS + 1))


def test_a_number_given_back_by_a_failed_worker_leaves_no_gap():
    def fail_every_second(worker):
        with transaction.atomic():
            number = take_number(series="GCN", year=2026)
            if worker % 2:
                raise ArithmeticError("a worker that dies before its work is stored")
        return number

    results = at_once(fail_every_second)

    assert sorted(one for one in results if isinstance(one, int)) == list(range(1, WORKERS // 2 + 1))
    assert NumberSeries.objects.get(series="GCN", year=2026).last_number == WORKERS // 2


def test_numbers_taken_without_the_lock_are_found_twice():
    """The planted fault: reading and adding without a lock does give numbers twice, so the tests above can fail."""
    NumberSeries.objects.create(series="PLANTED", year=2026)

    def take_carelessly(_worker):
        with transaction.atomic():
            counter = NumberSeries.objects.get(series="PLANTED", year=2026)
            NumberSeries.objects.filter(pk=counter.pk).update(last_number=counter.last_number + 1)
        return counter.last_number + 1

    results = at_once(take_carelessly)

    assert len(set(results)) < WORKERS
