"""Triggers once more: undoing a return of an advance stays within the rate of the contract as an advance does."""

from django.db import migrations

from khuyencong.db.triggers import without
from khuyencong.programme.migrations._guards import GUARDS


class Migration(migrations.Migration):
    dependencies = [("programme", "0012_photo_prints")]

    operations = without(GUARDS, [])
