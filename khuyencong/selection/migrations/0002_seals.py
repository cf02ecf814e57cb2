"""Triggers: a decision stays as it was written, sealed scores stay, and a rubric stays once it is scored by.

SQLite rebuilds a table to change it, and refuses while a trigger of another table names it: a later migration
that changes rounds, jurors or sheets removes these triggers first and installs them again at its end.
"""

from django.db import migrations

from khuyencong.db.triggers import append_only, guard_rows_of

SEALED = "('sealed', 'decided', 'closed')"
FROZEN = "('scoring', 'sealed', 'decided', 'closed')"


class Migration(migrations.Migration):
    dependencies = [("selection", "0001_initial")]

    operations = [
        append_only("selection_decision"),
        guard_rows_of(
            "selection_scorecard",
            "selection_scorecard_sealed",
            on=("INSERT", "UPDATE", "DELETE"),
            exists=(
                "SELECT 1 FROM selection_juror j JOIN selection_round r ON r.id = j.round_id "
                f"WHERE j.id = ROW.juror_id AND r.state IN {SEALED}"
            ),
            message="scores are sealed",
        ),
        guard_rows_of(
            "selection_score",
            "selection_score_sealed",
            on=("INSERT", "UPDATE", "DELETE"),
            exists=(
                "SELECT 1 FROM selection_scorecard c JOIN selection_juror j ON j.id = c.juror_id "
                "JOIN selection_round r ON r.id = j.round_id "
                f"WHERE c.id = ROW.scorecard_id AND r.state IN {SEALED}"
            ),
            message="scores are sealed",
        ),
        guard_rows_of(
            "selection_criterion",
            "selection_criterion_frozen",
            on=("INSERT", "UPDATE", "DELETE"),
            exists=f"SELECT 1 FROM selection_round r WHERE r.id = ROW.round_id AND r.state IN {FROZEN}",
            message="the rubric is frozen",
        ),
    ]
