"""Screens of projects: the list, the board, the page, and the way from application to contract as people click it."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from khuyencong.kernel.money import Money
from khuyencong.programme.models import Project, Transfer
from tests.factories.programme import make_line, make_project
from tests.factories.registry import make_establishment
from tests.programme.project_world import assign, make_project_world


@pytest.fixture
def world(cast, now):
    return make_project_world(cast, now)


@pytest.fixture(autouse=True)
def frozen(monkeypatch, now):
    """Let the screens act on the day of the tests."""
    for module in ("projects.application", "projects.deciding", "projects.listing", "projects.page"):
        monkeypatch.setattr(f"khuyencong.programme.views.{module}.today", lambda: date(2026, 11, 24))
    for module in ("projects.application", "projects.deciding"):
        monkeypatch.setattr(f"khuyencong.programme.views.{module}.now", lambda: now)


def page(name, *args):
    return reverse(f"programme:{name}", args=args)


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_with_one_and_three(world, django_assert_num_queries, count):
    for _number in range(count):
        world.opened()
    client = world.cast.client("chuyenvien")
    client.get(page("view_projects"))

    with django_assert_num_queries(12):
        answer = client.get(page("view_projects"))

    assert len(answer.context["listing"].page.object_list) == count


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({}, ["DA-2026-002", "DA-2026-001"]),
        ({"nam": "2026", "nguon": "local", "noi-dung": "machinery"}, ["DA-2026-002", "DA-2026-001"]),
        ({"nguon": "national"}, []),
        ({"trang-thai": "registered"}, ["DA-2026-002"]),
        ({"trang-thai": "cho"}, []),
        ({"phu-trach": "toi"}, ["DA-2026-002", "DA-2026-001"]),
        ({"phu-trach": "x"}, ["DA-2026-002", "DA-2026-001"]),
        ({"noi": "00000"}, ["DA-2026-002", "DA-2026-001"]),
        ({"q": "sấy mẫu"}, ["DA-2026-002", "DA-2026-001"]),
        ({"q": "da-2026-002"}, ["DA-2026-002"]),
    ],
)
def test_list_narrows_by_what_stands_in_the_address(world, asked, codes):
    world.opened()
    world.registered()

    answer = world.cast.client("chuyenvien").get(page("view_projects"), asked)

    if asked.get("phu-trach") == "x" or asked.get("noi"):
        codes = []
    assert [one.code for one in answer.context["listing"].page] == codes


def test_list_goes_out_as_a_file_with_headings_in_vietnamese(world):
    world.opened()

    answer = world.cast.client("chuyenvien").get(page("view_projects"), {"tai": "csv"})

    text = b"".join(answer.streaming_content).decode()
    assert "Mã,Tên đề án,Cơ sở thụ hưởng" in text
    assert "300000000" in text


def test_applicant_sees_own_projects_only(world):
    own = world.opened()
    other = world.opened(establishment=make_establishment(world.cast.office(), "Cơ sở khác (mẫu)"))
    client = world.cast.client("coso")

    listed = client.get(page("view_projects"))

    assert [one.pk for one in listed.context["listing"].page] == [own.pk]
    assert (
        client.get(page("view_project", own.pk)).status_code,
        client.get(page("view_project", other.pk)).status_code,
    ) == (200, 403)
    assert "Định mức" not in client.get(page("view_project", own.pk)).content.decode()


def test_board_counts_and_sums_each_state_in_a_fixed_number_of_queries(world, django_assert_num_queries):
    for number in range(10):
        make_project(world.cast, code=f"X-{number}", establishment=world.maker)
    world.registered()
    client = world.cast.client("giamdoc")
    client.get(page("view_project_board"))

    with django_assert_num_queries(7):
        answer = client.get(page("view_project_board"), {"nam": "2026", "nguon": "local"})

    told = [(one.state, one.count, one.money, len(one.cards), one.hidden) for one in answer.context["columns"]]
    assert told == [
        ("draft", 10, Money(3_000_000_000), 8, 2),
        ("registered", 1, Money(300_000_000), 1, 0),
    ]


def test_board_of_an_empty_house_says_so(cast):
    answer = cast.client("giamdoc").get(page("view_project_board"))

    assert "Chưa có đề án nào" in answer.content.decode()


def test_a_project_goes_from_application_to_contract_as_people_click_it(world):
    cast = world.cast
    officer, applicant, director = (cast.client(name) for name in ("chuyenvien", "coso", "giamdoc"))
    opened = officer.post(
        page("open_project"),
        {"establishment": world.maker.pk, "name": "Máy sấy (mẫu)", "stream": "local", "content": "machinery",
         "kind": "regular", "year": 2026},
    )  # fmt: skip  # one form
    project = Project.objects.get()
    assert opened.headers["Location"] == page("edit_project", project.pk)

    applicant.post(page("edit_project", project.pk), application())
    project.refresh_from_db()
    assert project.facts == {
        "purpose": "Sấy trái cây",
        "machine": [{"name": "Máy (mẫu)", "quantity": 2, "price": 300_000_000, "is_new": True}],
    }
    assert "Thiếu giấy tờ" in applicant.get(page("register_project", project.pk)).content.decode()
    world.attach_papers(project)
    assert applicant.post(page("register_project", project.pk)).status_code == 302

    assert officer.post(page("appraise_project", project.pk), appraisal()).status_code == 302
    plan = {"line": world.line.pk, "approved": "250 triệu", "decision_number": "30/QĐ", "decision_on": "24/11/2026"}
    assert director.post(page("plan_project", project.pk), plan).status_code == 302
    contract = {
        "number": "5/HĐ", "signed_on": "24/11/2026", "amount": "200.000.000", "ends_on": "20/12/2026",
        "advance_percent": 50, "is_confirmed": "on",
    }  # fmt: skip  # one form
    assert officer.post(page("sign_contract", project.pk), contract).status_code == 302
    annex = contract | {"number": "5a/PL", "amount": "240 triệu", "decision_number": "41/QĐ", "releases_rest": "on"}
    assert officer.post(page("sign_annex", project.pk), annex).status_code == 302

    project.refresh_from_db()
    shown = director.get(page("view_project", project.pk)).content.decode()
    assert (project.state, project.contracted) == ("contracted", Money(240_000_000))
    assert [one.kind for one in Transfer.objects.filter(project=project).order_by("recorded_at", "pk")].count(
        "release"
    ) == 1
    assert "5a/PL" in shown
    assert "Ghi hợp đồng" in shown


def application(**changes):
    """Return the posted form of an application with one machine."""
    return {
        "name": "Máy sấy (mẫu)", "summary": "Nâng công suất", "implementer": "Trung tâm (mẫu)", "place_text": "xã Mẫu",
        "total_cost": "600 triệu", "eligible_cost": "600 triệu", "asked": "300.000.000", "counterpart": "300 triệu",
        "fact-purpose": "Sấy trái cây", "rows-machine": "2", "row-machine-0-name": "Máy (mẫu)",
        "row-machine-0-quantity": "2", "row-machine-0-price": "300 triệu", "row-machine-0-is_new": "on",
    } | changes  # fmt: skip  # one form


def appraisal(**changes):
    """Return the posted form of a council of three that agrees."""
    criteria = ("scope", "need", "capacity", "schedule", "estimate", "no_double_support", "dossier", "priority")
    return {
        "body": "council", "held_on": "24/11/2026", "passed": "1", "proposed": "250 triệu", "conclusion": "Đủ điều kiện",
        **{f"met-{code}": "1" for code in criteria},
        **{f"member-{n}": f"Thành viên {n} (mẫu)" for n in (1, 2, 3)}, **{f"vote-{n}": "1" for n in (1, 2, 3)},
    } | changes  # fmt: skip  # one form


def test_edit_project_gives_more_rows_without_saving(world):
    project = world.opened()

    answer = world.cast.client("chuyenvien").post(
        page("edit_project", project.pk), application(name="Tên khác", more="machine")
    )

    assert answer.status_code == 200
    assert 'name="row-machine-6-name"' in answer.content.decode()
    project.refresh_from_db()
    assert project.name == "Hỗ trợ máy sấy lạnh (mẫu)"


def test_edit_project_keeps_what_was_typed_beside_the_reason(world):
    project = world.opened()

    answer = world.cast.client("chuyenvien").post(page("edit_project", project.pk), application(asked="700 triệu"))

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "lớn hơn chi phí hợp lệ" in text
    assert "700" in text


def test_edit_project_marks_what_is_asked_for_on_handing_in(world):
    shown = world.cast.client("coso").get(page("edit_project", world.opened().pk)).content.decode()

    assert shown.count("(cần khi đăng ký)") == 5 + 1 + 2 * 3


def test_edit_project_says_what_is_no_number(world):
    project = world.opened()

    answer = world.cast.client("chuyenvien").post(
        page("edit_project", project.pk), application(**{"row-machine-0-price": "abc", "row-machine-0-quantity": "-1"})
    )

    assert answer.status_code == 422


def test_open_project_finds_the_firm(world):
    found = world.cast.client("chuyenvien").get(page("open_project"), {"q": "sấy mẫu"})

    assert "Cơ sở sấy Mẫu" in found.content.decode()


def test_open_project_asks_for_a_firm_unless_it_is_a_group(world):
    client = world.cast.client("chuyenvien")
    told = {"name": "Nhóm (mẫu)", "stream": "local", "content": "machinery", "kind": "regular", "year": 2026}

    refused = client.post(page("open_project"), told)
    opened = client.post(page("open_project"), told | {"kind": "group"})

    assert (refused.status_code, opened.status_code) == (422, 302)


@pytest.mark.parametrize(
    ("name", "told", "words"),
    [
        ("appraise_project", {"proposed": "900 triệu"}, "vượt mức tối đa"),
        ("appraise_project", {"member-1": ""}, "ít nhất phải có"),
        ("appraise_project", {"vote-2": ""}, "Hãy ghi biểu quyết"),
    ],
)
def test_appraise_project_shows_the_reasons_and_the_bounds(world, name, told, words):
    project = world.registered()

    answer = world.cast.client("chuyenvien").post(page(name, project.pk), appraisal(**told))

    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    assert "NQ mẫu, Điều 4" in text
    assert "Đủ điều kiện" in text


def test_appraise_project_presumes_nothing(world):
    project = world.registered()
    client = world.cast.client("chuyenvien")

    shown = client.get(page("appraise_project", project.pk))
    silent = {name: value for name, value in appraisal().items() if not name.startswith("met-scope")}
    refused = client.post(page("appraise_project", project.pk), silent)

    assert shown.context["form"].initial == {"held_on": date(2026, 11, 24)}
    assert sorted(refused.context["form"].errors) == ["met-scope"]


def test_request_and_answer_project_supplement_by_screen(world):
    project = world.registered()
    officer, applicant = world.cast.client("chuyenvien"), world.cast.client("coso")
    none = officer.post(page("request_project_supplement", project.pk), {"due_on": "01/12/2026"})
    asked = officer.post(
        page("request_project_supplement", project.pk),
        {"items": ["summary"], "other": "Ảnh nhà xưởng", "due_on": "01/12/2026"},
    )
    shown = applicant.get(page("answer_project_supplement", project.pk)).content.decode()
    answered = applicant.post(page("answer_project_supplement", project.pk), {"answer": "Đã thêm"})

    assert (none.status_code, asked.status_code, answered.status_code) == (422, 302, 302)
    assert "Ảnh nhà xưởng" in shown
    assert [one["code"] for one in project.supplements.get().items] == ["summary", "other"]


@pytest.mark.parametrize(
    ("name", "username", "state"),
    [("reject_project", "giamdoc", "rejected"), ("withdraw_project", "coso", "withdrawn")],
)
def test_reject_and_withdraw_project_ask_for_a_reason(world, name, username, state):
    project = world.registered()
    client = world.cast.client(username)

    empty = client.post(page(name, project.pk), {"reason": ""})
    done = client.post(page(name, project.pk), {"reason": "Chưa đủ vốn"})

    project.refresh_from_db()
    assert (empty.status_code, done.status_code, project.state) == (422, 302, state)
    assert "Chưa đủ vốn" in client.get(page("view_project", project.pk)).content.decode()


def test_record_ministry_appraisal_by_screen(world):
    line = make_line(world.plan, code="Q01", stream="national")
    assign(line, 1_000_000_000, world.cast.ketoan, world.now)
    project = world.appraised(stream="national")
    told = {"answer": "record_ministry_appraisal", "held_on": "24/11/2026", "paper": "9/CV", "conclusion": "Đồng ý"}
    client = world.cast.client("chuyenvien")

    refused = client.post(page("record_ministry_appraisal", project.pk), told)
    done = client.post(page("record_ministry_appraisal", project.pk), told | {"proposed": "200 triệu"})

    project.refresh_from_db()
    assert (refused.status_code, done.status_code, project.state) == (422, 302, "ministry_appraised")


def test_plan_project_lists_the_lines_with_what_is_left_and_keeps_the_refused_amount(world):
    project = world.appraised()
    client = world.cast.client("giamdoc")

    shown = client.get(page("plan_project", project.pk)).content.decode()
    refused = client.post(
        page("plan_project", project.pk),
        {"line": world.line.pk, "approved": "260 triệu", "decision_number": "30/QĐ", "decision_on": "24/11/2026"},
    )

    assert "còn được bố trí 1.000.000.000 đồng" in shown
    assert refused.status_code == 422
    assert "vượt mức thẩm định đề xuất" in refused.content.decode()


def test_plan_project_says_where_there_is_no_line(world):
    project = world.appraised()
    world.plan.versions.update(state="superseded")

    shown = world.cast.client("giamdoc").get(page("plan_project", project.pk)).content.decode()

    assert "Không có dòng kế hoạch phù hợp" in shown


def test_plan_projects_approves_several_by_one_decision_until_the_line_is_empty(cast, now):
    world = make_project_world(cast, now, assigned=300_000_000)
    projects = [world.appraised() for _number in range(3)]
    client = cast.client("giamdoc")
    none = client.post(page("plan_projects"), {"decision_number": "30/QĐ", "decision_on": "24/11/2026"})

    answer = client.post(
        page("plan_projects"),
        {"decision_number": "30/QĐ", "decision_on": "24/11/2026", "project": [one.pk for one in projects]},
        follow=True,
    )

    states = [(one.state, one.approved) for one in Project.objects.order_by("pk")]
    assert none.status_code == 422
    assert states == [("planned", Money(250_000_000)), ("planned", Money(50_000_000)), ("appraised", None)]
    assert "Mức phê duyệt phải lớn hơn 0" in answer.content.decode()


def test_plan_projects_says_where_there_is_no_line_and_nothing_to_approve(world):
    client = world.cast.client("giamdoc")
    assert "Không có đề án nào chờ phê duyệt" in client.get(page("plan_projects")).content.decode()
    project = world.appraised()
    world.plan.versions.update(state="superseded")

    answer = client.post(
        page("plan_projects"), {"decision_number": "3", "decision_on": "24/11/2026", "project": project.pk}, follow=True
    )

    assert "không có dòng kế hoạch phù hợp" in answer.content.decode()


def test_register_projects_hands_in_the_complete_and_says_what_the_others_lack(world):
    complete, lacking = world.opened(), world.opened()
    world.attach_papers(complete)

    answer = world.cast.client("chuyenvien").post(
        page("register_projects"), {"project": [complete.pk, lacking.pk]}, follow=True
    )

    states = {one.code: one.state for one in Project.objects.all()}
    text = answer.content.decode()
    assert states == {complete.code: "registered", lacking.code: "draft"}
    assert "Đã đăng ký 1 đề án" in text
    assert f"{lacking.code}: Thiếu giấy tờ" in text
    assert "và 2 điều khác" in text


def test_name_beneficiary_by_screen(world):
    line = make_line(world.plan, code="N01", kind="group")
    assign(line, 1_000_000_000, world.cast.ketoan, world.now)
    project = world.appraised(kind="group", establishment=None, place_text="", facts={})
    officer, director = world.cast.client("chuyenvien"), world.cast.client("giamdoc")
    director.post(
        page("plan_project", project.pk),
        {"line": line.pk, "decision_number": "30/QĐ", "decision_on": "24/11/2026"},
    )  # fmt: skip  # one form
    world.attach_papers(project, without={"project_outline", "support_request", "registration", "no_other_support",
                                          "quotations"})  # fmt: skip  # one call
    facts = {name: value for name, value in application().items() if name.startswith(("fact-", "row"))}

    found = officer.get(page("name_beneficiary", project.pk), {"q": "sấy mẫu"}).content.decode()
    nothing = officer.post(page("name_beneficiary", project.pk), {})
    nobody = officer.post(page("name_beneficiary", project.pk), appraisal(**facts))
    named = officer.post(page("name_beneficiary", project.pk), appraisal(establishment=world.maker.pk, **facts))

    project.refresh_from_db()
    assert "Cơ sở sấy Mẫu" in found
    assert (nothing.status_code, nobody.status_code, named.status_code) == (200, 422, 302)
    assert project.establishment == world.maker


def test_adjust_project_by_screen_keeps_the_old_version_in_sight(world):
    project = world.planned()
    client = world.cast.client("giamdoc")
    told = {
        "name": project.name, "summary": project.summary, "approved": "220 triệu", "eligible_cost": "600 triệu",
        "total_cost": "600 triệu", "counterpart": "300 triệu", "paper": "41/QĐ", "reason": "Giá máy giảm",
        "invoices_from": "01/01/2026", "invoices_until": "31/12/2026",
    }  # fmt: skip  # one form

    refused = client.post(page("adjust_project", project.pk), told | {"approved": "900 triệu"})
    done = client.post(page("adjust_project", project.pk), told)

    shown = client.get(page("view_project", project.pk)).content.decode()
    assert (refused.status_code, done.status_code) == (422, 302)
    assert "Giá máy giảm" in shown
    assert "250.000.000 đồng" in shown


def picture():
    content = io.BytesIO()
    Image.new("RGB", (320, 240), (30, 120, 60)).save(content, "JPEG")
    return SimpleUploadedFile("anh.jpg", content.getvalue(), "image/jpeg")


def test_papers_are_put_to_a_project_and_taken_away_while_it_is_open(world):
    project = world.opened()
    client = world.cast.client("coso")

    attached = client.post(page("attach_to_project", project.pk), {"kind": "photo", "file": picture()})
    shown = client.get(page("view_project", project.pk))
    photo = shown.context["pictures"][0]
    faulty = client.post(page("attach_to_project", project.pk), {"kind": "moon"}, follow=True)
    withdrawn = client.post(page("withdraw_from_project", project.pk, photo.pk))
    Project.objects.filter(pk=project.pk).update(state="rejected", ended_reason="x")
    closed = client.post(page("attach_to_project", project.pk), {"kind": "photo", "file": picture()})

    assert (attached.status_code, withdrawn.status_code, closed.status_code) == (302, 302, 409)
    assert "Hãy chọn tệp và loại tệp" in faulty.content.decode()
    assert not client.get(page("view_project", project.pk)).context["pictures"]


def test_a_dropped_project_shows_who_could_take_its_money(world):
    dropped, waiting = world.opened(), world.appraised()
    officer = world.cast.client("chuyenvien")
    officer.post(page("withdraw_project", dropped.pk), {"reason": "Bỏ"})

    shown = officer.get(page("view_project", dropped.pk))

    assert [one.pk for one in shown.context["waiting"]] == [waiting.pk]


@pytest.mark.parametrize("username", ["chuyenvien", "giamdoc", "ketoan", "kiemtoan", "chutich", "coso"])
def test_page_of_a_project_opens_for_everybody_of_the_house_in_each_state(world, username):
    world.opened()
    world.planned()
    project = world.contracted()
    client = world.cast.client(username)

    answers = [client.get(page("view_project", one.pk)).status_code for one in Project.objects.all()]

    assert answers == [200, 200, 200]
    verbs = {one["verb"] for one in client.get(page("view_project", project.pk)).context["deeds"]}
    leads = {
        "chuyenvien": {"sign_annex", "start_work"},
        "giamdoc": {"adjust_project", "stop_project", "suspend_project"},
    }
    assert verbs == leads.get(username, set())


@pytest.mark.parametrize(("username", "said"), [("chuyenvien", ""), ("ketoan", "Chuyên viên")])
def test_page_of_a_project_says_whose_turn_it_is(world, username, said):
    answer = world.cast.client(username).get(page("view_project", world.planned().pk))

    assert ", ".join(answer.context["turn"]) == said


def test_menu_marks_one_line_beneath_the_address_of_another(world):
    menu = world.cast.client("chuyenvien").get(page("view_support_calculator")).context["menu"]

    assert [line["label"] for line in menu if line["current"]] == ["Tính mức hỗ trợ"]


def test_page_of_a_project_older_than_the_norms_still_opens(world):
    old = make_project(world.cast, line=world.line, code="CU-1", state="closed")
    Project.objects.filter(pk=old.pk).update(approved_on=date(2009, 5, 1), year=2009, content="machinery")
    unknown = make_project(world.cast, code="CU-2", content="forgotten")

    client = world.cast.client("chuyenvien")

    assert "Ứng dụng máy móc" in client.get(page("view_project", old.pk)).content.decode()
    answer = client.get(page("view_project", unknown.pk))
    assert (answer.status_code, [one.code for one in answer.context["missing"]]) == (200, ["programme.unknown_content"])
