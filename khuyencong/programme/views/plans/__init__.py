"""Screens of programmes, yearly plans and assigned money."""
