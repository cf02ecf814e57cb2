"""Khuyến công: industrial promotion in a Vietnamese province, from dossier to signed certificate."""

__version__ = "0.1.0"
