"""Screens of evidence: double support, invoices, photographs, statements."""
