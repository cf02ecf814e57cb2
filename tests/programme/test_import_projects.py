"""Taking in the projects of past years and of the running one."""

import json
from datetime import UTC, datetime

import pytest
from django.core.management import call_command

from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.programme.actions.lists.importing import import_projects
from khuyencong.programme.actions.lists.projects import ProjectsImporter
from khuyencong.programme.models import Plan, Project, Transfer
from khuyencong.registry.models import Establishment
from khuyencong.workbooks.actions import examine, undo_import
from khuyencong.workbooks.actions.sending import SentFile
from tests.factories.project_lists import HEADINGS, machine_row, project_list

LOCAL = "I. KHUYẾN CÔNG ĐỊA PHƯƠNG"
NATIONAL = "II. KHUYẾN CÔNG QUỐC GIA"
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def plan_of(cast, year=2024):
    return Plan.objects.get_or_create(
        office=cast.office("ttkc-vinh-long"), year=year, defaults={"name": f"Kế hoạch {year}"}
    )[0]


def taken(cast, *blocks, year=2024, **options):
    data = project_list(*blocks, year=year, **options)
    return import_projects(actor=cast.chuyenvien, plan=plan_of(cast, year), file=SentFile(data, "de-an.xlsx"), at=NOW)


def test_import_projects_takes_a_past_year_as_settled(cast):
    rows = [machine_row("KC01"), machine_row("KC02", maker="Cơ sở Mẫu Hai", support=100, serial="SN-0012")]

    run = taken(cast, (LOCAL, rows), (NATIONAL, [machine_row("KC03", maker="Cơ sở Mẫu Ba", support=300, paid=280)]))

    assert run.counts["đề án mới"] == 3
    told = {one.code: (one.stream, one.state, one.content, one.accepted) for one in Project.objects.all()}
    assert told == {
        "KC01": ("local", "closed", "machinery", Money(150_000_000)),
        "KC02": ("local", "closed", "machinery", Money(100_000_000)),
        "KC03": ("national", "closed", "machinery", Money(280_000_000)),
    }
    settled = Transfer.objects.filter(kind="open_settled").values_list("line__stream", "amount")
    assert sorted(settled) == [
        ("local", Money(100_000_000)),
        ("local", Money(150_000_000)),
        ("national", Money(280_000_000)),
    ]
    assert Project.objects.get(code="KC02").machines.get().serial_key == "SN0012"
    assert plan_of(cast).lines.count() == 2


def test_import_projects_takes_a_running_year_as_it_stands(cast):
    running = machine_row("KC01", state="Đang thực hiện", advanced=70)
    registered = machine_row("KC02", maker="Cơ sở Mẫu Hai", state="Đăng ký")

    taken(cast, (LOCAL, [running, registered]), year=2026)

    project = Project.objects.get(code="KC01")
    buckets = dict(Transfer.objects.filter(project=project).values_list("to_bucket", "amount"))
    assert buckets == {"advanced": Money(70_000_000), "contracted": Money(80_000_000)}
    assert Project.objects.get(code="KC02").state == "registered"
    assert Project.objects.get(code="KC02").line is None


def test_import_projects_again_changes_nothing(cast):
    taken(cast, (LOCAL, [machine_row("KC01")]))

    run = taken(cast, (LOCAL, [machine_row("KC01"), machine_row("KC09", maker="Cơ sở Mẫu Chín")]))

    assert run.counts["đề án đã có"] == 1
    assert Project.objects.count() == Transfer.objects.count() == 2


@pytest.mark.parametrize(
    ("title", "row", "part"),
    [
        ("I. ĐỀ ÁN", machine_row("KC01"), "quốc gia hay địa phương"),
        (LOCAL, machine_row("KC01", total=999), "không bằng"),
        (LOCAL, machine_row("KC01", paid=151), "vượt giá trị"),
        (LOCAL, machine_row("KC01", advanced=151), "vượt hợp đồng"),
        (LOCAL, machine_row("KC01", state="Chờ"), "tình trạng"),
        (LOCAL, machine_row("KC01", tax_code="0000000001"), "thuế"),
        (
            LOCAL,
            ("KC01", "Việc không rõ", "Cơ sở Mẫu", "", "", 350, 150, 200, None, None, "Hoàn thành", "", ""),
            "nội dung",
        ),
    ],
)
def test_import_projects_tells_a_fault_and_saves_nothing(cast, title, row, part):
    data = project_list((title, [row]))
    plan = plan_of(cast)

    examined = examine(importer=ProjectsImporter(), target=plan, data=data, name="de-an.xlsx")

    assert any(part in str(fault.message) for fault in examined.faults)
    with pytest.raises((Refusal, Refusals)):
        import_projects(actor=cast.chuyenvien, plan=plan, file=SentFile(data, "de-an.xlsx"), at=NOW)

    assert not Project.objects.exists()


def test_import_projects_tells_a_telephone_that_can_be_none_by_its_cell(cast):
    data = project_list((LOCAL, [(*machine_row("KC01"), "12")]), headings=(*HEADINGS, "Điện thoại"))

    examined = examine(importer=ProjectsImporter(), target=plan_of(cast), data=data, name="de-an.xlsx")

    assert [(fault.row, fault.column) for fault in examined.faults] == [(5, "O")]


def test_import_projects_command_tells_all_faults_at_once(cast, tmp_path, capsys):
    path = tmp_path / "de-an.xlsx"
    path.write_bytes(project_list((LOCAL, [machine_row("KC01", total=999), machine_row("KC01", paid=151)])))

    with pytest.raises(SystemExit) as ended:
        call_command("import_projects", "2024", str(path), "--as", "chuyenvien", "--json")

    told = json.loads(capsys.readouterr().out)
    assert ended.value.code == 1
    assert {(fault["row"], fault["column"]) for fault in told["faults"]} >= {(5, "G"), (6, "K")}
    assert told["saved"] is False
    assert not Plan.objects.exists()


def test_import_projects_command_saves_a_clean_list_once(cast, tmp_path, capsys):
    path = tmp_path / "de-an.xlsx"
    path.write_bytes(project_list((LOCAL, [machine_row("KC01")])))

    for again in (False, True):
        call_command("import_projects", "2024", str(path), "--as", "chuyenvien", "--json")
        told = json.loads(capsys.readouterr().out)
        assert (told["saved"], told["again"]) == (True, again)

    assert Project.objects.count() == 1


def test_import_projects_is_undone_as_one_deed(cast):
    run = taken(cast, (LOCAL, [machine_row("KC01"), machine_row("KC02", maker="Cơ sở Hai", state="Đăng ký")]))

    undo_import(actor=cast.chuyenvien, run=run, at=NOW)

    assert list(Project.objects.values_list("state", flat=True)) == ["withdrawn"]
    assert sorted(Transfer.objects.values_list("kind", flat=True)) == ["open_settled", "reverse"]
    assert not Establishment.objects.filter(state="active", name="Cơ sở Hai").exists()
    taken(cast, (LOCAL, [machine_row("KC01")]))
    assert Project.objects.filter(code="KC01").exists()


def test_undo_import_of_projects_refuses_once_one_went_on(cast):
    run = taken(cast, (LOCAL, [machine_row("KC01", state="Đăng ký")]))
    Project.objects.update(changed_at=datetime(2026, 12, 1, tzinfo=UTC))

    with pytest.raises(Refusal) as refused:
        undo_import(actor=cast.chuyenvien, run=run, at=NOW)

    assert refused.value.code == "programme.listed_in_use"


def test_import_projects_refuses_a_locked_year(cast):
    plan = plan_of(cast)
    Plan.objects.filter(pk=plan.pk).update(locked_at=NOW, locked_by=cast.giamdoc)

    with pytest.raises((Refusal, Refusals)):
        taken(cast, (LOCAL, [machine_row("KC01")]))

    assert not Project.objects.exists()
