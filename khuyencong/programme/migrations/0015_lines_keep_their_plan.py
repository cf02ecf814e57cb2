"""Triggers: no line leaves its plan, and a locked plan keeps its year and office, so that a lock is not gone around."""

from django.db import migrations

from khuyencong.programme.migrations._guards import GUARDS_OF_PLANS


class Migration(migrations.Migration):
    dependencies = [("programme", "0014_bucket_words")]

    operations = GUARDS_OF_PLANS
