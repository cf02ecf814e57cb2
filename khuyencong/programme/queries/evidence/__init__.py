"""Reads what proves the money, and what speaks against it."""
