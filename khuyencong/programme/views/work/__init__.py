"""Screens of a project's work and of deadlines."""
