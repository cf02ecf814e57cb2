"""What reports and open data make."""
