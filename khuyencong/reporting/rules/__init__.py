"""What reports and open data decide. Pure."""
