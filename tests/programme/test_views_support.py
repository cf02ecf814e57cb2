"""The calculator of support on the screen."""

import pytest
from django.urls import reverse

from khuyencong.kernel.money import Money
from khuyencong.programme.models import Machine, Project
from khuyencong.programme.rules.buckets import Kind
from tests.factories.programme import make_project
from tests.programme.ledger_world import make_plan_world
from tests.programme.test_command_check_support import laid_over
from tests.programme.test_evidence_support import CODE, make_pair

CALCULATOR = "/de-an/tinh-muc-ho-tro/"
QUESTION = {"ngay": "01/03/2026", "noi_dung": "machinery", "nguon": "national", "chi_phi": "700 triệu"}


def asked(cast, username="chuyenvien", **changed):
    return cast.client(username).get(reverse("programme:view_support_calculator"), QUESTION | changed)


def text_of(response):
    return " ".join(response.content.decode().split())


def test_the_page_opens_with_an_empty_question(cast):
    response = cast.client("chuyenvien").get(reverse("programme:view_support_calculator"))

    assert response.status_code == 200
    assert response.context["form"]["nguon"].value() == "local"
    assert "found" not in response.context


def test_a_question_in_the_address_is_answered_with_every_bound(cast):
    response = asked(cast, de_nghi="1 tỷ", so_luong="2", so_may="A1, B2")

    page = text_of(response)
    assert response.context["found"].limit.dong == 350_000_000
    assert [row["label"] for row in response.context["bounds"] if row["decides"]] == ["Tỷ lệ trên chi phí hợp lệ"]
    assert "350.000.000 đồng" in page
    assert "8.750.000 đồng" in page
    assert "TT 28/2018/TT-BTC, Điều 8 khoản 4" in page
    assert "Đã đọc trong văn bản" in page


def test_tax_that_is_deducted_is_left_out(cast):
    assert asked(cast, chi_phi="400 triệu", thue="40 triệu").context["cost"].dong == 440_000_000
    assert asked(cast, chi_phi="400 triệu", thue="40 triệu", khau_tru="on").context["cost"].dong == 400_000_000


def test_a_bound_nobody_has_read_is_marked(cast):
    page = text_of(asked(cast, noi_dung="trademark", chi_phi="90 triệu"))

    assert "Có giới hạn chưa chắc chắn" in page
    assert "Chưa chắc, cần xác minh" in page


def test_the_office_of_the_reader_brings_its_own_level(cast, now):
    laid_over(cast, now)

    found = asked(cast, nguon="local").context["found"]

    assert (found.limit.dong, found.level.certainty) == (150_000_000, "local")


def test_double_support_of_the_firm_is_told_beside_the_limit(cast):
    make_pair(cast)
    page = text_of(asked(cast, ma_so_thue=CODE))

    assert "đã được hỗ trợ cùng nội dung ở đề án QG-2019-01, năm 2019." in page
    assert "300.000.000 đồng" in page


def test_nothing_found_is_said_and_not_looked_is_not(cast):
    assert "Không thấy đề án nào khác" in text_of(asked(cast, so_may="A1, B2"))
    assert "Dò hỗ trợ trùng" not in text_of(asked(cast))


def test_a_tax_code_that_is_none_is_told_in_the_form(cast):
    response = asked(cast, ma_so_thue="12345")

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["ma_so_thue"]


def test_a_project_brings_its_own_question(cast, now):
    world = make_plan_world(cast, now)
    project = world.project
    Project.objects.filter(pk=project.pk).update(eligible_cost=Money(600), asked=Money(300))
    world.insert(Kind.ASSIGN, 1_000)
    world.insert(Kind.RESERVE, 400)
    world.insert(Kind.CONTRACT, 150)
    Machine.objects.create(project=project, name="Máy sấy", serial="SN-1")

    start = cast.client("chuyenvien").get(CALCULATOR, {"de_an": project.pk}).context["form"]

    assert (start["noi_dung"].value(), start["nguon"].value(), start["so_may"].value()) == (
        "machinery",
        "local",
        "SN-1",
    )
    assert start["ngay"].value() == f"{project.approved_on:%d/%m/%Y}"
    assert [start[name].value() for name in ("chi_phi", "de_nghi", "con_lai")] == ["600", "300", "850"]


def test_a_project_without_a_line_has_no_money_yet(cast):
    project = make_project(cast)

    start = cast.client("chuyenvien").get(CALCULATOR, {"de_an": project.pk}).context["form"]

    assert start["con_lai"].value() is None


def test_a_project_is_not_a_finding_against_itself(cast):
    project, _old = make_pair(cast)

    page = text_of(asked(cast, de_an=project.pk, ma_so_thue=CODE))

    assert "Tính cho đề án" in page
    assert "QG-2019-01, năm 2019." in page
    assert "đề án DA-2026-01, năm" not in page


def test_a_project_that_the_reader_does_not_see_is_not_there(cast):
    assert asked(cast, de_an=77).status_code == 404
    assert asked(cast, de_an="x").status_code == 404


def test_what_cannot_be_reckoned_says_why_and_where_to_go(cast):
    response = asked(cast, nguon="local")

    assert response.status_code == 200
    assert "NQ 11/2025/NQ-HĐND" in text_of(response)
    assert "Chưa tính được" in text_of(response)


def test_wrong_amounts_and_days_are_told_in_the_form(cast):
    response = asked(cast, chi_phi="-5", ngay="31/02/2026", so_luong="0")

    assert response.status_code == 422
    assert sorted(response.context["form"].errors) == ["chi_phi", "ngay", "so_luong"]


def test_a_day_before_every_decree_has_no_contents(cast):
    response = asked(cast, ngay="01/01/2010")

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["noi_dung"]


@pytest.mark.parametrize(
    ("username", "status"), [("kiemtoan", 200), ("ketoan", 200), ("coso", 403), ("giamkhao01", 403)]
)
def test_only_those_who_may_check_support_see_it(cast, username, status):
    assert asked(cast, username).status_code == status
