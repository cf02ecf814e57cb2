"""Addresses: the ledger and payment orders."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
