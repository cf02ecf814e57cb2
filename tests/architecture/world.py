"""A small world with one thing of each kind, so that every address can be visited."""

import io
import re
from dataclasses import dataclass, field
from datetime import date
from uuid import uuid4

from django.db import connection, models
from django.urls import reverse
from PIL import Image

from khuyencong.accounts.models import Grant
from khuyencong.documents.actions import attach_file
from khuyencong.kernel.money import Money
from khuyencong.programme.actions.ledger import TransferOrder, post_transfers
from khuyencong.programme.models import Contract, Invoice, PaymentOrder, Plan, Statement, StatementLine
from khuyencong.programme.rules.buckets import Kind
from khuyencong.registry.actions import merge_establishments
from khuyencong.selection.actions.council import MemberFacts, name_council_member
from khuyencong.selection.actions.issuing import issue_one, recognised_dossiers
from khuyencong.selection.actions.jury import declare_interest
from khuyencong.selection.actions.rounds import publish_results
from khuyencong.selection.actions.scoring import start_scoring
from khuyencong.workbooks.actions import check_import, importer_of
from tests.cast import make_cast
from tests.factories.decided import make_decided
from tests.factories.office_workbooks import entries
from tests.factories.programme import make_line, make_plan, make_programme, make_project
from tests.factories.registry import make_establishment
from tests.factories.registry import make_product as make_registered_product
from tests.factories.rulebook import proposed
from tests.factories.selection import enter, make_dossier, make_jury, make_round

PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
WRITING = re.compile(
    r"^\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER|DROP|TRUNCATE)\b[^\"]*\"(?P<table>\w+)\"", re.IGNORECASE
)
MAY_BE_WRITTEN = {"django_session"}
"""Reading keeps a session alive: the one thing that a GET may note."""


@dataclass(frozen=True)
class Spot:
    """Addresses that begin with a word: the values of their parameters, and the thing that decides who may come."""

    beginning: str
    values: dict[str, object]
    thing: models.Model | None = None

    def fits(self, route):
        """Tell whether it knows every parameter of the route; of a regular expression, the first."""
        names = [found["name"] for found in PARAMETER.finditer(route)]
        asked = names[:1] if route.startswith("^") else names
        return route.startswith(self.beginning) and set(asked) <= self.values.keys()


@dataclass
class World:
    """The cast, and what stands behind each parameter."""

    cast: object
    spots: list[Spot] = field(default_factory=list)

    def spot(self, route):
        """Return the spot with the longest beginning that fits, or None."""
        return max((one for one in self.spots if one.fits(route)), key=lambda one: len(one.beginning), default=None)

    def path(self, route, name):
        """Return the address with its parameters filled."""
        names = {found["name"] for found in PARAMETER.finditer(route)}
        values = self.spot(route).values if names else {}
        return reverse(name, kwargs={one: values[one] for one in names & values.keys()})

    def thing(self, route):
        """Return the thing that decides, or None where no parameter names one."""
        return self.spot(route).thing if PARAMETER.search(route) else None


def make_world(at):
    """Make the world."""
    cast = make_cast()
    world = World(cast)
    _people(world, cast)
    _norms(world, cast, at)
    dossier = _scoring_round(world, cast, at)
    _files(world, cast, dossier, at)
    _registry(world, cast, dossier, at)
    _imports(world, cast, at)
    _results(world, cast, at)
    _plans(world, cast)
    _projects(world, cast, dossier.establishment, at)
    return world


def _people(world, cast):
    subject = cast.chuyenvien
    grant = Grant.objects.get(person=subject)
    world.spots.append(Spot("nguoi-dung/", {"person_id": subject.pk, "grant_id": grant.pk}, subject))


def _norms(world, cast, at):
    norm = proposed(cast, at)
    world.spots.append(Spot("xuat-bang/", {"key": "0" * 32}))
    world.spots.append(Spot("quy-dinh/", {"key": "selection.threshold_points"}))
    world.spots.append(Spot("quy-dinh/de-xuat/", {"norm_id": norm.pk}, norm))


def _scoring_round(world, cast, at):
    """Make a round in scoring whose first dossier is of the cast's applicant and open to the first juror."""
    round_ = make_round(cast, at)
    maker = make_establishment(cast.office(), "Cơ sở của Huỳnh Cơ Sở", applicant=cast.coso)
    product = make_registered_product(maker, "Chiếu lác dệt tay", group="A")
    dossier = make_dossier(cast, round_, at, code="A01", maker=maker, product=product)
    make_dossier(cast, round_, at, code="B01", group="B")
    jury = make_jury(cast, round_, at, 3)
    start_scoring(actor=cast.thuky, round_=round_, at=at, with_unchecked=True)
    declare_interest(actor=cast.giamkhao01, juror=jury[0], dossier=dossier, has_conflict=False, reason="", at=at)
    card = enter(cast, jury[1], dossier, at)
    facts = MemberFacts(name="Ủy Viên Mẫu", title="Ủy viên", role="member")
    member = name_council_member(actor=cast.thuky, round_=round_, facts=facts, at=at)
    world.spots += [
        Spot("ky-binh-chon/", {"round_id": round_.pk}, round_),
        Spot("ho-so/", {"dossier_id": dossier.pk, "attachment_id": _attach_photo(cast, dossier, at).pk}, dossier),
        Spot("cham-diem/", {"dossier_id": dossier.pk}, dossier),
        Spot("giam-khao/", {"juror_id": jury[0].pk, "dossier_id": dossier.pk}, jury[0]),
        Spot("phieu-cham/", {"scorecard_id": card.pk}, card),
        Spot("hoi-dong/", {"member_id": member.pk}, member),
    ]
    return dossier


def _files(world, cast, dossier, at):
    world.spots.append(Spot("tep/", {"pk": _attach_photo(cast, dossier, at).file_id}, dossier))


def _attach_photo(cast, owner, at, by=None):
    picture = io.BytesIO()
    Image.new("RGB", (640, 480), (30, 120, 60)).save(picture, "JPEG")
    return attach_file(
        actor=by or cast.thuky,
        owner=owner,
        data=picture.getvalue(),
        name="anh.jpg",
        purpose="photo",
        kind="photo",
        office=cast.office(),
        at=at,
    )  # fmt: skip - one call


def _registry(world, cast, dossier, at):
    """Point at the applicant's establishment and product, with a file each and a merge that can be undone."""
    maker, product = dossier.establishment, dossier.product
    gone, other = (make_establishment(cast.office(), f"Cơ sở trùng {number}", applicant=cast.coso) for number in (1, 2))
    merge = merge_establishments(actor=cast.thuky, survivor=maker, merged=gone, reason="Trùng", at=at)
    papers = {"attachment_id": _attach_photo(cast, maker, at).pk, "other_id": other.pk}
    world.spots.append(Spot("co-so/", {"establishment_id": maker.pk, **papers}, maker))
    world.spots.append(Spot("co-so/lan-gop/", {"merge_id": merge.pk}, merge))
    photo = _attach_photo(cast, product, at)
    world.spots.append(Spot("san-pham/", {"product_id": product.pk, "attachment_id": photo.pk}, product))


def _imports(world, cast, at):
    round_ = make_round(cast, at, code="2027-TINH", name="Bình chọn cấp tỉnh năm 2027", year=2027)
    run = check_import(
        actor=cast.thuky,
        importer=importer_of("selection.entries"),
        target=round_,
        data=entries(4),
        name="ds.xlsx",
        at=at,
    )
    world.spots.append(Spot("nhap-bang/", {"run": run.pk}, run))
    world.spots.append(Spot("nhap-bang/moi/", {"importer": "selection.entries", "target": round_.pk}, round_))


def _results(world, cast, at):
    """Make a published round whose first product holds a certificate and has a photograph."""
    round_, _dossiers = make_decided(cast, at, code="2025-TINH", name="Bình chọn cấp tỉnh năm 2025")
    publish_results(actor=cast.thuky, round_=round_, at=at)
    dossier = recognised_dossiers(round_)[0]
    certificate = issue_one(actor=cast.thuky, dossier=dossier, at=at)
    photo = _attach_photo(cast, dossier.product, at)
    world.spots.append(Spot("ket-qua/", {"code": round_.code}))
    world.spots.append(Spot("san-pham-tieu-bieu/", {"product_id": dossier.product_id, "photo_id": photo.pk}))
    world.spots += [
        Spot("k/", {"code": certificate.code}),
        Spot("<scan:way>/", {"way": "K", "code": certificate.code, "token": "0"}),
        Spot("giay-chung-nhan/", {"pk": certificate.pk}, certificate),
        Spot("giay-chung-nhan/ghi-nhan/", {"product_id": dossier.product_id}, dossier.product),
    ]


def _plans(world, cast):
    """Make a programme and a plan of it with one line."""
    programme = make_programme(cast)
    plan = make_plan(cast, programme=programme)
    make_line(plan)
    version = plan.versions.get()
    world.spots.append(Spot("chuong-trinh/", {"programme_id": programme.pk}, programme))
    world.spots.append(Spot("ke-hoach/", {"plan_id": plan.pk, "version_id": version.pk}, plan))
    _money(world, cast, plan)


def _money(world, cast, plan):
    """Make a project that asks for money, and one transfer."""
    line, at = plan.lines.get(), plan.versions.get().created_at
    project = make_project(cast, line=line, code="DA-TIEN", state="running")
    payment = PaymentOrder.objects.create(
        project=project, kind="pay", amount=Money(1), proposed_by=cast.chuyenvien, proposed_at=at
    )
    assign = TransferOrder(id=uuid4(), line=line, kind=Kind.ASSIGN, amount=Money(9), on=at.date(), paper="QĐ 1")
    post_transfers(actor=cast.ketoan, orders=[assign], at=at)
    world.spots += [
        Spot("de-nghi-chi/", {"payment_id": payment.pk}, payment),
        Spot("so-kinh-phi/", {"plan_id": plan.pk}, plan),
        Spot("but-toan/", {"transfer_id": assign.id}, plan),
    ]


def _projects(world, cast, maker, at):
    """Make a contracted project of the applicant's establishment, on a line of the plan, with a file."""
    line = make_line(Plan.objects.get(), code="L02")
    project = make_project(
        cast, line=line, state="contracted", establishment=maker, contracted=Money(200_000_000), officer=cast.chuyenvien
    )
    Contract.objects.create(
        project=project,
        number="05/HĐ",
        signed_on=at.date(),
        amount=Money(200_000_000),
        ends_on=date(2026, 12, 20),
        recorded_at=at,
        recorded_by=cast.chuyenvien,
    )  # fmt: skip - one row
    photo = _attach_photo(cast, project, at, by=cast.chuyenvien)
    values = {"project_id": project.pk, "attachment_id": photo.pk, "table": "machine"}
    world.spots.append(Spot("de-an/", values, project))
    world.spots.append(Spot("lich/", {"secret": "0" * 40}))
    _evidence(world, cast, project, at)


def _evidence(world, cast, project, at):
    """Make an invoice of the project, and a statement with one line."""
    invoice = Invoice.objects.create(
        project=project,
        number="1",
        number_key="/1",
        seller="Người bán mẫu",
        seller_tax_code="0100109106",
        issued_on=at.date(),
        before_vat=Money(1),
        recorded_by=cast.ketoan,
        recorded_at=at,
    )  # fmt: skip - one row
    statement = Statement.objects.create(
        office=project.office, name="Sao kê mẫu", taken_in_at=at, taken_in_by=cast.ketoan
    )
    line = StatementLine.objects.create(statement=statement, row=2, happened_on=at.date(), outgoing=Money(1))
    world.spots += [
        Spot("de-an/hoa-don/", {"invoice_id": invoice.pk}, invoice),
        Spot("sao-ke/", {"statement_id": statement.pk, "line_id": line.pk}, statement),
    ]


class Writes:
    """Notes the tables that are written while it is installed."""

    def __init__(self):
        self.tables = []

    def __call__(self, execute, sql, params, many, context):
        if (found := WRITING.match(sql)) and found["table"] not in MAY_BE_WRITTEN:
            self.tables.append(found["table"])
        return execute(sql, params, many, context)

    def __enter__(self):
        self._installed = connection.execute_wrapper(self)
        self._installed.__enter__()
        return self

    def __exit__(self, *problem):
        return self._installed.__exit__(*problem)
