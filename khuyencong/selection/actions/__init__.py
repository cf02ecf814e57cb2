"""The verbs of a selection round."""
