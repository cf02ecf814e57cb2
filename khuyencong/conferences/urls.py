"""Hội nghị, lễ trao: every address."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "conferences"
urlpatterns: list[URLPattern | URLResolver] = []
