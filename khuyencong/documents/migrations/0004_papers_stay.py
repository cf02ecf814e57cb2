"""Issued papers never change and are never removed; signed copies and templates are only added."""

from django.db import migrations

from khuyencong.db.triggers import append_only, guard_rows

FROZEN = (
    "office_id",
    "kind",
    "owner_label",
    "owner_id",
    "page_label",
    "page_id",
    "facts",
    "series",
    "year",
    "number",
    "symbol",
    "signed_on",
    "signer",
    "fixed_at",
    "issued_at",
    "docx_sha256",
    "pdf_sha256",
    "follows_id",
    "relation",
)


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_official_papers")]

    operations = [
        append_only("documents_signedcopy"),
        append_only("documents_papertemplate"),
        guard_rows(
            "documents_issuedpaper",
            "documents_papers_kept",
            on=("DELETE",),
            when="1 = 1",
            message="papers are discarded or recalled, never removed",
        ),
        guard_rows(
            "documents_issuedpaper",
            "documents_papers_frozen",
            on=("UPDATE",),
            when="OLD.state <> 'draft' AND ("
            + " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in FROZEN)
            + ")",
            message="what an issued paper says never changes",
        ),
        guard_rows(
            "documents_issuedpaper",
            "documents_papers_end",
            on=("UPDATE",),
            when="OLD.state IN ('discarded', 'replaced', 'recalled') OR (OLD.state <> 'draft' AND NEW.state = 'draft')",
            message="a paper that ended stays as it ended",
        ),
    ]
