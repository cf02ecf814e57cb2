"""Reads the work on projects and the days that they keep."""
