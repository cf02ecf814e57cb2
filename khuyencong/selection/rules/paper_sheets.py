"""One row of a juror's paper sheet: points, a recusal, or what is wrong in which cell. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from khuyencong.kernel.refusal import Refusal
from khuyencong.selection.rules.scoring import Leaf, check_points, missing_points, read_points
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
_MAXIMUM = re.compile(r"\(?\s*(?:tối\s*đa|max|toi\s*da|≤|<=)\s*:?\s*\d+(?:[.,]\d+)?\s*(?:điểm|đ)?\s*\)?", re.IGNORECASE)
_BARE_MAXIMUM = re.compile(r"\(\s*\d+(?:[.,]\d+)?\s*(?:điểm|đ)?\s*\)", re.IGNORECASE)
_NUMBERED = re.compile(r"^\s*(?:tiêu\s*chí|tc)?\s*(\d{1,2}(?:\.\d{1,2})*)\s*[.:)\-–]?\s*", re.IGNORECASE)
LONGEST_HEADING = 500


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong in the cell of one criterion."""

    code: str
    text: str
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that was read: either points per criterion, or a recusal with its note, or problems."""

    points: Mapping[str, int]
    recusal: str = ""
    problems: tuple[CellProblem, ...] = ()


def read_row(cells: Mapping[str, str], note: str, leaves: Sequence[Leaf]) -> SheetRow:
    """Read the texts of one row. A row without any points, but with a note that says so, is a recusal."""
    texts = {leaf.code: cells.get(leaf.code, "").strip() for leaf in leaves}
    if not any(texts.values()) and says_not_scored(note):
        return SheetRow({}, recusal=note.strip())
    points: dict[str, int] = {}
    problems: list[CellProblem] = []
    for leaf in leaves:
        try:
            points[leaf.code] = _read_cell(texts[leaf.code], leaf)
        except Refusal as refusal:
            problems.append(CellProblem(leaf.code, texts[leaf.code], refusal))
    return SheetRow({} if problems else points, problems=tuple(problems))


def _read_cell(text: str, leaf: Leaf) -> int:
    if not text:
        raise missing_points(leaf)
    hundredths = read_points(text)
    if (refusal := check_points(hundredths, leaf)) is not None:
        raise refusal
    return hundredths


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


def match_criterion(heading: str, leaves: Sequence[Leaf]) -> str | None:
    """Return the code of the criterion that a column's heading names, by its number or its words.

    "(tối đa 40)" behind the words, a leading "Tiêu chí" and a leading number do not disturb.
    """
    words = heading_words(heading)
    by_words = [leaf.code for leaf in leaves if words and heading_words(leaf.label) == words]
    if len(by_words) == 1:
        return by_words[0]
    number = _NUMBERED.match(_short(heading))
    if number and number.group(1) in {leaf.code for leaf in leaves}:
        return number.group(1)
    return None


def heading_words(heading: str) -> str:
    """Return the bare words of a criterion's heading, folded, for comparing."""
    text = _BARE_MAXIMUM.sub(" ", _MAXIMUM.sub(" ", _short(heading)))
    text = fold(_NUMBERED.sub("", text))
    text = re.sub(r"^(tieu chi( ve)?|ve)\s+", "", text.strip())
    return " ".join(re.sub(r"[^0-9a-z]+", " ", text).split())


def _short(text: str) -> str:
    """Squeeze spaces and cut what is longer than any heading, since the patterns above would search it for minutes."""
    return " ".join(text.split())[:LONGEST_HEADING]
