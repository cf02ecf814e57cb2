"""Crash tests share one installation per file."""

from tests.crash.installation import installation

__all__ = ["installation"]
