"""Measures: `make bench` prints one JSON line each, with medians and the ratio to a reference of the same run.

A measure is a module here with `measure()`, which yields dicts made by `tests.bench.clock.line`. It finds Django set
up on an empty, migrated database of its own. `DATABASES = ("sqlite", "postgresql")` asks for a run on each; the default
is SQLite alone.
"""
