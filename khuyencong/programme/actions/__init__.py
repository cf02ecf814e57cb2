"""The verbs of programmes, plans, projects and their money."""
