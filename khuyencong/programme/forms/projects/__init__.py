"""What may be typed about projects from application to contract."""
