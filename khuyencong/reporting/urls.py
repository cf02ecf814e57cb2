"""Báo cáo, chỉ tiêu: every address."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "reporting"
urlpatterns: list[URLPattern | URLResolver] = []
