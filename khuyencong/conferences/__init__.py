"""Conferences and award ceremonies, conclusions to follow up, press notes."""
