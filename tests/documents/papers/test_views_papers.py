"""The register, a paper's page and the panel on other pages, as people use them."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from khuyencong.documents.actions.papers import draft_paper, issue_paper
from khuyencong.documents.actions.papers.issuing import IssueOrder
from khuyencong.documents.models import IssuedPaper, OfficeLetterhead, SigningRight
from khuyencong.documents.queries.papers import file_of
from tests.documents.papers.conftest import AT, DAY


def address(name, *values):
    return reverse(f"documents:{name}", args=values)


def drafted(cast, kind, office):
    return draft_paper(actor=cast.thuky, kind=kind, thing=office, at=AT)


def issued(cast, kind, office, right):
    paper = drafted(cast, kind, office)
    issue_paper(actor=cast.thuky, paper=paper, order=IssueOrder(DAY, right), at=AT)
    return paper


def test_draft_paper_by_the_form_of_the_panel_leads_to_its_page(cast, office, kind):
    client = cast.client("thuky")
    answer = client.post(address("draft_paper"), {"what": f"{kind.code} {office.pk}"}, follow=True)

    assert answer.status_code == 200
    assert "Dự thảo" in answer.content.decode()
    for what in ("", "unknown 1", f"{kind.code} x", f"{kind.code} 0"):
        assert client.post(address("draft_paper"), {"what": what}).status_code == 404


def test_issue_paper_by_its_form_and_what_it_refuses(cast, office, kind, right):
    paper, client = drafted(cast, kind, office), cast.client("thuky")
    page = address("issue_paper", paper.pk)

    assert client.get(page).status_code == 200
    wrong = client.post(page, {"signed_on": "05/06", "right": right.pk})
    assert wrong.status_code == 422
    late = client.post(page, {"signed_on": "31/12/2099", "right": right.pk})
    assert "phía trước" in late.content.decode()
    done = client.post(page, {"signed_on": "25/11/2026", "right": right.pk}, follow=True)
    assert "01/TTr-SCT" in done.content.decode()


def test_view_paper_page_shows_pictures_and_download_paper_sends_the_frozen_files(cast, office, kind, right):
    paper, client = issued(cast, kind, office, right), cast.client("thuky")

    assert client.get(address("view_paper_page", paper.pk, 1)).content[:4] == b"\x89PNG"
    assert client.get(address("view_paper_page", paper.pk, 99)).status_code == 404
    for suffix in ("pdf", "docx"):
        assert client.get(address("download_paper", paper.pk, suffix)).content == file_of(paper, suffix)
    assert client.get(address("download_paper", paper.pk, "exe")).status_code == 404


def test_redraft_paper_and_discard_paper_by_their_buttons(cast, office, kind, words):
    paper, client = drafted(cast, kind, office), cast.client("thuky")
    words["abstract"] = "Mới"
    client.post(address("redraft_paper", paper.pk))
    assert IssuedPaper.objects.get().abstract == "Mới"
    words["abstract"] = "Mới hơn"
    client.post(address("redraft_papers"))
    assert IssuedPaper.objects.get().abstract == "Mới hơn"
    client.post(address("discard_paper", paper.pk))
    assert IssuedPaper.objects.get().state == "discarded"


def test_replace_paper_correct_paper_and_recall_paper_by_their_dialogs(cast, office, kind, right):
    paper, client = issued(cast, kind, office, right), cast.client("thuky")
    assert client.post(address("recall_paper", paper.pk), {"reason": " "}).status_code == 409
    client.post(address("replace_paper", paper.pk), {"reason": "Sai kinh phí"})
    client.post(address("discard_paper", IssuedPaper.objects.get(relation="replaces").pk))
    client.post(address("correct_paper", paper.pk), {"reason": "Dòng 2 sửa là…"})
    assert IssuedPaper.objects.get(relation="corrects").reason == "Dòng 2 sửa là…"
    client.post(address("recall_paper", paper.pk), {"reason": "Nhầm"})
    assert IssuedPaper.objects.get(pk=paper.pk).state == "recalled"
    assert "Nhầm" in client.get(address("view_paper", paper.pk)).content.decode()


def test_edit_letterhead_add_signer_and_end_signer_by_their_forms(cast, office):
    client = cast.client("giamdoc")
    head = {"superior": "", "agency": "Sở mới", "place": "Bến Tre", "symbol": "SM", "archived_by": ""}
    client.post(address("edit_letterhead", office.pk), head)
    assert OfficeLetterhead.objects.get(office=office).agency == "SỞ MỚI"
    signer = {
        "name": "A Mẫu",
        "title": "Trưởng phòng",
        "manner": "TL.",
        "authority": "Giám đốc",
        "from_on": "01/01/2026",
    }
    assert client.post(address("add_signer", office.pk), signer).status_code == 422
    assert client.post(address("add_signer", office.pk), {**signer, "document": "QC 1"}).status_code == 302
    backwards = {**signer, "document": "QC 1", "until_on": "31/12/2025"}
    assert client.post(address("add_signer", office.pk), backwards).status_code == 422
    row = SigningRight.objects.get()
    assert client.post(address("end_signer", row.pk), {"until_on": "mai"}).status_code == 409
    client.post(address("end_signer", row.pk), {"until_on": "30/06/2026"})
    row.refresh_from_db()
    assert f"{row.until_on:%d/%m/%Y}" == "30/06/2026"
    assert "A Mẫu" in client.get(address("view_letterhead", office.pk)).content.decode()


def test_view_papers_takes_the_same_queries_for_one_row_and_for_three(cast, office, kind, right):
    client = cast.client("thuky")
    client.get(address("view_papers"))
    counts = []
    for more in (1, 2):
        for _number in range(more):
            issued(cast, kind, office, right)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address("view_papers")).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_a_secretary_of_another_province_sees_no_paper_and_no_file(cast, office, kind, right):
    paper, client = issued(cast, kind, office, right), cast.client("thuky-ben")

    assert paper.serial not in client.get(address("view_papers")).content.decode()
    for name, more in (("view_paper", ()), ("view_paper_page", (1,)), ("download_paper", ("pdf",))):
        assert client.get(address(name, paper.pk, *more)).status_code == 403
