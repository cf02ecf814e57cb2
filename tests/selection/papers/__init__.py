"""Papers of a round."""
