"""Invoices of projects: recorded once over all projects and years, withdrawn with a reason, listed as vouchers."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError

from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.programme.actions.evidence.invoices import record_invoice, withdraw_invoice
from khuyencong.programme.models import Invoice
from khuyencong.programme.rules.evidence.invoices import InvoiceFacts
from tests.factories.programme import make_line, make_plan, make_project

SELLER = "0100109106"
FACTS = InvoiceFacts(
    "1C26TAA", "00000123", "Công ty Bán máy mẫu", SELLER, date(2026, 6, 1), Money(500_000_000), Money(40_000_000),
    Money(200_000_000), "Máy sấy",
)  # fmt: skip  # facts read better in a block


def running(cast, code="DA-001", year=2026, **changed):
    line = make_line(make_plan(cast, year=year), code=f"L-{code}")
    return make_project(cast, line=line, code=code, state="running", **changed)


def record(cast, project, now, **changed):
    return record_invoice(actor=cast.ketoan, project=project, facts=replace(FACTS, **changed), at=now)


def codes(act):
    with pytest.raises((Refusal, Refusals)) as told:
        act()
    return [one.code for one in getattr(told.value, "refusals", [told.value])]


def test_record_invoice_keeps_it_under_one_key(cast, now):
    invoice = record(cast, running(cast), now)

    assert (invoice.number, invoice.number_key) == ("1C26TAA 00000123", "C26TAA/123")
    assert (invoice.recorded_by, invoice.state_share) == (cast.ketoan, Money(200_000_000))


def test_record_invoice_refuses_what_another_project_of_another_year_used(cast, now):
    old = running(cast, "QG-2025", 2025)
    Invoice.objects.create(
        project=old, number="C26TAA 123", number_key="C26TAA/123", seller="Công ty", seller_tax_code=SELLER,
        issued_on=date(2025, 5, 1), before_vat=Money(1), recorded_by=cast.ketoan, recorded_at=now,
    )  # fmt: skip  # one row

    with pytest.raises(Refusals) as told:
        record(cast, running(cast), now)

    assert [one.code for one in told.value.refusals] == ["programme.invoice_used"]
    assert "QG-2025 năm 2025" in str(told.value.refusals[0])


def test_the_database_itself_keeps_an_invoice_once(cast, now):
    first = record(cast, running(cast), now)

    with pytest.raises(IntegrityError, match=r"programme_invoice_once|UNIQUE"):
        Invoice.objects.bulk_create([Invoice(
            project=running(cast, "DA-2", 2027), number="123", number_key=first.number_key, seller="x",
            seller_tax_code=SELLER, issued_on=first.issued_on, before_vat=Money(1), recorded_by=cast.ketoan,
            recorded_at=now,
        )])  # fmt: skip  # one row


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"issued_on": date(2025, 12, 30)}, ["programme.invoice_outside_window"]),
        ({"seller_tax_code": "0100109107"}, ["registry.tax_code_check_digit"]),
        ({"seller_tax_code": " "}, ["programme.seller_without_tax_code"]),
        ({"state_share": Money(300_000_001)}, ["programme.invoice_shares_over_accepted"]),
    ],
)
def test_record_invoice_refuses_bad_input(cast, now, changed, expected):
    project = running(cast)

    assert codes(lambda: record(cast, project, now, **changed)) == expected
    assert not Invoice.objects.exists()


def test_record_invoice_holds_to_the_days_of_the_contract(cast, now):
    project = running(cast, invoices_from=date(2026, 7, 1), invoices_until=date(2026, 10, 31))

    assert codes(lambda: record(cast, project, now)) == ["programme.invoice_outside_window"]
    assert record(cast, project, now, issued_on=date(2026, 10, 31)).pk


def test_withdraw_invoice_frees_it_for_another_project(cast, now):
    invoice = record(cast, running(cast), now)

    withdraw_invoice(actor=cast.ketoan, invoice=invoice, reason="Ghi nhầm đề án", at=now)

    other = make_project(cast, line=invoice.project.line, code="DA-002", state="running")
    assert record(cast, other, now).pk != invoice.pk
    assert Invoice.objects.filter(is_withdrawn=True).get().withdrawn_reason == "Ghi nhầm đề án"


def test_withdraw_invoice_refuses_without_reason_twice_and_after_the_settlement(cast, now):
    project = running(cast)
    invoice = record(cast, project, now)

    assert codes(lambda: withdraw_invoice(actor=cast.ketoan, invoice=invoice, reason=" ", at=now)) == [
        "programme.withdrawal_reason_missing"
    ]
    withdraw_invoice(actor=cast.ketoan, invoice=invoice, reason="Ghi nhầm", at=now)
    assert codes(lambda: withdraw_invoice(actor=cast.ketoan, invoice=invoice, reason="Ghi nhầm", at=now)) == [
        "programme.invoice_withdrawn"
    ]
    other = record(cast, project, now)
    type(project).objects.filter(pk=project.pk).update(state="settled")
    other = Invoice.objects.get(pk=other.pk)
    assert codes(lambda: withdraw_invoice(actor=cast.ketoan, invoice=other, reason="Ghi nhầm", at=now)) == [
        "programme.invoice_settled"
    ]


def test_list_of_vouchers_is_shown_and_exported(cast, now):
    project = running(cast)
    record(cast, project, now)
    client = cast.client("ketoan")

    page = client.get(f"/de-an/{project.pk}/hoa-don/")
    exported = client.get(f"/de-an/{project.pk}/hoa-don/", {"tai": "csv"}).getvalue().decode()

    assert page.status_code == 200
    assert "còn thiếu hóa đơn" in page.content.decode()
    assert exported.splitlines()[1].startswith("1C26TAA 00000123,01/06/2026,Công ty Bán máy mẫu")


def test_form_of_an_invoice_brings_the_reasons_back_and_records(cast):
    project = running(cast)
    client, address = cast.client("ketoan"), f"/de-an/{project.pk}/hoa-don/moi/"
    typed = {
        "series": "1C26TAA", "number": "123", "issued_on": "01/06/2025", "seller": "Công ty mẫu",
        "seller_tax_code": SELLER, "before_vat": "500 triệu", "vat": "40.000.000", "state_share": "",
    }  # fmt: skip  # facts read better in a block

    assert client.get(address).status_code == 200
    refused = client.post(address, typed)
    assert refused.status_code == 422
    assert "ngoài thời gian được tính" in refused.content.decode()
    assert client.post(address, typed | {"issued_on": "01/06/2026"}).status_code == 302

    invoice = Invoice.objects.get()
    taken = client.post(f"/de-an/hoa-don/{invoice.pk}/rut/", {"reason": "Ghi nhầm"})
    assert taken.status_code == 302
    assert "đã rút" in client.get(f"/de-an/{project.pk}/hoa-don/").content.decode()
