"""Taking files in, attaching them, numbering what goes out."""

from khuyencong.documents.actions.files import attach_file, attach_within, store_file, withdraw_file
from khuyencong.documents.actions.numbers import take_number

__all__ = ["attach_file", "attach_within", "store_file", "take_number", "withdraw_file"]
