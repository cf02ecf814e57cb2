"""The screens of programmes, plans, projects and their money."""
