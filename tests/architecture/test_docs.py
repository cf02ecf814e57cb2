"""What is printed from the code says what the code says, and links between pages lead somewhere."""

import re

from django.utils import translation

from scripts import make_docs
from tests.architecture.house import ROOT

LINK = re.compile(r"\[[^\]]+\]\(([^)#:\s]+)(?:#[^)]*)?\)")


def broken_links(path, text):
    """Return the relative links of a page that lead to no file."""
    return [link for link in LINK.findall(text) if not (path.parent / link).exists()]


def test_generated_pages_are_fresh():
    with translation.override("vi"):
        assert make_docs.stale(make_docs.pages()) == []


def test_stale_pages_are_found(tmp_path):
    (tmp_path / "same.md").write_text("1")
    (tmp_path / "changed.md").write_text("1")
    (tmp_path / "forgotten.md").write_text("1")

    assert make_docs.stale({"same.md": "1", "changed.md": "2", "new.md": "3"}, tmp_path) == [
        "changed.md",
        "forgotten.md",
        "new.md",
    ]


def test_links_between_pages_lead_somewhere():
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]

    assert [(str(page), link) for page in pages for link in broken_links(page, page.read_text())] == []


def test_broken_links_are_found(tmp_path):
    (tmp_path / "there.md").touch()

    assert broken_links(tmp_path / "page.md", "[a](there.md) [b](gone.md) [c](https://example.vn/x)") == ["gone.md"]


def test_every_decision_is_listed():
    folder = ROOT / "docs/decisions"
    pages = {path.name for path in folder.glob("0*.md")}

    assert set(re.findall(r"\((0\d+-[^)]+)\)", (folder / "README.md").read_text())) == pages
