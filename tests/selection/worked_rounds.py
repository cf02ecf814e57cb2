"""Where the worked rounds lie: the workbooks of two rounds and their results, worked out apart."""

import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SEEDED = ROOT / "khuyencong" / "demonstration" / "data" / "round-2016"
EXAMPLES = ROOT / "tests" / "examples"

ENTRIES = {
    "round-2016": SEEDED / "entries.xlsx",
    "round-2023-as-kept": EXAMPLES / "round-2023-as-kept" / "entries.xlsx",
}
SCORES = {
    "round-2016": SEEDED / "scores.xlsx",
    "round-2023-as-kept": EXAMPLES / "round-2023-as-kept" / "scores.xlsx",
}
BAD_SCORES = EXAMPLES / "round-2016" / "scores-bad.xlsx"


def expected(name):
    """Return the worked results of a round."""
    return json.loads((EXAMPLES / name / "expected.json").read_text(encoding="utf-8"))


def planted_faults():
    """Return the faults planted into the bad score workbook."""
    return json.loads((EXAMPLES / "round-2016" / "scores-bad.faults.json").read_text(encoding="utf-8"))
