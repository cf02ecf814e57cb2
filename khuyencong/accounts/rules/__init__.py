"""Decisions about who may do what, and about the audit chain. Pure."""
