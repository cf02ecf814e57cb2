"""The public site: results, catalogue, verification."""
