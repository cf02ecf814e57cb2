"""How each measure of the vocabulary is counted: by SQL in sets, and the records behind every sum.

The names are those of ``rules.indicators.MEASURES``; a test holds the two together.
"""

from khuyencong.reporting.queries.measures.awards import CERTIFICATES, ROUNDS
from khuyencong.reporting.queries.measures.control import (
    DAY_COUNT,
    DAYS_BETWEEN,
    DOUBLE_SUPPORT,
    INVOICES_OUTSIDE,
    LATE,
)
from khuyencong.reporting.queries.measures.figures import EFFECT, EFFECT_BEFORE, EFFECT_COUNT, FIGURE
from khuyencong.reporting.queries.measures.kinds import Hit, Measure, Scope, Totals
from khuyencong.reporting.queries.measures.ledger import LEDGER, PLANNED
from khuyencong.reporting.queries.measures.projects import PROJECT_MONEY, PROJECTS, RUNNING

COUNTED: dict[str, Measure] = {
    "projects": PROJECTS,
    "running": RUNNING,
    "ledger": LEDGER,
    "planned": PLANNED,
    "project_money": PROJECT_MONEY,
    "figure": FIGURE,
    "effect": EFFECT,
    "effect_before": EFFECT_BEFORE,
    "effect_count": EFFECT_COUNT,
    "certificates": CERTIFICATES,
    "rounds": ROUNDS,
    "days": DAYS_BETWEEN,
    "day_count": DAY_COUNT,
    "late": LATE,
    "invoices_outside": INVOICES_OUTSIDE,
    "double_support": DOUBLE_SUPPORT,
}

__all__ = ["COUNTED", "Hit", "Measure", "Scope", "Totals"]
