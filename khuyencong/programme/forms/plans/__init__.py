"""What may be typed about programmes, yearly plans and assigned money."""
