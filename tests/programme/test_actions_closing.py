"""Settlement, liquidation, closing and follow-up of a project."""

from datetime import UTC, date, datetime

import pytest

from khuyencong.documents.models import Attachment, StoredFile
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.programme.actions.work.calendars import end_calendar_address, fingerprint, make_calendar_address
from khuyencong.programme.actions.work.closing import (
    Seen,
    close_project,
    follow_up,
    liquidate_contract,
    settle_project,
)
from khuyencong.programme.models import CalendarFeed
from khuyencong.programme.queries.projects.bounds import content_of, norms_for
from khuyencong.programme.queries.projects.money import line_left, project_balances
from khuyencong.programme.rules.buckets import Bucket
from khuyencong.programme.rules.work.effects import FollowUpFacts
from tests.factories.programme import make_line, make_plan
from tests.factories.work import SUPPORT, make_accepted, put_money

ON = date(2026, 11, 20)


def give_papers(cast, project, now):
    """Attach every paper that the settlement of its content asks for."""
    content = content_of(project, norms_for(project, ON))
    for number, paper in enumerate(content.papers_at("settlement")):
        digest = f"{number:064x}"
        stored = StoredFile.objects.create(
            office=project.office, purpose="paper", name="giay.pdf", media_type="application/pdf", size=1,
            sha256=digest, received_sha256=digest, created_at=now, created_by=cast.chuyenvien,
        )  # fmt: skip  # one row
        Attachment.objects.create(
            file=stored, owner_label="programme.project", owner_id=project.pk, kind=paper.code, added_at=now,
            added_by=cast.chuyenvien,
        )  # fmt: skip  # one row


def settle(cast, project, now, on=ON, paper="12/QT"):
    return settle_project(actor=cast.ketoan, project=project, on=on, paper=paper, at=now)


def test_settle_project_moves_what_was_paid_and_frees_the_rest(cast, now):
    project = make_accepted(cast, amount=SUPPORT - 50_000_000)
    give_papers(cast, project, now)

    done = settle(cast, project, now)

    project.refresh_from_db()
    assert (project.state, project.settled_on, done.warnings) == ("settled", ON, ())
    assert project_balances(project)[Bucket.SETTLED] == Money(SUPPORT - 50_000_000)
    assert line_left(project.line) == Money(50_000_000)


def test_settle_project_tells_open_money_and_missing_papers_at_once(cast, now):
    project = make_accepted(cast, amount=SUPPORT - 50_000_000)
    put_money(cast, project, ("advance", 50_000_000))

    with pytest.raises(Refusals) as told:
        settle(cast, project, now, paper=" ")

    codes = [no.code for no in told.value.refusals]
    assert codes[0] == "programme.advance_open"
    assert codes[-1] == "programme.settlement_number_missing"
    assert set(codes[1:-1]) == {"programme.settlement_paper_missing"}
    assert "Biên bản nghiệm thu cơ sở" in str(told.value.refusals[1])


def test_settlement_after_its_days_is_done_and_told_as_late(cast, now):
    project = make_accepted(cast, accepted_on=date(2026, 11, 1))
    give_papers(cast, project, now)

    [late] = settle(cast, project, now).warnings

    assert (late.code, str(late)) == ("programme.late", "Quyết toán chậm 4 ngày so với hạn 16/11/2026.")
    assert late.source == "TT 36/2013/TT-BCT, Điều 18"


def settled(cast, **changed):
    return make_accepted(cast, state="settled", settled_on=ON, **changed)


def test_liquidate_contract_after_the_day_of_the_year_is_told_as_late(cast):
    at = datetime(2027, 1, 25, 2, 0, tzinfo=UTC)
    project = settled(cast, line=make_line(make_plan(cast), stream="national"))

    done = liquidate_contract(actor=cast.chuyenvien, project=project, on=date(2027, 1, 25), paper="03/BBTL", at=at)

    assert (project.state, project.liquidated_on) == ("liquidated", date(2027, 1, 25))
    assert [str(one) for one in done.warnings] == ["Thanh lý hợp đồng chậm 3 ngày so với hạn 22/01/2027."]


def test_liquidate_contract_in_time_or_of_the_local_stream_is_not_late(cast, now):
    done = liquidate_contract(actor=cast.chuyenvien, project=settled(cast), on=ON, paper="03/BBTL", at=now)

    assert done.warnings == ()


def test_liquidate_contract_needs_a_paper(cast, now):
    with pytest.raises(Refusal) as told:
        liquidate_contract(actor=cast.chuyenvien, project=settled(cast), on=ON, paper="", at=now)

    assert told.value.code == "programme.liquidation_paper_missing"


def test_close_project_sets_how_long_files_stay(cast, now):
    project = settled(cast)
    liquidate_contract(actor=cast.chuyenvien, project=project, on=ON, paper="03/BBTL", at=now)

    with pytest.raises(Refusal) as told:
        close_project(actor=cast.chuyenvien, project=project, retention="never", at=now)
    assert told.value.code == "programme.retention_unknown"
    close_project(actor=cast.chuyenvien, project=project, retention="books", at=now)

    project.refresh_from_db()
    assert (project.state, project.retention, project.kept_until) == ("closed", "books", date(2036, 12, 31))


def test_follow_up_keeps_figures_before_and_after(cast):
    project, at = make_accepted(cast), datetime(2027, 5, 11, 2, 0, tzinfo=UTC)
    facts = FollowUpFacts(6, date(2027, 5, 10), {"jobs_created": "4", "revenue": ""})

    kept = follow_up(
        actor=cast.chuyenvien, project=project, facts=facts,
        seen=Seen("Máy chạy tốt", still_used=True, before={"jobs_created": "0", "rain": "1"}), at=at,
    )  # fmt: skip  # one call

    project.refresh_from_db()
    assert (kept.figures, kept.still_used, kept.before) == (
        {"jobs_created": "4"},
        True,
        {"jobs_created": "0"},
    )
    assert project.state == "accepted"


def test_follow_up_before_its_month_or_twice_is_refused(cast):
    project, at = make_accepted(cast), datetime(2027, 5, 11, 2, 0, tzinfo=UTC)

    def look(on):
        facts = FollowUpFacts(6, on, {"jobs_created": "4"})
        return follow_up(actor=cast.chuyenvien, project=project, facts=facts, seen=Seen(), at=at)

    with pytest.raises(Refusals) as early:
        look(date(2027, 5, 9))
    look(date(2027, 5, 10))
    with pytest.raises(Refusals) as twice:
        look(date(2027, 5, 11))

    assert [no.code for no in early.value.refusals] == ["programme.follow_up_early"]
    assert [no.code for no in twice.value.refusals] == ["programme.follow_up_done"]


def test_calendar_address_is_kept_as_a_fingerprint_and_the_new_one_ends_the_old(cast, now):
    first = make_calendar_address(actor=cast.chuyenvien, at=now)
    second = make_calendar_address(actor=cast.chuyenvien, at=now)

    live = CalendarFeed.objects.get(ended_at=None)
    assert live.fingerprint == fingerprint(second)
    assert first != second
    assert second not in str(CalendarFeed.objects.values())
    assert end_calendar_address(actor=cast.chuyenvien, at=now) == 1
    assert not CalendarFeed.objects.filter(ended_at=None).exists()
