"""Addresses: programmes, yearly plans, assigned money."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
