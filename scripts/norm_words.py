"""Print a Python file that marks every Vietnamese text of the norms and instruments for the catalogue."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

LAW = Path(__file__).resolve().parent.parent / "khuyencong" / "law"
SHOWN = {"label", "title", "guidance", "note", "unit", "meaning", "text", "source", "name", "issuer", "per", "value"}
PROPER_NAMES = {"regions.toml": {"name"}}
"""Names of provinces are the same in every language."""


def texts(value: object, key: str = "", *, skipped: set[str]) -> Iterator[str]:
    """Walk a TOML value and yield the texts that a screen may show."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, name, skipped=skipped)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, key, skipped=skipped)
    elif key == "choices":
        yield from (label.strip() for _code, _colon, label in (part.partition(":") for part in str(value).split(";")))
    elif isinstance(value, str) and key in SHOWN - skipped and value.strip() and not value.isascii():
        yield value


def texts_of(path: Path) -> Iterator[str]:
    """Yield the texts of one file that a reader of English needs."""
    skipped = PROPER_NAMES.get(path.name, set())
    yield from texts(tomllib.loads(path.read_text()), skipped=skipped)


found = sorted({text for path in sorted(LAW.rglob("*.toml")) for text in texts_of(path)})
print("from khuyencong.kernel.words import gettext_noop as _\n")
for text in found:
    print(f"_({text!r})")
