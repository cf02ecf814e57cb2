"""A local norm is decided once, never changed in substance, and never removed."""

from django.db import migrations

from khuyencong.db.triggers import guard_rows


class Migration(migrations.Migration):
    dependencies = [("rulebook", "0001_initial")]

    operations = [
        guard_rows(
            "rulebook_localnorm",
            "rulebook_localnorm_decided_once",
            on=("UPDATE",),
            when="OLD.state <> 'proposed'",
            message="a decided local norm is never changed",
        ),
        guard_rows(
            "rulebook_localnorm",
            "rulebook_localnorm_substance",
            on=("UPDATE",),
            when=(
                "OLD.value IS DISTINCT FROM NEW.value OR OLD.key <> NEW.key OR OLD.start_on <> NEW.start_on "
                "OR OLD.source <> NEW.source OR OLD.office_id <> NEW.office_id OR OLD.proposed_by_id <> NEW.proposed_by_id"
            ),
            message="what was proposed is what is decided on",
        ),
        guard_rows(
            "rulebook_localnorm",
            "rulebook_localnorm_kept",
            on=("DELETE",),
            when="1 = 1",
            message="local norms are never removed",
        ),
    ]
