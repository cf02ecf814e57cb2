"""What the tests of the house's own rules look at: files, trees of code, addresses, models."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "khuyencong"

LADDER = (
    ("config",),
    ("demonstration",),
    ("portal",),
    ("selection",),
    ("programme",),
    ("certificates",),
    ("registry",),
    ("workbooks",),
    ("documents",),
    ("rulebook",),
    ("accounts",),
    ("ui", "db"),
    ("law", "vietnamese"),
    ("kernel",),
)
"""From the top rung down; test_ladder compares it with the contract that import-linter enforces."""
CONTEXTS = (
    "demonstration",
    "portal",
    "selection",
    "programme",
    "certificates",
    "registry",
    "workbooks",
    "documents",
    "rulebook",
    "accounts",
)
PURE = ("kernel", "law", "vietnamese")


@dataclass(frozen=True)
class Source:
    """One file with its text and tree."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return _parse(self.text)

    @property
    def context(self) -> str:
        """The folder under the package, or the empty word."""
        parts = Path(self.path).parts
        return parts[1] if parts[0] == "khuyencong" and len(parts) > 2 else ""

    @property
    def rung(self) -> str:
        """The word of the file vocabulary that the file belongs to."""
        parts = Path(self.path).parts
        return parts[2].removesuffix(".py") if self.context and len(parts) > 2 else ""

    @property
    def is_pure(self) -> bool:
        return self.context in PURE or self.rung == "rules"

    @property
    def is_migration(self) -> bool:
        return "/migrations/" in self.path


@cache
def _parse(text: str) -> ast.Module:
    return ast.parse(text)


@cache
def sources(folder: str = "khuyencong") -> tuple[Source, ...]:
    """Return every Python file under a folder of the repository."""
    return tuple(
        Source(str(path.relative_to(ROOT)), path.read_text())
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "node_modules" not in path.parts
    )


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function, however deep."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
