"""Issuing in two halves: taking a number, then printing and signing."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from khuyencong.certificates.actions import complete_certificate, complete_many, issue_certificate
from khuyencong.certificates.models import Certificate, CertificateEvent
from khuyencong.documents.models.disk import fingerprint
from khuyencong.documents.queries import open_file
from khuyencong.kernel.refusal import Refusal, Refusals
from tests.certificates.making import FACTS, LATER, facts_with, issue, make_product, reserve


def test_reserve_certificate_takes_the_next_number_of_the_series(cast):
    first = reserve(cast, key="a")
    second = reserve(cast, key="b")

    assert (first.serial, second.serial) == ("01/2026/GCN-SCT-VINH-LONG", "02/2026/GCN-SCT-VINH-LONG")


def test_reserve_asked_again_returns_the_same_row_and_takes_no_number(cast):
    product = make_product(cast.office())

    first = reserve(cast, product=product)
    again = reserve(cast, product=product)

    assert again.pk == first.pk
    assert reserve(cast, key="other").number == 2


def test_reserve_refuses_other_facts_under_the_same_key(cast):
    product = make_product(cast.office())
    reserve(cast, product=product)

    with pytest.raises(Refusal) as no:
        reserve(cast, product=product, facts=facts_with(product_name="Kẹo khác"))

    assert no.value.code == "certificates.asked_for_other_facts"


def test_reserve_refuses_a_second_living_certificate_of_the_same_level_and_year(cast):
    product = make_product(cast.office())
    reserve(cast, product=product)

    with pytest.raises(Refusal) as no:
        reserve(cast, product=product, key="another")

    assert no.value.code == "certificates.already_certified"
    assert "01/2026/GCN-SCT-VINH-LONG" in str(no.value)


def test_reserve_tells_every_fault_at_once(cast):
    with pytest.raises(Refusals) as no:
        reserve(cast, facts=facts_with(signer_name=" ", valid_until=date(2020, 1, 1), product_name="Bánh 饼"))

    assert [one.code for one in no.value.refusals] == [
        "certificates.fact_missing",
        "certificates.ends_before_start",
        "certificates.unprintable",
    ]
    assert Certificate.objects.count() == 0


def test_reserve_stores_composed_letters(cast):
    made = reserve(cast, facts=facts_with(product_name="Kẹo  dừa"))

    assert made.product_name == made.facts["product_name"] == "Kẹo dừa"


def test_complete_certificate_keeps_the_signed_file_and_says_so(cast):
    done = issue(cast)

    assert done.state == "issued"
    assert done.is_demonstration
    assert fingerprint(open_file(done.file)) == done.file_sha256
    assert list(CertificateEvent.objects.order_by("pk").values_list("verb", flat=True)) == [
        "reserve_certificate",
        "complete_certificate",
    ]


def test_complete_certificate_asked_again_changes_nothing(cast):
    done = issue(cast)

    again = complete_certificate(done.pk, at=LATER)

    assert again.file_sha256 == done.file_sha256
    assert CertificateEvent.objects.count() == 2


def test_complete_many_finishes_what_is_left_and_reports_progress(cast):
    made = [reserve(cast, key=str(number)).pk for number in range(3)]
    complete_certificate(made[1], at=LATER)
    told = []

    done = complete_many(made, at=LATER, on_progress=lambda now, of: told.append((now, of)))

    assert [one.state for one in done] == ["issued"] * 3
    assert told == [(2, 3), (3, 3)]


def test_complete_many_works_in_processes_of_its_own(cast):
    made = [reserve(cast, key=str(number)).pk for number in range(8)]

    done = complete_many(made, at=LATER, processes=2)

    assert {one.state for one in done} == {"issued"}
    assert len({one.file_sha256 for one in done}) == 8


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"serial": "99/2026/X"}, "never changes"),
        ({"facts": {}}, "never changes"),
        ({"code": None}, "never changes"),
        ({"file_sha256": "0" * 64}, "never exchanged"),
    ],
)
def test_the_database_refuses_to_change_what_was_issued(cast, change, message):
    done = issue(cast)

    with pytest.raises(IntegrityError, match=message), transaction.atomic():
        Certificate.objects.filter(pk=done.pk).update(**change)


def test_the_database_refuses_to_remove_certificates_and_events(cast):
    issue(cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        CertificateEvent.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.all()._raw_delete("default")


def test_the_database_refuses_one_number_twice(cast):
    made = reserve(cast)
    copy = {field.attname: getattr(made, field.attname) for field in Certificate._meta.concrete_fields}
    copy |= {"id": None, "code": "0" * 16, "request_key": "other", "award_year": 2024}

    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(**copy)


def test_facts_are_as_they_were_given(cast):
    assert reserve(cast).content == FACTS


def test_issue_certificate_takes_a_number_and_signs_at_once(cast):
    product = make_product(cast.office())
    asked = {"facts": FACTS, "product_id": product.pk, "office": cast.office(), "request_key": "one", "at": LATER}

    done = issue_certificate(actor=cast.thuky, **asked)
    again = issue_certificate(actor=cast.thuky, **asked)

    assert (done.state, again.pk) == ("issued", done.pk)


def test_issue_certificate_is_for_the_secretary(cast):
    product = make_product(cast.office())

    with pytest.raises(Refusal) as no:
        issue_certificate(
            actor=cast.chuyenvien,
            facts=FACTS,
            product_id=product.pk,
            office=cast.office(),
            request_key="one",
            at=LATER,
        )

    assert no.value.code.startswith("accounts.")
    assert Certificate.objects.count() == 0
