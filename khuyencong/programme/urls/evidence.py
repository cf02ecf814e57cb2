"""Addresses: invoices, double support, statements of the bank."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
