"""Packs files: one PDF with bookmarks, one ZIP whose bytes depend on nothing but what is in it."""
