"""Addresses: the work on a project, from its start to the follow-up of its effect."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
