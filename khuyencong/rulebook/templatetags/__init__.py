"""Template tags of the rulebook."""
