"""What a juror's paper sheet says beside its points: whose it is, and that a dossier was not scored. Pure."""

import re
from collections.abc import Sequence

from khuyencong.vietnamese.folding import fold

_NOT_SCORED = re.compile(
    r"\b(khong cham|khong danh gia|khong tham gia cham|khong cho diem|vang( mat)?|rut( lui)?|tu choi cham|mien cham"
    r"|(co )?nguoi (co )?lien quan|lien quan|xung dot|loi ich|khong du|bo cham|nghi)\b"
)
_JUROR_LINE = re.compile(
    r"(?:họ\s*(?:và|,)?\s*tên\s*)?(?:của\s+)?(?:giám\s*khảo|người\s*chấm|thành\s*viên(?:\s*ban\s*giám\s*khảo)?)\s*[:：]\s*(.+)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*\([^)]*\)\s*$")
LONGEST_HEADING = 500


def says_not_scored(note: str) -> bool:
    """Tell whether a note says that the juror did not score the dossier."""
    return bool(_NOT_SCORED.search(fold(note)))


def juror_of(sheet: str, title_lines: Sequence[str]) -> str:
    """Return the juror's name from a line such as "Họ và tên giám khảo: …", else from the sheet's name.

    A remark in brackets behind the name does not belong to it.
    """
    for line in title_lines:
        match = _JUROR_LINE.search(_short(line))
        if match and (name := _BRACKETS.sub("", match.group(1)).strip(" .…_")):
            return " ".join(name.split())
    return " ".join(sheet.split())


def _short(text: str) -> str:
    """Squeeze spaces and cut what is longer than any heading, since the patterns above would search it for minutes."""
    return " ".join(text.split())[:LONGEST_HEADING]
