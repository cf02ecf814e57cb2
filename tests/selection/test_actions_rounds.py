"""Rounds, rubric, dossiers: the verbs before scoring."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from khuyencong.accounts.models import AuditEntry
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.selection.actions.dossiers import (
    DossierDraft,
    accept_dossier,
    answer_supplement,
    check_paper,
    edit_dossier,
    register_dossier,
    reject_dossier,
    reopen_dossier,
    request_supplement,
    submit_dossier,
    withdraw_dossier,
)
from khuyencong.selection.actions.rounds import cancel_round, edit_round, open_collecting, publish_results
from khuyencong.selection.actions.rubric import adopt_subcriteria, edit_rubric
from khuyencong.selection.actions.scoring import start_scoring
from khuyencong.selection.models import Criterion, Dossier
from khuyencong.selection.papers import paper_rules
from khuyencong.selection.rules.rubric import CriterionFacts
from tests.factories.selection import make_dossier, make_jury, make_maker, make_product, make_round, make_scoring


def code_of(refused):
    return refused.value.code


def codes_of(refused):
    return [refusal.code for refusal in refused.value.refusals]


def test_open_round_takes_the_legal_sheet_and_threshold(cast, now):
    round_ = make_round(cast, now)

    assert [(row.code, row.maximum) for row in round_.rubric] == [("1", 4000), ("2", 4000), ("3", 1000), ("4", 1000)]
    assert (round_.state, round_.threshold_hundredths, round_.tie_order) == ("preparing", 7000, ["1", "2", "3"])
    assert round_.authority == "ỦY BAN NHÂN DÂN TỈNH VĨNH LONG"


@pytest.mark.parametrize(("year", "region"), [(2016, "south"), (2026, "south")])
def test_open_round_at_regional_level_notes_the_region_of_its_day(cast, now, year, region):
    round_ = make_round(cast, now, code="KV", level="region", year=year)

    entry = AuditEntry.objects.get(thing=f"selection.round:{round_.pk}")
    assert entry.facts["region"] == region
    assert round_.authority == "CỤC QUẢN LÝ KHUYẾN CÔNG CỦA BỘ CÔNG THƯƠNG"


def test_open_round_can_start_without_criteria(cast, now):
    assert make_round(cast, now, with_criteria=False).criteria.count() == 0


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"level": "village"}, "selection.unknown_level"),
        ({"name": " "}, "selection.round_unnamed"),
        ({"year": 3026}, "selection.bad_year"),
    ],
)
def test_open_round_refuses_what_cannot_be(cast, now, changes, code):
    with pytest.raises(Refusal) as refused:
        make_round(cast, now, **changes)

    assert code_of(refused) == code


def test_open_round_refuses_a_code_twice(cast, now):
    make_round(cast, now)

    with pytest.raises(Refusal) as refused:
        make_round(cast, now)

    assert code_of(refused) == "selection.round_code_taken"


def test_adopt_subcriteria_puts_fourteen_under_the_four(cast, now):
    round_ = adopt_subcriteria(actor=cast.thuky, round_=make_round(cast, now), at=now)

    assert Criterion.objects.filter(round=round_, is_leaf=True).count() == 14
    assert Criterion.objects.filter(round=round_, is_leaf=False).count() == 4
    assert Criterion.objects.get(round=round_, code="1.1").anchors[0]["points"] == 1000


def test_edit_rubric_refuses_a_tree_that_is_not_whole(cast, now):
    with pytest.raises(Refusals) as refused:
        edit_rubric(actor=cast.thuky, round_=make_round(cast, now), criteria=[CriterionFacts("1", "x", 9900)], at=now)

    assert codes_of(refused) == ["selection.rubric_not_hundred"]


def test_edit_rubric_refuses_once_scoring_has_started(cast, now):
    round_, _dossiers, _jury = make_scoring(cast, now)

    with pytest.raises(Refusal) as refused:
        adopt_subcriteria(actor=cast.thuky, round_=round_, at=now)

    assert code_of(refused) == "selection.rubric_frozen"
    with pytest.raises(IntegrityError), transaction.atomic():
        Criterion.objects.filter(round=round_).update(maximum_hundredths=500)


def test_edit_round_changes_settings_and_nothing_else(cast, now):
    round_ = edit_round(actor=cast.thuky, round_=make_round(cast, now), changes={"quota": 30}, at=now)

    assert round_.quota == 30
    with pytest.raises(Refusals) as bad:
        edit_round(actor=cast.thuky, round_=round_, changes={"quorum_percent": 20}, at=now)
    assert codes_of(bad) == ["selection.bad_setting"]
    round_.refresh_from_db()
    with pytest.raises(Refusal) as refused:
        edit_round(actor=cast.thuky, round_=round_, changes={"state": "decided"}, at=now)
    assert code_of(refused) == "selection.not_editable"


def test_cancel_round_needs_a_reason_and_no_decision(cast, now):
    round_ = open_collecting(actor=cast.thuky, round_=make_round(cast, now), at=now)

    with pytest.raises(Refusal) as refused:
        cancel_round(actor=cast.chutich, round_=round_, reason=" ", at=now)
    assert code_of(refused) == "selection.reason_missing"
    assert cancel_round(actor=cast.chutich, round_=round_, reason="Dịch bệnh", at=now).state == "cancelled"
    with pytest.raises(Refusal) as refused:
        edit_round(actor=cast.thuky, round_=round_, changes={"quota": 1}, at=now)
    assert code_of(refused) == "selection.round_is_over"


def test_publish_results_refuses_before_the_decision(cast, now):
    with pytest.raises(Refusal) as refused:
        publish_results(actor=cast.thuky, round_=make_round(cast, now), at=now)

    assert code_of(refused) == "kernel.wrong_state"


def test_register_dossier_gives_the_next_code_of_the_group(cast, now):
    round_ = make_round(cast, now)
    maker = make_maker(cast, now)

    entered = [make_dossier(cast, round_, now, group=group, maker=maker).entry_code for group in "AAB"]

    assert entered == ["A01", "A02", "B01"]
    assert round_.state == "collecting"


def test_reject_dossier_does_not_free_its_number(cast, now):
    round_ = make_round(cast, now)
    maker = make_maker(cast, now)
    reject_dossier(
        actor=cast.thuky, dossier=make_dossier(cast, round_, now, maker=maker), reason="Không phải cơ sở CNNT", at=now
    )

    assert make_dossier(cast, round_, now, maker=maker).entry_code == "A02"


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (DossierDraft(group="A", entry_code="a 1"), "selection.entry_code_taken"),
        (DossierDraft(group="X"), "selection.unknown_group"),
        (DossierDraft(group="A", entry_code="??"), "selection.bad_entry_code"),
    ],
)
def test_register_dossier_refuses_codes_that_cannot_be(cast, now, draft, code):
    round_ = make_round(cast, now)
    maker = make_maker(cast, now)
    make_dossier(cast, round_, now, code="A01", maker=maker)

    with pytest.raises(Refusal) as refused:
        register_dossier(actor=cast.thuky, round_=round_, product=make_product(maker, now, "Khác"), draft=draft, at=now)

    assert code_of(refused) == code


def test_register_dossier_refuses_a_product_twice(cast, now):
    round_ = make_round(cast, now)
    product = make_product(make_maker(cast, now), now)
    make_dossier(cast, round_, now, product=product)

    with pytest.raises(Refusal) as refused:
        make_dossier(cast, round_, now, product=product)

    assert code_of(refused) == "selection.product_twice"


def test_submit_dossier_refuses_after_the_deadline(cast, now):
    round_ = make_round(cast, now, closes_on=date(2026, 11, 24))
    product = make_product(make_maker(cast, now), now)
    dossier = register_dossier(
        actor=cast.thuky, round_=round_, product=product, draft=DossierDraft(group="A"), submit=False, at=now
    )

    with pytest.raises(Refusal) as refused:
        submit_dossier(actor=cast.thuky, dossier=dossier, at=now + timedelta(days=1))
    assert code_of(refused) == "selection.deadline_passed"
    submitted = submit_dossier(actor=cast.thuky, dossier=dossier, at=now)
    assert (submitted.state, submitted.received_on) == ("submitted", date(2026, 11, 24))


def complete(cast, dossier, now):
    for rule in paper_rules(dossier):
        check_paper(actor=cast.chuyenvien, dossier=dossier, paper_code=rule.code, is_present=True, at=now)


def test_accept_dossier_tells_everything_that_is_missing(cast, now):
    dossier = make_dossier(cast, make_round(cast, now), now)

    with pytest.raises(Refusals) as refused:
        accept_dossier(actor=cast.thuky, dossier=dossier, at=now)

    assert set(codes_of(refused)) == {"selection.paper_missing", "selection.too_few_photos"}
    complete(cast, dossier, now)
    assert accept_dossier(actor=cast.thuky, dossier=dossier, at=now).state == "accepted"


def test_check_paper_refuses_a_paper_that_is_not_listed(cast, now):
    dossier = make_dossier(cast, make_round(cast, now), now)

    with pytest.raises(Refusal) as refused:
        check_paper(actor=cast.thuky, dossier=dossier, paper_code="love_letter", is_present=True, at=now)

    assert code_of(refused) == "selection.unknown_paper"


def test_request_supplement_and_answer_supplement_go_together(cast, now):
    dossier = make_dossier(cast, make_round(cast, now), now)
    items = [{"code": "photos", "label": "Ảnh màu"}]

    with pytest.raises(Refusal) as refused:
        request_supplement(actor=cast.thuky, dossier=dossier, items=[], due_on=date(2026, 12, 1), at=now)
    assert code_of(refused) == "selection.nothing_asked"
    with pytest.raises(Refusal) as refused:
        request_supplement(actor=cast.thuky, dossier=dossier, items=items, due_on=date(2026, 11, 1), at=now)
    assert code_of(refused) == "selection.due_in_the_past"
    request_supplement(actor=cast.thuky, dossier=dossier, items=items, due_on=date(2026, 12, 1), at=now)
    assert dossier.state == "needs_supplement"
    make_jury(cast, dossier.round, now)
    with pytest.raises(Refusals) as several:
        start_scoring(actor=cast.thuky, round_=dossier.round, at=now, with_unchecked=True)
    assert codes_of(several) == ["selection.no_dossiers", "selection.supplements_awaited"]
    assert answer_supplement(actor=cast.chuyenvien, dossier=dossier, answer="Đã gửi ảnh", at=now).state == "submitted"
    assert dossier.supplements.get().answer == "Đã gửi ảnh"


def test_edit_dossier_changes_what_is_declared(cast, now):
    dossier = make_dossier(cast, make_round(cast, now), now)

    assert edit_dossier(actor=cast.thuky, dossier=dossier, changes={"description": "x"}, at=now).description == "x"
    with pytest.raises(Refusal) as refused:
        edit_dossier(actor=cast.thuky, dossier=dossier, changes={"entry_code": "Z9"}, at=now)
    assert code_of(refused) == "selection.not_editable"


def test_withdraw_dossier_needs_a_reason_and_reopen_dossier_takes_back(cast, now):
    dossier = make_dossier(cast, make_round(cast, now), now)

    with pytest.raises(Refusal) as refused:
        withdraw_dossier(actor=cast.thuky, dossier=dossier, reason="", at=now)
    assert code_of(refused) == "selection.reason_missing"
    rejected = reject_dossier(actor=cast.thuky, dossier=Dossier.objects.get(), reason="Thiếu giấy tờ", at=now)
    assert rejected.state == "rejected"
    assert reopen_dossier(actor=cast.thuky, dossier=rejected, at=now).state == "submitted"


def test_open_collecting_is_for_those_with_the_right(cast, now):
    round_ = make_round(cast, now)

    for person in (cast.giamkhao01, cast.ketoan, cast.coso, cast.kiemtoan):
        with pytest.raises(Refusal) as refused:
            open_collecting(actor=person, round_=round_, at=now)
        assert code_of(refused) == "accounts.no_right"
