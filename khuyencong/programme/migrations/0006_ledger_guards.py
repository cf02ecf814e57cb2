"""Triggers: transfers are only added, never below zero, never into a locked year, never beyond what was approved."""

from django.db import migrations

from khuyencong.programme.migrations._guards import GUARDS


class Migration(migrations.Migration):
    dependencies = [("programme", "0005_ledger_constraints")]

    operations = GUARDS
