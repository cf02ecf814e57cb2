"""Addresses: projects from application to contract."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
