"""Everything that open data tells of, one thing of each kind, with what must never be told beside it."""

from dataclasses import dataclass
from datetime import date

from khuyencong.kernel.money import Money
from khuyencong.programme.models import Project
from khuyencong.registry.models import Establishment, Product
from khuyencong.selection.models import Round
from tests.factories.portal import make_award, publish
from tests.factories.programme import make_line, make_plan, make_programme, make_project
from tests.factories.registry import make_establishment, make_product
from tests.factories.selection import make_dossier, make_round

NUMBER, PHONE, PERSON, STREET = "087190001234", "0987654321", "Đặng Thị Bí Mật", "ấp Kín Đáo"


@dataclass
class OpenWorld:
    """The things by their kinds."""

    cast: object
    household: Establishment
    firm: Establishment
    product: Product
    round: Round
    project: Project


def make_open_world(cast, at, rows=1):
    """Make a household with an award and a supported project, a firm with a project, a published round, a plan."""
    office = cast.office()
    household = make_establishment(
        office, "Hộ kinh doanh Chiếu Lác Mẫu", form="household", tax_code=NUMBER, phone=PHONE, representative=PERSON,
        address=STREET, place="29713", applicant=cast.coso,
    )  # fmt: skip  # one row
    firm = make_establishment(office, "Công ty TNHH Mẫu Dừa", form="limited_company", tax_code="0100109106")
    round_ = make_round(cast, at, code="2025-TINH", name="Bình chọn cấp tỉnh năm 2025", year=2025)
    for number in range(1, rows + 1):
        product = make_product(household, f"Chiếu lác {number}", group="A", description=f"Gọi {PHONE}")
        make_dossier(cast, round_, at, code=f"A{number:02}", maker=household, product=product)
        make_award(cast, product, at)
    publish(cast, round_, at, [f"A{number:02}" for number in range(1, rows + 1)])
    project = _money(cast, household, firm, rows)
    return OpenWorld(cast, household, firm, product, round_, project)


def _money(cast, household, firm, rows):
    programme = make_programme(cast)
    programme.money.create(source="local", year=2026, amount=Money(5_000_000_000))
    programme.targets.create(contents="machinery", indicator="machines", label="Máy", unit="máy", low=3, high=4)
    plan = make_plan(cast, programme=programme)
    line = make_line(plan)
    paid = {"line": line, "state": "contracted", "contracted": Money(200_000_000), "officer": cast.chuyenvien}
    make_project(cast, code="DA-FIRM", establishment=firm, **paid)
    make_project(cast, code="DA-DRAFT", establishment=household, name="Đề án đang soạn")
    for number in range(1, rows + 1):
        code, ends = f"DA-HO-{number}", date(2026, 12, 1)
        project = make_project(cast, code=code, establishment=household, summary=f"Hỏi {PHONE}", ends_on=ends, **paid)
    return project
