"""Letters and digits that look alike written one way, so that a number disguised is the number it looks like. Pure."""

import unicodedata
from typing import Final

from khuyencong.vietnamese.folding import fold

_GREEK: Final = "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7"
_CYRILLIC: Final = "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0406\u0408\u0405\u0423"
_LATIN: Final = str.maketrans(_GREEK + _CYRILLIC, "ABEZHIKMNOPTYX" + "ABEKMHOPCTXIJSY")


def capitals(text: str) -> str:
    """Return Latin capitals without signs and plain digits; Greek and Cyrillic twins count as what they look like."""
    plain = fold(unicodedata.normalize("NFKC", text)).upper().translate(_LATIN)
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in plain)
