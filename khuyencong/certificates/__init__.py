"""Issue, sign, verify, revoke, replace certificates."""
