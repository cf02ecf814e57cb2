"""Facts for the papers of a conference."""
