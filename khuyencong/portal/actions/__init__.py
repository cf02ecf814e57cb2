"""What is done to the public site."""
