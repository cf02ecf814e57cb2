"""Commands of reports and open data."""
