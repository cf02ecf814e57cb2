"""What the public and the offices may type on the portal."""
