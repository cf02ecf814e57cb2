"""Looking for double support over all offices of the tree, and who may let it pass."""

import json
from datetime import date

import pytest
from django.core.management import call_command
from django.template.loader import render_to_string

from khuyencong.kernel.refusal import Refusal
from khuyencong.programme.actions.evidence.checks import record_support_check
from khuyencong.programme.models import Machine, SupportCheck
from khuyencong.programme.queries.evidence.support_checks import unlooked_findings
from khuyencong.programme.queries.evidence.support_history import findings_of, support_history
from khuyencong.programme.rules.evidence.double_support import findings_key
from khuyencong.programme.views.evidence.checks import support_part
from tests.factories.programme import make_line, make_plan, make_project
from tests.factories.registry import make_establishment

CODE = "1500202535"


def make_pair(cast, **changed):
    """Make a project of this year, and one of 2019 by another office of the tree that supported the same."""
    past = make_establishment(cast.office("sct-vinh-long"), "Cơ sở Mẫu Cũ", tax_code=CODE)
    line = make_line(make_plan(cast, year=2019, office="sct-vinh-long"), stream="national")
    old = make_project(
        cast, line=line, code="QG-2019-01", state="closed", establishment=past, office=cast.office("sct-vinh-long"),
        **changed,
    )  # fmt: skip  # one row
    maker = make_establishment(cast.office("ttkc-vinh-long"), "Công ty Mẫu Mới", tax_code=CODE)
    return make_project(cast, code="DA-2026-01", state="registered", establishment=maker), old


def look(cast, project, now, actor=None, **changed):
    facts = {"stage": "appraisal", "is_allowed": True, "reason": "Máy khác công đoạn, đã xem hồ sơ", "at": now}
    facts |= {"seen": findings_key(findings_of(project, serials=changed.get("serials", ()))), **changed}
    return record_support_check(actor=actor or cast.chuyenvien, project=project, **facts)


def test_same_tax_code_is_found_in_another_office_year_and_stream(cast):
    project, _old = make_pair(cast)

    found = findings_of(project)

    assert [(one.project, one.code, one.strength.value) for one in found] == [("QG-2019-01", "same_content", "certain")]
    assert found[0].why == ("Cơ sở này (cùng mã số thuế) đã được hỗ trợ cùng nội dung ở đề án QG-2019-01, năm 2019.")


@pytest.mark.parametrize("state", ["rejected", "withdrawn"])
def test_projects_that_came_to_nothing_are_no_support(cast, state):
    project, _old = make_pair(
        cast,
    )
    _old.state, _old.ended_reason = state, "Không thực hiện"
    _old.save(update_fields=["state", "ended_reason"])

    assert findings_of(project) == []


def test_merged_rows_are_one_firm(cast):
    first = make_establishment(cast.office(), "Cơ sở Mẫu A")
    second = make_establishment(cast.office(), "Xưởng Mẫu B")
    first.state, first.merged_into = "merged", second
    first.save(update_fields=["state", "merged_into"])
    line = make_line(make_plan(cast, year=2024))
    make_project(cast, line=line, code="DA-2024", state="closed", establishment=first)

    found = findings_of(make_project(cast, establishment=second))

    assert [(one.project, one.strength.value) for one in found] == [("DA-2024", "certain")]


def test_another_province_is_not_searched(cast):
    project, old = make_pair(cast)
    neighbour = cast.office("sct-tinh-ben")
    old.office = neighbour
    old.save(update_fields=["office"])

    assert findings_of(project) == []


def test_serial_is_found_whoever_supported_it_and_written_alike_by_every_writer(cast):
    project, old = make_pair(cast, content="trademark")
    Machine.objects.bulk_create([Machine(project=old, name="Máy sấy", model="MS-5", serial="sn 0012-a")])

    found = support_history(serials=["SN0012A"], content="machinery", office=project.office)

    assert [(one.project, one.code) for one in found] == [("QG-2019-01", "same_serial")]
    assert Machine.objects.get().machine_key == "MS5/may say"


def test_number_of_queries_does_not_grow_with_the_past(cast, django_assert_num_queries):
    project, old = make_pair(cast)
    Machine.objects.create(project=old, name="Máy", model="M1")
    Machine.objects.create(project=project, name="Máy", model="M1", is_planned=True)
    for number in range(5):
        make_project(
            cast, line=old.line, code=f"QG-2019-1{number}", state="closed", establishment=old.establishment,
            office=old.office,
        )  # fmt: skip  # one row
    project = type(project).objects.select_related("office", "establishment").get(pk=project.pk)

    with django_assert_num_queries(6):
        found = findings_of(project)

    assert len(found) == 7


def test_record_support_check_lets_a_project_pass_until_something_new_is_found(cast, now):
    project, old = make_pair(cast)
    assert unlooked_findings(project, "appraisal").code == "programme.double_support_unlooked"

    kept = look(cast, project, now)

    assert (kept.looked_by, kept.findings[0]["code"], kept.stage) == (cast.chuyenvien, "same_content", "appraisal")
    assert unlooked_findings(project, "contract") is None
    make_project(
        cast, line=old.line, code="QG-2019-02", state="closed", establishment=old.establishment, office=old.office
    )
    assert "QG-2019-01" in str(unlooked_findings(project, "payment"))


def test_record_support_check_that_forbids_stops_the_project(cast, now):
    project, _old = make_pair(cast)

    look(cast, project, now, is_allowed=False, reason="Cùng máy, cùng cơ sở")

    refused = unlooked_findings(project, "contract")
    assert (refused.code, "Cùng máy" in str(refused)) == ("programme.double_support_refused", True)


def test_record_support_check_without_a_reason_is_refused(cast, now):
    project, _old = make_pair(cast)

    with pytest.raises(Refusal) as told:
        look(cast, project, now, reason=" ok ")

    assert told.value.code == "programme.support_reason_missing"
    assert not SupportCheck.objects.exists()


def test_record_support_check_of_a_page_that_grew_old_is_refused(cast, now):
    project, _old = make_pair(cast)

    with pytest.raises(Refusal) as told:
        look(cast, project, now, seen="")

    assert told.value.code == "programme.findings_changed"


def test_record_support_check_is_not_for_applicants(cast, now):
    project, _old = make_pair(cast)
    project.establishment.applicant = cast.coso
    project.establishment.save(update_fields=["applicant"])

    with pytest.raises(Refusal):
        look(cast, project, now, actor=cast.coso)
    assert unlooked_findings(project, "application", cast.coso) is None
    assert unlooked_findings(project, "application", cast.chuyenvien) is not None


def test_check_support_command_tells_findings(cast, capsys):
    _project, _old = make_pair(cast)

    call_command(
        "check_support", content="machinery", stream="national", eligible_cost="600000000", on=date(2026, 3, 1),
        tax_code=CODE, json=True,
    )  # fmt: skip  # one call

    told = json.loads(capsys.readouterr().out)["findings"]
    assert [one["project"] for one in told] == ["DA-2026-01", "QG-2019-01"]
    assert set(told[0]) == {"project", "why"}


def test_page_of_findings_shows_them_and_takes_a_look(cast):
    project, _old = make_pair(cast)
    client, address = cast.client("chuyenvien"), f"/de-an/{project.pk}/ho-tro-trung/"

    page = client.get(address, {"so_may": "SN 1, SN 2"})
    assert page.status_code == 200
    assert "QG-2019-01" in page.content.decode()
    seen = page.context["form"].initial["seen"]
    facts = {"stage": "appraisal", "is_allowed": "yes", "seen": seen, "so_may": "SN 1, SN 2"}
    assert client.post(f"{address}ket-luan/", {**facts, "reason": ""}).status_code == 422
    kept = client.post(f"{address}ket-luan/", {**facts, "reason": "Máy khác công đoạn, đã xem hồ sơ"})

    assert (kept.status_code, SupportCheck.objects.get().looked_by) == (302, cast.chuyenvien)
    assert "Máy khác công đoạn" in client.get(address).content.decode()


def test_page_of_findings_is_not_for_applicants(cast):
    project, _old = make_pair(cast)

    assert cast.client("coso").get(f"/de-an/{project.pk}/ho-tro-trung/").status_code == 403


def test_part_on_the_project_page_tells_that_nobody_looked(cast, rf):
    project, _old = make_pair(cast)
    request = rf.get("/")
    request.user = cast.chuyenvien

    drawn = render_to_string(
        "programme/_double_support.html", {"project": project, **support_part(request, project).facts}
    )

    assert "Chưa ai xem những dấu hiệu này" in drawn
    request.user = cast.coso
    assert support_part(request, project) is None
