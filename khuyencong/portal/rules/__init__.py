"""What news are: their life and their words. Pure."""
