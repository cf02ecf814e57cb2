"""Báo cáo, chỉ tiêu: every address."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from khuyencong.reporting.views import cells, dashboard, report_forms, reports

app_name = "reporting"
urlpatterns: list[URLPattern | URLResolver] = [
    path("tong-quan/", dashboard.view_dashboard, name="view_dashboard"),
    path("bao-cao/", reports.view_reports, name="view_reports"),
    path("bao-cao/lap/", reports.open_report, name="open_report"),
    path("bao-cao/mau/", report_forms.view_report_forms, name="view_report_forms"),
    path("bao-cao/mau/<slug:code>/", report_forms.edit_report_form, name="edit_report_form"),
    path("bao-cao/<int:report_id>/", reports.view_report, name="view_report"),
    path("bao-cao/<int:report_id>/o/<path:cell>/", cells.view_report_cell, name="view_report_cell"),
    path("bao-cao/<int:report_id>/tai/<slug:kind>/", reports.download_report, name="download_report"),
    path("bao-cao/<int:report_id>/chot/", reports.freeze_report, name="freeze_report"),
    path("bao-cao/<int:report_id>/ky/", reports.sign_report, name="sign_report"),
    path("bao-cao/<int:report_id>/dinh-chinh/", reports.correct_report, name="correct_report"),
]
