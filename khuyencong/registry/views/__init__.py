"""Screens of establishments, products, duplicates and places."""
