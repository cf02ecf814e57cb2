"""Screens of reports and the dashboard."""
