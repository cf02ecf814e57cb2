"""Screens of projects from application to contract."""
