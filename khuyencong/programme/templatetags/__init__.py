"""Template tags of programmes, plans and projects."""
