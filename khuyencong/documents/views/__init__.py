"""Screens of files that come in and of papers and letters that go out."""
