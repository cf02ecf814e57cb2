"""Advice: asked by anybody, answered by advisers."""
