"""Addresses of programmes, plans, projects and their money."""

from django.urls import URLPattern

app_name = "programme"

urlpatterns: list[URLPattern] = []
