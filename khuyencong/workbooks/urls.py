"""Addresses of imports."""

from django.urls import path

from khuyencong.workbooks import views

app_name = "workbooks"
urlpatterns = [
    path("xuat-bang/<slug:key>/tien-do/", views.view_export_progress, name="view_export_progress"),
    path("nhap-bang/", views.view_imports, name="view_imports"),
    path("nhap-bang/moi/<str:importer>/<int:target>/", views.check_import, name="check_import"),
    path("nhap-bang/<int:run>/", views.view_import, name="view_import"),
    path("nhap-bang/<int:run>/tra-loi/", views.answer_questions, name="answer_questions"),
    path("nhap-bang/<int:run>/xac-nhan/", views.confirm_import, name="confirm_import"),
    path("nhap-bang/<int:run>/hoan-tac/", views.undo_import, name="undo_import"),
    path("nhap-bang/<int:run>/tien-do/", views.view_progress, name="view_progress"),
    path("nhap-bang/<int:run>/ban-danh-dau/", views.view_marked, name="view_marked"),
]
