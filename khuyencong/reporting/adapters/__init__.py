"""Files that leave."""
