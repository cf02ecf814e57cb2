"""Takes the next number of a register, once for everybody who asks at once."""

from __future__ import annotations

from django.db import connection

from khuyencong.documents.models import NumberSeries


def take_number(*, series: str, year: int) -> int:
    """Take the next number of a series in a year, holding its row until the transaction ends.

    Rolled back with the transaction, so that a register has no gap. Must be called inside one.
    """
    assert connection.in_atomic_block, "a number is taken inside the transaction that uses it"
    NumberSeries.objects.bulk_create([NumberSeries(series=series, year=year)], ignore_conflicts=True)
    counter = NumberSeries.objects.select_for_update().get(series=series, year=year)
    counter.last_number += 1
    NumberSeries.objects.filter(pk=counter.pk).update(last_number=counter.last_number)
    return counter.last_number
