"""Forty at once: no number twice, no product twice, nothing lost. Needs a database with row locks."""

import threading

import pytest
from django.db import close_old_connections, connection, transaction

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.queries import verify_chain
from khuyencong.accounts.rules.policy import Action
from khuyencong.certificates.actions import complete_certificate, reserve_certificate, revoke_certificate
from khuyencong.certificates.models import Certificate, CertificateEvent
from khuyencong.kernel.refusal import Refusal
from tests.cast import make_cast
from tests.certificates.making import FACTS, LATER, facts_with, issue, make_product

WORKERS = 40

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def at_once(work):
    """Run ``work`` with 0 … 39 in as many threads, all let go at one moment; return what each returned or raised."""
    gate, answers = threading.Barrier(WORKERS), [None] * WORKERS

    def one(number):
        try:
            gate.wait(timeout=60)
            answers[number] = work(number)
        except Exception as error:
            answers[number] = error
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return answers


def taken(cast, product, key, facts=FACTS):
    with deed(cast.thuky, Action.ISSUE_CERTIFICATE, office=cast.office(), at=LATER) as record:
        return reserve_certificate(
            record=record, facts=facts, product_id=product.pk, office=cast.office(), request_key=key
        )


def test_forty_products_get_forty_numbers_without_a_gap():
    cast = make_cast()
    products = [make_product(cast.office(), f"Kẹo {number}") for number in range(WORKERS)]

    answers = at_once(
        lambda number: taken(cast, products[number], str(number), facts_with(product_name=f"Kẹo {number}"))
    )

    assert sorted(one.number for one in answers) == list(range(1, WORKERS + 1))
    assert verify_chain() is None


def test_one_product_asked_for_under_one_key_gets_one_certificate():
    cast = make_cast()
    product = make_product(cast.office())

    answers = at_once(lambda _number: taken(cast, product, "one"))

    assert {one.pk for one in answers} == {Certificate.objects.get().pk}
    assert CertificateEvent.objects.count() == 1


def test_one_product_asked_for_under_many_keys_gets_one_certificate_and_the_rest_a_reason():
    cast = make_cast()
    product = make_product(cast.office())

    answers = at_once(lambda number: taken(cast, product, str(number)))

    refused = [one for one in answers if isinstance(one, Refusal)]
    assert [one.code for one in refused] == ["certificates.already_certified"] * (WORKERS - 1)
    assert Certificate.objects.get().number == 1
    assert taken(cast, make_product(cast.office()), "next").number == 2


def test_one_certificate_completed_by_many_is_signed_once():
    cast = make_cast()
    made = taken(cast, make_product(cast.office()), "one")

    answers = at_once(lambda _number: complete_certificate(made.pk, at=LATER))

    assert len({one.file_sha256 for one in answers}) == 1
    assert CertificateEvent.objects.filter(verb="complete_certificate").count() == 1


def test_one_certificate_revoked_by_many_is_revoked_once():
    cast = make_cast()
    done = issue(cast)

    def revoke(_number):
        mine = Certificate.objects.get(pk=done.pk)
        return revoke_certificate(actor=cast.chutich, certificate=mine, reason="Sản phẩm làm giả", at=LATER)

    answers = at_once(revoke)

    assert sum(isinstance(one, Certificate) for one in answers) == 1
    assert {one.code for one in answers if isinstance(one, Refusal)} == {"kernel.wrong_state"}
    assert CertificateEvent.objects.filter(verb="revoke_certificate").count() == 1


def test_the_planted_fault_is_found():
    """Without the lock of the counter the same harness finds double numbers: it really runs at once."""
    seen, gate = [], threading.Barrier(2)

    def careless(number):
        with transaction.atomic():
            found = len(seen)
            if number < 2:
                gate.wait(timeout=30)
            seen.append(found + 1)
            return found + 1

    answers = at_once(careless)

    assert len(set(answers)) < WORKERS
