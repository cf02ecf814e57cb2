"""The verbs of programmes, yearly plans and assigned money."""
