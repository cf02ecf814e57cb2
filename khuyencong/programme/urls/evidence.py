"""Addresses: invoices, double support, statements of the bank."""

from django.urls import path

from khuyencong.programme.views.evidence import checks

urlpatterns = [
    path("de-an/<int:project_id>/ho-tro-trung/", checks.view_support_findings, name="view_support_findings"),
    path("de-an/<int:project_id>/ho-tro-trung/ket-luan/", checks.record_support_check, name="record_support_check"),
]
