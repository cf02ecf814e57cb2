"""The screens of a selection round, by the part of the work they serve."""
