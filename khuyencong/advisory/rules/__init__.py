"""What advice is: its life, and what may be asked. Pure."""
