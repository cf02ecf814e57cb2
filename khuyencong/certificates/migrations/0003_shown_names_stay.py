"""What lists show of a certificate stays as it was issued, like what the paper says."""

from django.db import migrations

from khuyencong.db.triggers import guard_rows

SHOWN = ("level", "award_year", "product_name", "establishment_name", "is_foreign")


class Migration(migrations.Migration):
    dependencies = [("certificates", "0002_rows_stay")]

    operations = [
        guard_rows(
            "certificates_certificate",
            "certificates_shown_frozen",
            on=("UPDATE",),
            when=" OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in SHOWN),
            message="what lists show of a certificate never changes",
        ),
    ]
