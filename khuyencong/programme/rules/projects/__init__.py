"""Decisions about projects from application to contract. Pure."""
