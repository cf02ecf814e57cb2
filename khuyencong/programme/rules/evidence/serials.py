"""Serial numbers and models of machines in the form in which they are compared. Pure."""

from khuyencong.programme.rules.evidence.lettering import capitals
from khuyencong.vietnamese.folding import fold


def serial_key(serial: str) -> str:
    """Return a serial in capitals without signs: ``SN-0012/a`` and ``sn 0012A`` are one."""
    return _bare(serial)[:120]


def machine_key(name: str, model: str) -> str:
    """Return the key of a machine by model and name; empty without a model, for names alone say little."""
    bare = _bare(model)
    return f"{bare}/{fold(name)}"[:200] if bare else ""


def _bare(text: str) -> str:
    return "".join(sign for sign in capitals(text) if sign.isalnum())
