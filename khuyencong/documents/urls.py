"""Addresses of files."""

from django.urls import path

from khuyencong.documents.views import files

app_name = "documents"
urlpatterns = [
    path("tep/<int:pk>/", files.view_file, name="view_file"),
    path("tep/<int:pk>/anh-nho/", files.view_thumbnail, name="view_thumbnail"),
]
