"""What may leave the house as open data, and the last look at it before it goes. Pure."""
