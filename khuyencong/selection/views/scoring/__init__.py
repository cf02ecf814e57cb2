"""Screens of sheets: the juror's own, and the secretary's."""
