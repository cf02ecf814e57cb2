"""Decisions of a selection round on frozen facts. Pure."""
