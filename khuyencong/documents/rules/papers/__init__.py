"""Official papers as facts, and the layout that Decree 30/2020 asks of them. Pure."""
