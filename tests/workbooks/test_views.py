"""The screens: send a workbook, see every fault, answer, confirm, undo, and take the marked workbook home."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from khuyencong.documents.models import NumberSeries
from khuyencong.workbooks.actions import register
from khuyencong.workbooks.models import ImportRun
from khuyencong.workbooks.queries import note_progress
from tests.workbooks.importing import CounterImporter, counters
from tests.workbooks.test_actions_runs import BAD, GOOD


@pytest.fixture(autouse=True)
def world(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    register(CounterImporter())


@pytest.fixture
def secretary(cast):
    return cast.client("thuky")


def send(client, cast, data=GOOD, name="Danh sách.xlsx", **more):
    address = reverse("workbooks:check_import", args=["tests.counters", cast.office().pk])
    return client.post(address, {"file": SimpleUploadedFile(name, data), **more})


def page(client, name="view_import", run=None):
    return client.get(reverse(f"workbooks:{name}", args=[run or ImportRun.objects.get().pk]))


def test_the_form_says_what_to_send(secretary, cast):
    answer = secretary.get(reverse("workbooks:check_import", args=["tests.counters", cast.office().pk]))

    assert answer.status_code == 200
    assert "Bảng có mã số và tên." in answer.content.decode()
    assert "Kiểm tra chặt" in answer.content.decode()


def test_check_import_shows_what_was_understood(secretary, cast):
    answer = send(secretary, cast)

    text = secretary.get(answer.url).content.decode()
    assert "Đọc được 2 dòng, không có lỗi; 1 chỗ chắc chắn đã được tự sửa" in text
    assert "Số tiền gõ như chữ đã được đọc thành số." in text
    assert "850 triệu" in text
    assert "không dùng" in text
    assert NumberSeries.objects.count() == 0


def test_every_fault_is_shown_by_cell(secretary, cast):
    text = secretary.get(send(secretary, cast, BAD).url).content.decode()

    assert "Chưa nhập được, chưa có gì thay đổi" in text
    for cell in ("D3", "B4", "D4"):
        assert f">{cell}</th>" in text
    assert "còn trống. Hãy điền, hoặc xóa cả dòng nếu không dùng." in text


def test_a_file_sent_again_after_its_import_says_so(secretary, cast):
    send(secretary, cast)
    secretary.post(reverse("workbooks:confirm_import", args=[ImportRun.objects.get().pk]))

    answer = secretary.get(send(secretary, cast).url)

    assert "Tệp này đã được nhập rồi, không có gì thay đổi." in answer.content.decode()


def test_a_strange_file_is_refused_on_the_form(secretary, cast):
    answer = send(secretary, cast, b"")

    assert answer.status_code == 422
    assert "rỗng (0 byte)" in answer.content.decode()


def test_a_form_without_a_file_is_refused(secretary, cast):
    address = reverse("workbooks:check_import", args=["tests.counters", cast.office().pk])

    assert secretary.post(address, {}).status_code == 422


def test_confirm_import_then_undo_import(secretary, cast):
    send(secretary, cast)
    run = ImportRun.objects.get().pk

    secretary.post(reverse("workbooks:confirm_import", args=[run]))
    confirmed = page(secretary).content.decode()
    again = secretary.post(reverse("workbooks:confirm_import", args=[run]), follow=True).content.decode()
    made = NumberSeries.objects.count()
    secretary.post(reverse("workbooks:undo_import", args=[run]))
    undone = page(secretary).content.decode()

    assert "Sổ mới: <strong>2</strong>" in confirmed
    assert "không có gì thay đổi" in again
    assert (made, NumberSeries.objects.count()) == (2, 0)
    assert "Có thể gửi lại tệp này" in undone


def test_confirm_import_of_faults_is_refused_with_a_page(secretary, cast):
    send(secretary, cast, BAD)

    answer = secretary.post(reverse("workbooks:confirm_import", args=[ImportRun.objects.get().pk]))

    assert answer.status_code == 409
    assert "Bảng còn 3 lỗi" in answer.content.decode()


def test_questions_are_answered_on_the_page(secretary, cast):
    head = ["TT", "Mã số", "Diễn giải", "Doanh thu"]
    asked = secretary.get(send(secretary, cast, counters([1, "A01", "Chả", 5], head=head)).url).content.decode()
    run = ImportRun.objects.get()
    candidate = run.findings["questions"][0]["candidates"][1]["id"]

    answer = secretary.post(
        reverse("workbooks:answer_questions", args=[run.pk]), {"question-0": candidate}, follow=True
    )

    assert "Cột nào là “Tên sản phẩm”?" in asked
    assert "sẵn sàng nhập" in answer.content.decode()


def test_a_question_left_open_is_asked_again(secretary, cast):
    send(secretary, cast, counters([1, "A01", "Chả", 5], head=["TT", "Mã số", "Diễn giải", "Doanh thu"]))

    answer = secretary.post(reverse("workbooks:answer_questions", args=[ImportRun.objects.get().pk]), {})

    assert answer.status_code == 422


def test_an_option_is_kept_and_can_be_changed(secretary, cast):
    send(secretary, cast, counters([1, "A01", "Lạ", 5]), options="strict")
    run = ImportRun.objects.get()
    faults = run.fault_count

    secretary.post(reverse("workbooks:answer_questions", args=[run.pk]), {})

    run.refresh_from_db()
    assert (faults, run.fault_count, run.options) == (1, 0, [])


def test_the_marked_workbook_comes_back(secretary, cast):
    send(secretary, cast, BAD)

    answer = page(secretary, "view_marked")

    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Lỗi cần sửa", "Danh sách"]
    assert "còn trống" in book["Danh sách"]["B4"].comment.text
    assert "c%E1%BA%A7n%20s%E1%BB%ADa.xlsx" in answer["Content-Disposition"]


def test_progress_is_told_as_json(secretary, cast):
    send(secretary, cast)
    note_progress(ImportRun.objects.get().pk, 3, 9)

    assert page(secretary, "view_progress").json() == {"done": 3, "total": 9}


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_imports_takes_the_same_queries_for_any_length(secretary, cast, count, django_assert_num_queries):
    for number in range(count):
        send(secretary, cast, counters([1, f"A0{number}", "Chả", 5]))
    secretary.get(reverse("workbooks:view_imports"))

    with django_assert_num_queries(6):
        answer = secretary.get(reverse("workbooks:view_imports"))

    assert answer.content.decode().count("Danh sách.xlsx") == count


def test_another_province_sees_and_does_nothing(secretary, cast):
    send(secretary, cast)
    stranger = cast.client(next(name for name in cast.people if name.startswith("thuky") and name != "thuky"))

    assert page(stranger).status_code == 403
    assert page(stranger, "view_marked").status_code == 403
    assert page(stranger, "view_progress").status_code == 403
    for verb in ("confirm_import", "undo_import", "answer_questions"):
        assert stranger.post(reverse(f"workbooks:{verb}", args=[ImportRun.objects.get().pk])).status_code == 403


def test_findings_are_told_in_english_too(secretary, cast):
    address = send(secretary, cast, BAD).url
    secretary.cookies["ngon_ngu"] = "en"

    text = secretary.get(address).content.decode()

    assert "is empty. Fill it, or delete the whole row if it is not used." in text
    assert "còn trống" not in text


def test_a_sheet_that_tries_to_be_html_stays_text(secretary, cast):
    text = secretary.get(send(secretary, cast, counters([1, "A01", "<script>x</script>", "<b>5"])).url).content.decode()

    assert "<script>x</script>" not in text
    assert "&lt;b&gt;5" in text
