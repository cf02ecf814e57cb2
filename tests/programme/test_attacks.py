"""Ways by which somebody might spend what is not there, twice, or past a second person; each is closed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from PIL.TiffImagePlugin import IFDRational

from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.programme.actions.payments import PaymentMade
from khuyencong.programme.actions.plans.money import AssignmentFacts, Paper, assign_money, move_money
from khuyencong.programme.adapters.pictures import read_picture
from khuyencong.programme.models import Assignment, PaymentOrder, Plan, PlanLine, Project, Transfer
from khuyencong.programme.rules.buckets import Bucket, Kind
from khuyencong.programme.rules.evidence.invoices import invoice_key
from khuyencong.programme.rules.evidence.serials import serial_key
from tests.factories.pictures import drawn, jpeg
from tests.factories.programme import make_line, make_plan
from tests.factories.registry import make_establishment
from tests.programme.ledger_world import make_plan_world, make_project
from tests.programme.test_ledger_actions import codes as refused_codes
from tests.programme.test_ledger_actions import contracted, order, post
from tests.programme.test_ledger_guards import sign, undo
from tests.programme.test_payments import approve, codes, propose, record

AT = datetime(2026, 2, 1, 2, 0, tzinfo=UTC)


@pytest.fixture
def world(cast, now):
    return make_plan_world(cast, now)


@pytest.fixture
def plan(cast):
    made = make_plan(cast)
    for code in ("L01", "L02"):
        make_line(made, code=code, support=1000)
    return made


def split(**parts):
    money = {code: Money(amount) for code, amount in parts.items()}
    return AssignmentFacts(UUID(int=1), "local", "1/QĐ-UBND", date(2026, 1, 15), money)


@pytest.mark.parametrize(
    "again",
    [
        split(L01=100, L02=400),
        replace(split(L01=400, L02=100), decision_number="2/QĐ-UBND"),
        replace(split(L01=400, L02=100), decision_on=date(2026, 1, 16)),
    ],
)
def test_round_sent_again_after_the_back_button_says_that_it_stands_otherwise(cast, plan, again):
    assign_money(actor=cast.ketoan, plan=plan, facts=split(L01=400, L02=100), at=AT)

    with pytest.raises(Refusal) as no:
        assign_money(actor=cast.ketoan, plan=plan, facts=again, at=AT)

    assert no.value.code == "programme.id_with_other_content"
    assert Assignment.objects.count() == 1


def test_move_clicked_twice_is_told_as_done_though_the_line_is_full_now(cast, plan):
    assign_money(actor=cast.ketoan, plan=plan, facts=split(L01=900, L02=200), at=AT)
    lines = {line.code: line for line in plan.lines.all()}
    paper = Paper(uuid4(), date(2026, 1, 20), "2/QĐ-STC")

    for _click in range(2):
        move_money(
            actor=cast.ketoan, line=lines["L01"], to_line=lines["L02"], amount=Money(800), paper=paper, at=AT
        )  # fmt: skip  # one call

    assert Transfer.objects.filter(kind="move").count() == 1


def test_advance_beyond_the_rate_is_not_made_by_undoing_a_return(world):
    contracted(world)
    sign(world, 30)
    post(world, order(world, Kind.ADVANCE, 150))
    back = order(world, Kind.RETURN_ADVANCE, 150)
    post(world, back)
    post(world, order(world, Kind.ADVANCE, 150))
    again = order(
        world, Kind.REVERSE, 150, project=world.project, reverses=back.id, approved_by=world.cast.giamdoc
    )  # fmt: skip  # one call

    assert refused_codes(world, again) == ["programme.advance_over_rate"]


def test_advance_beyond_the_rate_is_not_made_by_undoing_a_return_in_sql(world):
    sign(world, 30)
    world.chain(Bucket.CONTRACTED, 500)
    world.insert(Kind.ADVANCE, 150)
    back = world.insert(Kind.RETURN_ADVANCE, 150)
    world.insert(Kind.ADVANCE, 150)

    with pytest.raises(IntegrityError, match="advance over rate"):
        undo(world, back)


def test_return_that_was_a_mistake_is_undone_within_the_rate(world):
    contracted(world)
    sign(world, 30)
    post(world, order(world, Kind.ADVANCE, 150))
    back = order(world, Kind.RETURN_ADVANCE, 150)
    post(world, back)

    post(world, order(world, Kind.REVERSE, 150, reverses=back.id, approved_by=world.cast.giamdoc))

    assert Transfer.objects.filter(reverses=back.id).count() == 1


def test_payment_is_not_recorded_on_a_day_to_come(world):
    contracted(world)
    one = approve(world, propose(world))
    tomorrow = PaymentMade(uuid4(), world.at.date() + timedelta(days=1), "UNC 15")

    assert codes(lambda: record(world, one, tomorrow)) == ["programme.paid_in_future"]


def test_double_support_found_after_the_proposal_stops_approval_and_payment(world, cast):
    contracted(world)
    waiting, approved = propose(world), approve(world, propose(world))
    maker = make_establishment(cast.office("ttkc-vinh-long"))
    make_project(world, "KC-9", establishment=maker)
    Project.objects.filter(pk=world.project.pk).update(establishment=maker)

    assert codes(lambda: approve(world, PaymentOrder.objects.get(pk=waiting.pk))) == [
        "programme.double_support_unlooked"
    ]
    assert codes(lambda: record(world, PaymentOrder.objects.get(pk=approved.pk))) == [
        "programme.double_support_unlooked"
    ]


def test_both_orders_for_the_same_money_are_not_paid(world):
    contracted(world)
    first, second = (approve(world, propose(world)) for _browser in range(2))
    Project.objects.filter(pk=world.project.pk).update(accepted=Money(100))
    record(world, first)

    with pytest.raises(Refusals):
        record(world, PaymentOrder.objects.get(pk=second.pk))

    assert Transfer.objects.filter(kind="pay").count() == 1


@pytest.mark.parametrize("disguised", ["1C26T\u0410\u0410", "\uff11C26TAA", "1c26t\u00e2a", "1C26\u200bTAA"])
def test_invoice_disguised_by_letters_that_look_alike_is_the_same_invoice(disguised):
    assert invoice_key(disguised, "00000123") == invoice_key("1C26TAA", "123")


@pytest.mark.parametrize("number", ["0000 0123", "0000.0123", "\uff11\uff12\uff13", "\u0661\u0662\u0663", "12\u200b3"])
def test_invoice_number_typed_in_groups_or_in_other_digits_is_the_same_number(number):
    assert invoice_key("1C26TAA", number) == invoice_key("1C26TAA", "123")


@pytest.mark.parametrize("disguised", ["\uff33\uff2e\uff10\uff10\uff11", "S\u039d001", "\u0405N-001", "sn\u200b 001"])
def test_serial_disguised_by_letters_that_look_alike_is_the_same_machine(disguised):
    assert serial_key(disguised) == serial_key("SN-001")


def test_photograph_of_a_phone_without_a_fix_is_taken_without_its_place():
    nowhere = jpeg(drawn(1), place=((IFDRational(0, 0),) * 3, (IFDRational(0, 0),) * 3))

    told = read_picture(nowhere)

    assert told is not None
    assert (told.latitude, told.longitude) == (None, None)


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 30, "٣", "²", "-1", ""])
@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/de-an/", "nam"),
        ("/de-an/", "can-bo"),
        ("/de-an/bang/", "nam"),
        ("/de-an/moi/", "co-so"),
        ("/de-an/tinh-muc-ho-tro/", "de_an"),
        ("/lich/", "nam"),
    ],
)
def test_number_in_an_address_that_is_none_of_ours_is_no_error(cast, path, name, number):
    assert cast.client("chuyenvien").get(path, {name: number}).status_code in {200, 404}


def test_numbers_sent_by_hand_that_are_none_of_ours_choose_nothing(cast):
    for who, path in (("chuyenvien", "/de-an/dang-ky/"), ("giamdoc", "/de-an/phe-duyet/")):
        assert cast.client(who).post(path, {"project": ["9" * 5000, "9" * 30]}).status_code in {302, 422}


@pytest.mark.parametrize("path", ["/de-an/?nguon=a%00b", "/de-nghi-chi/?loai=%00", "/ke-hoach/?trang=%00"])
def test_sign_that_no_database_holds_is_refused_in_an_address(cast, path):
    assert cast.client("chuyenvien").get(path).status_code == 409


def test_sign_that_no_database_holds_is_refused_in_a_field_without_a_form(world):
    contracted(world)
    one = propose(world)

    told = world.cast.client("giamdoc").post(f"/de-nghi-chi/{one.pk}/khong-duyet/", {"reason": "chưa\x00đủ"})

    assert told.status_code == 409
    assert PaymentOrder.objects.get(pk=one.pk).state == "proposed"


def test_lock_of_a_year_is_not_gone_around_by_moving_the_line_or_the_year(world, now):
    Plan.objects.filter(pk=world.plan.pk).update(locked_at=now, locked_by=world.cast.giamdoc)
    other = Plan.objects.create(office=world.plan.office, year=2027, name="Kế hoạch khuyến công năm 2027")

    for rows, change in (
        (PlanLine.objects.filter(pk=world.line.pk), {"plan": other}),
        (Plan.objects.filter(pk=world.plan.pk), {"year": 2030}),
        (Plan.objects.filter(pk=world.plan.pk), {"office": world.cast.office("sct-tinh-ben")}),
    ):
        with pytest.raises(IntegrityError, match="ledger"), transaction.atomic():
            rows.update(**change)
