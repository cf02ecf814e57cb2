"""The look: components, lists, styles."""
