"""Facts, serials, codes, tokens and verdicts of certificates. Pure."""
