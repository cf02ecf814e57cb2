"""What is read for filings by the public."""
