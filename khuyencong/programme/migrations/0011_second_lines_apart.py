"""An index of second lines that holds only the rows that have one."""

import django.db.models.deletion
from django.db import migrations, models

from khuyencong.db.triggers import without
from khuyencong.programme.migrations._guards import GUARDS


class Migration(migrations.Migration):
    dependencies = [("programme", "0010_statement_lines")]

    operations = without(
        GUARDS,
        [
            migrations.AlterField(
                model_name="transfer",
                name="to_line",
                field=models.ForeignKey(
                    blank=True,
                    db_comment="only of a move",
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="transfers_in",
                    to="programme.planline",
                ),
            ),
            migrations.AddIndex(
                model_name="transfer",
                index=models.Index(
                    condition=models.Q(("to_line__isnull", False)),
                    fields=["to_line", "on"],
                    name="programme_transfer_to_line",
                ),
            ),
        ],
    )
