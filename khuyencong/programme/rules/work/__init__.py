"""The work on a project: running, acceptance, closing, effect, deadlines in a calendar. Pure."""
