"""create_user, audit."""
