"""Marks sentences for the translation catalogue without needing Django. Pure."""


def gettext_noop(sentence: str) -> str:
    """Return the sentence unchanged, so that the catalogue finds it and the screen translates it later."""
    return sentence
