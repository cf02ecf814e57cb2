"""Recipes for reading conferences: what is visible, what is awarded, what is told to the press."""
