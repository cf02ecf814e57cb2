"""English, as read by buyers abroad: day before month, so that no date can be misread."""
