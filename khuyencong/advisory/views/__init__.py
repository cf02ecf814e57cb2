"""Screens of advice: for everybody, and for those who answer."""
