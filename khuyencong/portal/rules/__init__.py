"""What the portal decides. Pure."""
