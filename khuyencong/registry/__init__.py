"""Places, establishments, products."""
