"""Schema of advice."""
