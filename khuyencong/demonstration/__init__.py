"""The demonstration: an invented province with its people, rounds and certificates. Never real data."""
