"""Payment orders: proposed by one, approved by another, recorded once; in actions and on screens."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from khuyencong.accounts.queries import tasks_of
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.programme.actions.payments import (
    PaymentDraft,
    PaymentMade,
    approve_payment,
    propose_payment,
    record_payment,
    reject_payment,
)
from khuyencong.programme.models import PaymentOrder, Project, Transfer
from khuyencong.programme.queries.ledger_verifying import verify_ledger
from khuyencong.programme.rules.buckets import Kind
from tests.factories.registry import make_establishment
from tests.programme.ledger_world import DAY, make_plan_world, make_project
from tests.programme.test_ledger_actions import contracted, order, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(cast, now):
    made = make_plan_world(cast, now)
    contracted(made)
    return made


def draft(kind=Kind.PAY, amount=100, **changes):
    return PaymentDraft(**({"client_id": uuid4(), "kind": kind, "amount": Money(amount), "reason": "đợt 1"} | changes))


def propose(world, one=None, actor=None):
    return propose_payment(
        actor=actor or world.cast.chuyenvien, project=world.project, draft=one or draft(), at=world.at, today=DAY
    )


def approve(world, one, actor=None):
    return approve_payment(actor=actor or world.cast.giamdoc, order=one, at=world.at, today=DAY)


def record(world, one, made=None, actor=None):
    made = made or PaymentMade(uuid4(), DAY, "UNC 15")
    return record_payment(actor=actor or world.cast.ketoan, order=one, made=made, at=world.at)


def codes(act):
    with pytest.raises((Refusal, Refusals)) as told:
        act()
    return [one.code for one in getattr(told.value, "refusals", [told.value])]


def test_payment_goes_from_proposal_to_the_ledger(world):
    one = record(world, approve(world, propose(world)))

    row = Transfer.objects.get(kind="pay")
    assert (one.state, one.transfer_id, row.amount) == ("paid", row.pk, Money(100))
    assert (row.posted_by, row.approved_by) == (world.cast.ketoan, world.cast.giamdoc)
    assert verify_ledger().fault is None


def test_propose_payment_sends_a_repeated_click_once(world):
    one = draft()

    assert propose(world, one).pk == propose(world, one).pk
    assert PaymentOrder.objects.count() == 1
    assert codes(lambda: propose(world, replace(one, amount=Money(9)))) == ["programme.payment_id_taken"]


def test_propose_payment_refuses_what_the_ledger_would(world):
    assert codes(lambda: propose(world, draft(amount=501))) == [
        "programme.not_enough",
        "programme.paid_over_acceptance",
    ]
    Project.objects.filter(pk=world.project.pk).update(state="stopped", ended_reason="ngừng")
    world.project.refresh_from_db()
    assert codes(lambda: propose(world)) == ["programme.project_stopped"]


def test_propose_payment_refuses_a_project_without_a_line(world):
    lost = make_project(world, "KC-9", state="draft", approved=None, contracted=None, accepted=None)
    Project.objects.filter(pk=lost.pk).update(line=None)
    world.projects["KC-1"] = Project.objects.get(pk=lost.pk)

    assert codes(lambda: propose(world)) == ["programme.project_without_line"]


@pytest.mark.parametrize("due", [None, DAY])
def test_propose_payment_of_an_advance_names_a_day_to_clear_it_by(world, due):
    assert codes(lambda: propose(world, draft(Kind.ADVANCE, due_back_on=due))) == ["programme.due_back_missing"]


def test_approve_payment_refuses_ones_own(world):
    one = propose(world)
    PaymentOrder.objects.filter(pk=one.pk).update(proposed_by=world.cast.giamdoc)

    assert codes(lambda: approve(world, PaymentOrder.objects.get(pk=one.pk))) == ["programme.own_payment"]


def test_approve_payment_looks_again(world):
    one = propose(world, draft(amount=500))
    Project.objects.filter(pk=world.project.pk).update(accepted=Money(100))

    assert codes(lambda: approve(world, PaymentOrder.objects.get(pk=one.pk))) == ["programme.paid_over_acceptance"]


def test_record_payment_refuses_before_the_approval_and_by_the_approver(world):
    one = propose(world)
    assert codes(lambda: record(world, one)) == ["kernel.wrong_state"]
    approve(world, one)
    PaymentOrder.objects.filter(pk=one.pk).update(approved_by=world.cast.ketoan)

    assert codes(lambda: record(world, PaymentOrder.objects.get(pk=one.pk))) == ["programme.one_person_twice"]


def test_record_payment_posts_a_repeated_click_once(world):
    one, made = approve(world, propose(world)), PaymentMade(uuid4(), DAY, "UNC 15")
    record(world, one, made)
    record(world, PaymentOrder.objects.get(pk=one.pk), made)

    assert Transfer.objects.filter(kind="pay").count() == 1
    assert codes(lambda: record(world, PaymentOrder.objects.get(pk=one.pk))) == ["kernel.wrong_state"]


def test_record_payment_refuses_the_transfer_of_another_order(world):
    made = PaymentMade(uuid4(), DAY, "UNC 15")
    record(world, approve(world, propose(world)), made)
    second = approve(world, propose(world))

    assert codes(lambda: record(world, second, made)) == ["programme.transfer_of_other_order"]


def test_reject_payment_wants_a_reason(world):
    one = propose(world)
    assert codes(lambda: reject_payment(actor=world.cast.giamdoc, order=one, reason=" ", at=world.at)) == [
        "programme.reason_missing"
    ]

    assert reject_payment(actor=world.cast.giamdoc, order=one, reason="chưa đủ", at=world.at).state == "rejected"


def test_second_advance_is_refused_while_the_first_is_late(world):
    first = draft(Kind.ADVANCE, due_back_on=DAY + timedelta(days=10))
    record(world, approve(world, propose(world, first)))
    later = draft(Kind.ADVANCE, 50, due_back_on=DAY + timedelta(days=60))

    def propose_later():
        propose_payment(
            actor=world.cast.chuyenvien, project=world.project, draft=later, at=world.at, today=DAY + timedelta(days=11)
        )

    assert codes(propose_later) == ["programme.advance_late"]


def test_money_is_taken_back_from_the_line_where_it_is(world):
    record(world, approve(world, propose(world)))
    Project.objects.filter(pk=world.project.pk).update(line=world.lines["L02"])
    world.project.refresh_from_db()
    record(world, approve(world, propose(world, draft(Kind.RETURN_PAYMENT))))

    assert Transfer.objects.get(kind="return_payment").line_id == world.line.pk


def test_tasks_tell_director_and_accountant_what_waits(world):
    titles = {name: [task.title for task in tasks_of(world.cast.people[name], DAY)] for name in ("giamdoc", "ketoan")}
    propose(world)
    approve(world, propose(world))

    after = {name: [task.title for task in tasks_of(world.cast.people[name], DAY)] for name in ("giamdoc", "ketoan")}

    assert titles == {"giamdoc": [], "ketoan": []}
    assert after == {"giamdoc": ["Duyệt đề nghị chi"], "ketoan": ["Ghi khoản chi đã được duyệt"]}


def page(world, username, name, *args, **typed):
    client, address = world.cast.client(username), reverse(f"programme:{name}", args=args)
    return client.post(address, typed) if typed else client.get(address)


def test_screens_lead_a_payment_from_proposal_to_the_ledger(world):
    typed = {"client_id": str(uuid4()), "kind": "pay", "amount": "100", "reason": "đợt 1"}

    assert page(world, "chuyenvien", "propose_payment", world.project.pk).status_code == 200
    assert page(world, "chuyenvien", "propose_payment", world.project.pk, **typed).status_code == 302
    one = PaymentOrder.objects.get()
    assert "Duyệt chi" in page(world, "giamdoc", "view_payment", one.pk).content.decode()
    assert page(world, "giamdoc", "approve_payment", one.pk, go="1").status_code == 302
    assert "Ghi vào sổ" in page(world, "ketoan", "view_payment", one.pk).content.decode()
    made = {"transfer_id": str(uuid4()), "on": "02/03/2026", "paper": "UNC 15"}
    assert page(world, "ketoan", "record_payment", one.pk, **made).status_code == 302
    assert "Đã chi" in page(world, "ketoan", "view_payments").content.decode()


def test_screen_keeps_what_was_typed_and_says_why_not(world):
    typed = {"client_id": str(uuid4()), "kind": "pay", "amount": "9.000", "reason": "một lý do đã gõ"}

    answer = page(world, "chuyenvien", "propose_payment", world.project.pk, **typed)

    assert answer.status_code == 409
    assert "một lý do đã gõ" in answer.content.decode()
    assert "không đủ" in answer.content.decode()
    assert page(world, "chuyenvien", "propose_payment", world.project.pk, kind="pay").status_code == 422


def test_screen_of_recording_keeps_what_was_typed(world):
    one = approve(world, propose(world))

    assert page(world, "ketoan", "record_payment", one.pk, on="?").status_code == 422
    wrong = {"transfer_id": str(uuid4()), "on": "02/03/2020", "paper": "UNC 7788"}
    answer = page(world, "ketoan", "record_payment", one.pk, **wrong)
    assert (answer.status_code, "UNC 7788" in answer.content.decode()) == (409, True)


def test_screen_of_rejecting(world):
    one = propose(world)

    assert page(world, "giamdoc", "reject_payment", one.pk, reason="chưa đủ").status_code == 302
    assert "chưa đủ" in page(world, "ketoan", "view_payment", one.pk).content.decode()


def test_list_of_payments_takes_a_constant_number_of_queries(world):
    client, counts = world.cast.client("ketoan"), []
    client.get(reverse("programme:view_payments"))  # notes in the session that it is alive
    for more in (1, 3):
        for _number in range(more):
            propose(world)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("programme:view_payments"))
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_ledger_page_shows_transfers_and_balances_and_exports(world):
    answer = page(world, "ketoan", "view_ledger", world.plan.pk)

    assert answer.status_code == 200
    assert "Giữ tiền cho đề án" in answer.content.decode()
    assert "/dao/" in answer.content.decode()
    assert "/dao/" not in page(world, "kiemtoan", "view_ledger", world.plan.pk).content.decode()
    exported = world.cast.client("ketoan").get(reverse("programme:view_ledger", args=[world.plan.pk]) + "?tep=csv")
    assert exported.status_code == 200


def test_post_transfer_by_hand_and_reverse_it(world):
    typed = {
        "transfer_id": str(uuid4()), "line": "L01", "kind": "reduce_contract", "project": "2026-KC-1", "amount": "50",
        "on": "02/03/2026", "paper": "PL 1",
    }  # fmt: skip

    assert page(world, "ketoan", "post_transfer", world.plan.pk).status_code == 200
    assert page(world, "ketoan", "post_transfer", world.plan.pk, **typed).status_code == 302
    refused = typed | {"transfer_id": str(uuid4()), "amount": "5.000"}
    assert page(world, "ketoan", "post_transfer", world.plan.pk, **refused).status_code == 409
    unknown = typed | {"transfer_id": str(uuid4()), "project": "không có"}
    assert page(world, "ketoan", "post_transfer", world.plan.pk, **unknown).status_code == 409
    row = Transfer.objects.get(kind="reduce_contract")
    assert page(world, "ketoan", "reverse_transfer", row.pk, paper="BB 2").status_code == 302
    assert page(world, "ketoan", "reverse_transfer", row.pk, paper="BB 2").status_code == 302
    assert Transfer.objects.filter(reverses=row).count() == 1


def test_payment_of_another_province_is_out_of_reach(world, cast):
    propose(world)

    assert cast.client("thuky-ben").get(reverse("programme:view_payments")).content.decode().count("2026-KC-1") == 0


def test_budget_acts_are_not_payments(world):
    post(world, order(world, Kind.ASSIGN, on=date(2026, 4, 1)))

    assert PaymentOrder.objects.count() == 0


def test_propose_payment_waits_until_somebody_looked_at_double_support(world, cast):
    maker = make_establishment(cast.office("ttkc-vinh-long"))
    make_project(world, "KC-9", establishment=maker)
    Project.objects.filter(pk=world.project.pk).update(establishment=maker)
    world.project.refresh_from_db()

    assert codes(lambda: propose(world)) == ["programme.double_support_unlooked"]


def test_ledger_page_offers_reversal_to_whoever_may_post_and_adds_up_the_lines(world):
    accountant = page(world, "ketoan", "view_ledger", world.plan.pk)
    officer = page(world, "chuyenvien", "view_ledger", world.plan.pk)

    assert "/dao/" in accountant.content.decode()
    assert "/dao/" not in officer.content.decode()
    columns = zip(*(dict(cells).values() for _line, cells in officer.context["sums"]), strict=True)
    assert [sum(column) for column in columns] == [amount for _bucket, amount in officer.context["totals"]]
    assert all(amount or name == "Đã giao, còn được bố trí" for name, amount in officer.context["totals"])


def test_page_of_payments_leads_to_the_statements(world):
    assert reverse("programme:view_statements") in page(world, "ketoan", "view_payments").content.decode()


def test_screen_of_proposing_begins_with_what_is_usual_after_acceptance(world):
    Project.objects.filter(pk=world.project.pk).update(accepted=100, accepted_on=date(2026, 3, 1), state="accepted")

    answer = page(world, "chuyenvien", "propose_payment", world.project.pk)

    assert answer.context["form"].initial == {"kind": "pay", "amount": "100"}
    post(world, order(world, Kind.ADVANCE, 40, approved_by=world.cast.giamdoc))
    answer = page(world, "chuyenvien", "propose_payment", world.project.pk)
    assert answer.context["form"].initial == {"kind": "clear", "amount": "40"}
