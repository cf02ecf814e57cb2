"""What the public may ask for, hand in and contest. Pure."""
