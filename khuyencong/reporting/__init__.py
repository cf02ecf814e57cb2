"""Indicators, official forms, dashboards, open data: only reads."""
