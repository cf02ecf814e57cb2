"""Advice requests and information given."""
