"""Certificates are never removed, what is printed on them never changes, and their events are only added."""

from django.db import migrations

from khuyencong.db.triggers import append_only, guard_rows

FROZEN = ("serial", "series", "year", "number", "code", "facts", "product_id", "office_id", "issued_on", "valid_until")


class Migration(migrations.Migration):
    dependencies = [("certificates", "0001_initial")]

    operations = [
        append_only("certificates_certificateevent"),
        guard_rows(
            "certificates_certificate",
            "certificates_kept",
            on=("DELETE",),
            when="1 = 1",
            message="certificates are revoked, never removed",
        ),
        guard_rows(
            "certificates_certificate",
            "certificates_frozen",
            on=("UPDATE",),
            when=" OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in FROZEN),
            message="what a certificate says never changes",
        ),
        guard_rows(
            "certificates_certificate",
            "certificates_file_kept",
            on=("UPDATE",),
            when="OLD.file_sha256 <> '' AND (OLD.file_sha256 <> NEW.file_sha256 OR OLD.file_id IS DISTINCT FROM NEW.file_id)",
            message="a signed file is never exchanged",
        ),
        guard_rows(
            "certificates_certificate",
            "certificates_end_is_final",
            on=("UPDATE",),
            when="OLD.state IN ('revoked', 'replaced')",
            message="a certificate that ended stays as it ended",
        ),
    ]
