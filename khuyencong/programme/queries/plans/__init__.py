"""What programmes and yearly plans say, and how far they are."""
