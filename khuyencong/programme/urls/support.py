"""Addresses: what a level of support would be."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
