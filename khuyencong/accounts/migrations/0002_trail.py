"""The head of the chain, and the triggers that keep the trail as it was written."""

from django.db import migrations

from khuyencong.accounts.rules.chain import GENESIS
from khuyencong.db.triggers import append_only, guard_rows


def make_head(apps, schema_editor):
    apps.get_model("accounts", "ChainHead").objects.get_or_create(pk=1, defaults={"number": 0, "digest": GENESIS})


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.RunPython(make_head, migrations.RunPython.noop),
        append_only("accounts_auditentry"),
        guard_rows(
            "accounts_auditdetail",
            "accounts_auditdetail_kept",
            on=("DELETE",),
            when="1 = 1",
            message="audit details are erased, never removed",
        ),
        guard_rows(
            "accounts_auditdetail",
            "accounts_auditdetail_erased_only",
            on=("UPDATE",),
            when="NEW.erased_at IS NULL",
            message="audit details are erased, never changed",
        ),
    ]
