"""Commands of programmes, plans and projects."""
