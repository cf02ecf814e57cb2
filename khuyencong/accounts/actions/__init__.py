"""Verbs on people, roles and sessions."""
