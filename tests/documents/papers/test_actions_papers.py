"""Drafting, issuing, replacing, correcting and recalling official papers."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from khuyencong.accounts.models import AuditEntry
from khuyencong.accounts.queries import verify_chain
from khuyencong.documents.actions.papers import (
    HeadFacts,
    add_signer,
    correct_paper,
    discard_paper,
    draft_paper,
    edit_letterhead,
    end_signer,
    issue_paper,
    recall_paper,
    redraft_paper,
    replace_paper,
)
from khuyencong.documents.actions.papers.drafting import redraft_all
from khuyencong.documents.actions.papers.issuing import IssueOrder
from khuyencong.documents.models import IssuedPaper
from khuyencong.documents.papers import render
from khuyencong.documents.queries.papers import (
    archived_by_of,
    file_of,
    letterhead_of,
    papers_of,
    searched,
    signature_of,
)
from khuyencong.documents.rules.papers.paper import Form, Letterhead, Paragraph, Signature
from khuyencong.documents.rules.papers.signing import RightFacts
from khuyencong.kernel.refusal import Refusal
from tests.documents.papers.conftest import AT, DAY

LATER = AT + timedelta(hours=1)


def drafted(cast, kind, office):
    return draft_paper(actor=cast.thuky, kind=kind, thing=office, at=AT)


def issued(cast, kind, office, right, *, day=DAY, number=None):
    paper = drafted(cast, kind, office)
    issue_paper(actor=cast.thuky, paper=paper, order=IssueOrder(day, right, number), at=LATER)
    return paper


@contextmanager
def refused(code):
    with pytest.raises(Refusal) as told:
        yield
    assert told.value.code == code


def test_edit_letterhead_writes_capitals_and_is_the_head_of_papers(cast, office):
    assert letterhead_of(office) == Letterhead("UBND TỈNH VĨNH LONG", "SỞ CÔNG THƯƠNG", "Vĩnh Long", "SCT")
    assert archived_by_of(office) == "QLCN"
    centre = cast.office("ttkc-vinh-long")
    assert letterhead_of(centre).superior == "SỞ CÔNG THƯƠNG TỈNH VĨNH LONG"
    assert archived_by_of(centre) == ""


def test_edit_letterhead_is_refused_to_officers(cast):
    with refused("accounts.no_right"):
        edit_letterhead(actor=cast.chuyenvien, office=cast.office(), facts=HeadFacts("", "A", "B", "C"), at=AT)


def test_add_signer_writes_the_lines_of_authority(cast, office, right):
    assert signature_of(office, "any", DAY) == Signature(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Phó Mẫu")
    assert signature_of(office, "any", date(2025, 12, 31)) == Signature(("THỦ TRƯỞNG CƠ QUAN",))


def test_add_signer_refuses_a_right_without_its_paper(cast, office):
    facts = RightFacts("A", "TL.", "GIÁM ĐỐC", "TRƯỞNG PHÒNG", "", (), DAY, None)
    with refused("documents.delegation_missing"):
        add_signer(actor=cast.giamdoc, office=office, facts=facts, at=AT)


def test_end_signer_ends_the_right_within_its_time(cast, office, right):
    end_signer(actor=cast.giamdoc, right=right, until_on=date(2026, 6, 30), at=AT)

    assert signature_of(office, "any", DAY).name == ""
    with refused("documents.right_ends_outside"):
        end_signer(actor=cast.giamdoc, right=right, until_on=date(2026, 7, 1), at=AT)


def test_draft_paper_freezes_what_the_system_knows(cast, office, kind, words):
    paper = drafted(cast, kind, office)
    words["abstract"] = "Khác"

    assert (paper.state, paper.abstract, paper.office) == ("draft", "Về việc thử sổ văn bản", office)
    assert list(papers_of(office)) == [paper]
    assert IssuedPaper.objects.get().paper.abstract == "Về việc thử sổ văn bản"


def test_draft_paper_refuses_a_second_draft_of_the_kind_and_strangers(cast, office, kind):
    drafted(cast, kind, office)

    with refused("documents.draft_waits"):
        drafted(cast, kind, office)
    with refused("accounts.out_of_reach"):
        draft_paper(actor=cast.thuky_ben, kind=kind, thing=office, at=AT)


def test_redraft_paper_gathers_the_facts_again(cast, office, kind, words):
    paper = drafted(cast, kind, office)
    words["abstract"] = "Mới"
    redraft_paper(actor=cast.thuky, paper=paper, at=LATER)

    assert (paper.abstract, paper.fixed_at) == ("Mới", LATER)
    assert redraft_all(actor=cast.thuky, papers=[paper], at=LATER) == 1


def test_redraft_paper_refuses_where_the_thing_is_gone(cast, office, kind):
    paper = drafted(cast, kind, office)
    IssuedPaper.objects.update(owner_id=0)

    with refused("documents.owner_gone"):
        redraft_paper(actor=cast.thuky, paper=paper, at=LATER)


def test_discard_paper_keeps_the_row_and_takes_no_number(cast, office, kind):
    paper = drafted(cast, kind, office)
    discard_paper(actor=cast.thuky, paper=paper, at=LATER)

    assert (paper.state, paper.number) == ("discarded", None)
    assert not papers_of(office).exists()
    with refused("kernel.wrong_state"):
        discard_paper(actor=cast.thuky, paper=paper, at=LATER)


def test_issue_paper_numbers_signs_and_freezes(cast, office, kind, right):
    first, second = issued(cast, kind, office, right), issued(cast, kind, office, right)

    assert (first.serial, second.serial) == ("01/TTr-SCT", "02/TTr-SCT")
    assert first.paper.signatures == (Signature(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Phó Mẫu"),)
    assert (first.signer, first.issued_by, first.fixed_at) == ("Phó Mẫu", cast.thuky, LATER)
    assert list(searched(IssuedPaper.objects.all(), "02/TTr")) == [second]
    assert verify_chain() is None


def test_an_issued_paper_is_printed_again_byte_for_byte(cast, office, kind, right, words):
    paper = issued(cast, kind, office, right)
    words["abstract"] = "Khác"
    again = IssuedPaper.objects.get()

    for suffix in ("docx", "pdf"):
        assert render(again, suffix) == file_of(paper, suffix)
    assert file_of(paper, "pdf") != file_of(paper, "docx")


def test_issue_paper_goes_on_behind_a_number_given_on_paper(cast, office, kind, right):
    assert issued(cast, kind, office, right, number=7).serial == "07/TTr-SCT"
    assert issued(cast, kind, office, right).serial == "08/TTr-SCT"
    assert issued(cast, kind, office, right, number=3).serial == "03/TTr-SCT"
    assert issued(cast, kind, office, right).serial == "09/TTr-SCT"


@pytest.mark.parametrize(
    ("day", "number", "code"),
    [
        (DAY, 7, "documents.number_taken"),
        (DAY - timedelta(days=1), 8, "documents.number_out_of_order"),
        (DAY - timedelta(days=1), None, "documents.number_out_of_order"),
        (DAY, 0, "documents.number_out_of_range"),
        (DAY + timedelta(days=1), None, "documents.signed_in_the_future"),
        (date(2025, 12, 31), None, "documents.signer_without_right"),
    ],
)
def test_issue_paper_refuses_days_and_numbers_out_of_order(cast, office, kind, right, day, number, code):
    issued(cast, kind, office, right, number=7)
    paper = drafted(cast, kind, office)

    with refused(code):
        issue_paper(actor=cast.thuky, paper=paper, order=IssueOrder(day, right, number), at=AT)
    assert IssuedPaper.objects.get(pk=paper.pk).state == "draft"


def test_issue_paper_refuses_without_a_signer_of_the_office(cast, office, kind):
    with refused("documents.signer_missing"):
        issued(cast, kind, office, None)


def test_issue_paper_of_another_bodys_head_wants_the_number_it_gave(cast, office, kind, words):
    words["letterhead"] = Letterhead("", "UỶ BAN NHÂN DÂN TỈNH", "Vĩnh Long", "UBND")
    words["signatures"] = (Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Chủ Tịch Mẫu"),)

    assert issued(cast, kind, office, None, number=123).serial == "123/TTr-UBND"
    with refused("documents.number_of_another_body"):
        issued(cast, kind, office, None)


def test_issue_paper_gives_sheets_no_number(cast, office, kind, words):
    words["form"] = Form.SHEET
    paper = issued(cast, kind, office, None)

    assert (paper.serial, paper.state, paper.series) == ("", "issued", "")


def test_letters_have_one_register_of_their_own(cast, office, kind, right, words):
    words.update(form=Form.LETTER, abbreviation="", name="")

    assert issued(cast, kind, office, right).serial == "01/SCT-QLCN"


def test_replace_paper_ends_the_old_one_when_the_new_one_is_issued(cast, office, kind, right):
    old = issued(cast, kind, office, right)
    new = replace_paper(actor=cast.thuky, paper=old, reason="Sai kinh phí", at=LATER)
    old.refresh_from_db()
    assert (old.state, new.relation, new.reason) == ("issued", "replaces", "Sai kinh phí")

    with refused("documents.follower_waits"):
        replace_paper(actor=cast.thuky, paper=old, reason="Lần nữa", at=LATER)
    issue_paper(actor=cast.thuky, paper=new, order=IssueOrder(DAY, right), at=LATER)
    old.refresh_from_db()
    assert (old.state, new.serial) == ("replaced", "02/TTr-SCT")
    with refused("kernel.wrong_state"):
        recall_paper(actor=cast.thuky, paper=old, reason="Muộn", at=LATER)


def test_correct_paper_makes_a_letter_that_names_the_paper(cast, office, kind, right):
    wrong = issued(cast, kind, office, right)
    letter = correct_paper(actor=cast.thuky, paper=wrong, words="Dòng 2: “Vĩnh Lng” sửa là “Vĩnh Long”.", at=LATER)
    redraft_paper(actor=cast.thuky, paper=letter, at=LATER)
    issue_paper(actor=cast.thuky, paper=letter, order=IssueOrder(DAY, right), at=LATER)
    wrong.refresh_from_db()

    assert (wrong.state, letter.serial) == ("corrected", "01/SCT-QLCN")
    assert letter.abstract == "đính chính Tờ trình số 01/TTr-SCT"
    assert Paragraph("Dòng 2: “Vĩnh Lng” sửa là “Vĩnh Long”.") in letter.paper.body
    assert set(papers_of(office)) == {wrong, letter}


def test_recall_paper_keeps_the_paper_with_its_reason(cast, office, kind, right):
    paper = issued(cast, kind, office, right)
    with refused("documents.reason_missing"):
        recall_paper(actor=cast.thuky, paper=paper, reason=" ", at=LATER)
    recall_paper(actor=cast.giamdoc, paper=paper, reason="Ban hành nhầm", at=LATER)

    assert (paper.state, paper.ended_reason) == ("recalled", "Ban hành nhầm")
    assert AuditEntry.objects.latest("number").facts == {"before": "issued", "serial": "01/TTr-SCT"}


@pytest.mark.parametrize(
    "change",
    [{"facts": {}}, {"number": 9}, {"pdf_sha256": "0" * 64}, {"state": "draft"}, {"signed_on": date(2026, 1, 1)}],
)
def test_the_database_refuses_to_change_an_issued_paper(cast, office, kind, right, change):
    issued(cast, kind, office, right)

    with pytest.raises(IntegrityError), transaction.atomic():
        IssuedPaper.objects.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        IssuedPaper.objects.all().delete()


def test_the_database_refuses_the_same_number_twice(cast, office, kind, right):
    issued(cast, kind, office, right)
    row = IssuedPaper.objects.get()
    row.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_rights_for_some_kinds_do_not_cover_others(right):
    facts = replace(right.as_facts(), kinds=("invitation",))

    assert (facts.covers("invitation", DAY), facts.covers("decision", DAY)) == (True, False)
    assert right.is_in_force(DAY)
