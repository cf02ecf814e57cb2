"""What may be typed on the screens of conferences."""
