"""Decisions on places, tax codes, phones, legal forms and likeness. Pure."""
