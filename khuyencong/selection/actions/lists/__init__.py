"""The two lists that a round takes in from workbooks: entries, and sheets of points."""
