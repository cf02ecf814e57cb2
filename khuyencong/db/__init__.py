"""Database habits: append-only tables, money and key fields."""
