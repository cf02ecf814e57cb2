"""Decisions of programmes, plans, projects and their money on frozen facts. Pure."""
