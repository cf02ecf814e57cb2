"""Forty workers at once on PostgreSQL: no number is given twice, no product certified twice."""

import pytest
from django.db import transaction

from khuyencong.certificates.models import Certificate
from khuyencong.documents.actions import take_number
from khuyencong.documents.models import NumberSeries
from khuyencong.selection.actions.issuing import issue_one
from khuyencong.selection.models import Dossier
from tests.cast import make_cast
from tests.crash.workers import WORKERS, at_once
from tests.factories.decided import make_decided

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


def test_forty_workers_certify_no_product_twice(now):
    cast = make_cast()
    _round, dossiers = make_decided(cast, now, codes=("A01", "A02", "B01", "C01", "D01"))
    keys = [dossier.pk for dossier in dossiers]

    def issue(worker):
        dossier = Dossier.objects.select_related("round__office", "round__decision", "establishment__place").get(
            pk=keys[worker % len(keys)]
        )
        return issue_one(actor=cast.thuky, dossier=dossier, at=now).serial

    results = at_once(issue)

    certificates = Certificate.objects.order_by("number")
    assert [one for one in results if isinstance(one, Exception)] == []
    assert [(one.number, one.state) for one in certificates] == [(number, "issued") for number in range(1, 6)]
    assert {one.product_id for one in certificates} == {dossier.product_id for dossier in dossiers}
    assert set(results) == {one.serial for one in certificates}
