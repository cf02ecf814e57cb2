"""Reads programmes, plans, projects and their money."""
