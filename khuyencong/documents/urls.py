"""Addresses of files."""

from django.urls import path

from khuyencong.documents import views

app_name = "documents"
urlpatterns = [
    path("tep/<int:pk>/", views.view_file, name="view_file"),
    path("tep/<int:pk>/anh-nho/", views.view_thumbnail, name="view_thumbnail"),
]
