"""Tests of programmes, plans, projects and their money."""
