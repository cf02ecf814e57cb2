"""The verbs of conferences."""
