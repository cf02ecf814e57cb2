"""Screens after the jury: ranking, council, decision, certificates."""
