"""How dates and numbers are written and read, language by language."""
