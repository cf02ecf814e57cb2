"""The verbs of a project's work: from its start to the follow-up of its effect."""
