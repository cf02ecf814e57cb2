"""Commands of advice."""
