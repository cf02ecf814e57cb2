"""Pure decisions about an office's own norms. Pure."""
