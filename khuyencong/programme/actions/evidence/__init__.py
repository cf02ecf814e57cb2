"""Verbs of evidence: looks for double support, invoices, photographs, statements."""
