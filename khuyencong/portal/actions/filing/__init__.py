"""What the public and the offices do with filings."""
