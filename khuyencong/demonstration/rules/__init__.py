"""The invented offices and people, as data. Pure."""
