"""Numbers of registers."""

import threading

import pytest
from django.db import connection, transaction

from khuyencong.documents.actions import take_number
from khuyencong.documents.models import NumberSeries


def test_take_number_counts_each_series_and_year_from_one(db):
    with transaction.atomic():
        taken = [
            take_number(series="gcn", year=2026),
            take_number(series="gcn", year=2026),
            take_number(series="gcn", year=2027),
            take_number(series="qd", year=2026),
        ]

    assert taken == [1, 2, 1, 1]


def test_take_number_is_given_back_when_the_transaction_fails(db):
    def take_and_fail():
        with transaction.atomic():
            take_number(series="gcn", year=2026)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        take_and_fail()

    with transaction.atomic():
        assert take_number(series="gcn", year=2026) == 1


@pytest.mark.django_db(transaction=True)
def test_take_number_outside_a_transaction_is_a_bug():
    with pytest.raises(AssertionError):
        take_number(series="gcn", year=2026)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_take_number_never_gives_one_number_twice_to_forty_at_once():
    taken = []

    def take():
        try:
            with transaction.atomic():
                taken.append(take_number(series="gcn", year=2026))
        finally:
            connection.close()

    workers = [threading.Thread(target=take) for _ in range(40)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(taken) == list(range(1, 41))
    assert NumberSeries.objects.get().last_number == 40
