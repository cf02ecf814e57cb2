"""Rounds, dossiers, jury, council, ranking."""
