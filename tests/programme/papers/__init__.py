"""The papers of plans and projects."""
