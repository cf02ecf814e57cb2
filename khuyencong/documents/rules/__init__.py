"""What a file may be, by its content. Pure."""
