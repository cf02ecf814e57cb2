"""What the public may read: awarded products and published results; never personal data."""
