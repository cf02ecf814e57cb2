"""Reads for reports and open data."""
