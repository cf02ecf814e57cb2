"""Screens of official papers."""
