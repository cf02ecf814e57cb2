"""What may be typed on the screens of programmes, plans and projects."""
