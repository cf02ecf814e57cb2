"""Triggers: what stands behind a frozen report is only added, a frozen report keeps its figures, nothing is removed."""

from django.db import migrations

from khuyencong.db.triggers import append_only, guard_rows


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial")]

    operations = [
        append_only("reporting_reportform"),
        append_only("reporting_reportcell"),
        guard_rows(
            "reporting_report",
            "reporting_report_frozen",
            on=("UPDATE",),
            when=(
                "OLD.state <> 'draft' AND (NEW.state = 'draft' OR NEW.digest <> OLD.digest OR NEW.facts <> OLD.facts "
                "OR NEW.period <> OLD.period OR NEW.office_id <> OLD.office_id OR NEW.code <> OLD.code)"
            ),
            message="a frozen report keeps its figures",
        ),
        guard_rows(
            "reporting_report",
            "reporting_report_kept",
            on=("DELETE",),
            when="1 = 1",
            message="a report is corrected, never removed",
        ),
    ]
