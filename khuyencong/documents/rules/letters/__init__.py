"""What a letter is, how it lives, and when it is tried again. Pure."""
