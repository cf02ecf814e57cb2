"""Settings, root addresses and the front door of the command line."""
