"""Template tags of the import screens."""
