"""Tư vấn, cung cấp thông tin: every address."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "advisory"
urlpatterns: list[URLPattern | URLResolver] = []
