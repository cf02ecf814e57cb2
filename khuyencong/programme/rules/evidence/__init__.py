"""Decisions about evidence: double support, invoices, serials, likeness of pictures, statements. Pure."""
