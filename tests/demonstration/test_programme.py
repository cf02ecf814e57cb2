"""The demonstration's programmes tell the figures of their sources; its plans stand in force, adjusted and locked."""

import pytest

from khuyencong.accounts.models import AuditEntry
from khuyencong.demonstration.actions.cast import seed_cast
from khuyencong.demonstration.actions.programme import lines_2026, lock_last_year, seed_programmes
from khuyencong.kernel.money import Money
from khuyencong.programme.models import Assignment, Plan, Programme, Transfer
from khuyencong.programme.queries.plans.progress import money_of, over_programme
from khuyencong.programme.queries.plans.versions import frames_of


@pytest.mark.django_db
def test_programmes_and_plans_are_seeded_once_with_the_figures_of_their_sources(now):
    seed_cast(at=now, passwords={})
    seed_programmes(at=now)
    lock_last_year(at=now)
    before = AuditEntry.objects.count(), Transfer.objects.count()

    seed_programmes(at=now)
    lock_last_year(at=now)

    assert (AuditEntry.objects.count(), Transfer.objects.count()) == before
    running = Programme.objects.get(code="KC-2026-2030")
    assert sum(row.foreseen for row in money_of(running)) == 375_600_000_000
    assert over_programme(running) == []
    old = Programme.objects.get(code="KC-2020")
    assert {(one.year, one.note, one.amount) for one in old.money.all()} == {
        (2016, "gần", Money(1_500_000_000)), (None, "trên", Money(32_000_000_000))
    }  # fmt: skip  # two figures
    assert Plan.objects.get(year=2025).locked_at is not None
    plan = Plan.objects.get(year=2026)
    assert list(plan.versions.order_by("number").values_list("state", flat=True)) == ["superseded", "approved"]
    assert Assignment.objects.filter(plan=plan).count() == 4
    assert all(frame.room.dong >= 0 for frame in frames_of(plan).values())
    assert {line.stream for line in lines_2026().values()} == {"local", "national"}
