"""Schema of the public site."""
