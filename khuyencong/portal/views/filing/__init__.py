"""Screens on which the public asks, signs up, writes, sends, follows and contests; and those of who answers."""
