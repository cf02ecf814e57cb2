"""Fill the invented province: rounds to their certificates, rounds that stand open, programmes and plans."""

from __future__ import annotations

from datetime import datetime

from khuyencong.demonstration.actions.last_year import seed_last_year
from khuyencong.demonstration.actions.open_rounds import seed_open_rounds
from khuyencong.demonstration.actions.past_projects import seed_past_projects
from khuyencong.demonstration.actions.programme import lock_last_year, seed_programmes
from khuyencong.demonstration.actions.round_2016 import seed_round_2016
from khuyencong.demonstration.actions.running_projects import seed_running_projects


def seed_province(*, at: datetime) -> None:
    """Make what is missing, step by step through the product's own actions; safe to repeat and to break off."""
    seed_last_year(at=at)
    seed_round_2016(at=at)
    seed_open_rounds(at=at)
    seed_past_projects(at=at)
    seed_programmes(at=at)
    lock_last_year(at=at)
    seed_running_projects(at=at)
