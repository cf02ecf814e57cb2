"""Addresses: invoices, double support, statements of the bank."""

from django.urls import path

from khuyencong.programme.views.evidence import checks, invoices, statements

urlpatterns = [
    path("de-an/<int:project_id>/ho-tro-trung/", checks.view_support_findings, name="view_support_findings"),
    path("de-an/<int:project_id>/ho-tro-trung/ket-luan/", checks.record_support_check, name="record_support_check"),
    path("de-an/<int:project_id>/hoa-don/", invoices.view_invoices, name="view_invoices"),
    path("de-an/<int:project_id>/hoa-don/moi/", invoices.record_invoice, name="record_invoice"),
    path("de-an/hoa-don/<int:invoice_id>/rut/", invoices.withdraw_invoice, name="withdraw_invoice"),
    path("sao-ke/", statements.view_statements, name="view_statements"),
    path("sao-ke/<int:statement_id>/", statements.view_statement, name="view_statement"),
    path("sao-ke/dong/<int:line_id>/", statements.match_statement_line, name="match_statement_line"),
    path("sao-ke/dong/<int:line_id>/mo-lai/", statements.reopen_statement_line, name="reopen_statement_line"),
]
