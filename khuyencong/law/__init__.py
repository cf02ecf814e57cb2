"""Norms and instruments as dated data. Pure."""
