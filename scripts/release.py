"""Moves the changelog's "Unreleased" under a version, sets the version of the package, commits and tags."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSION = re.compile(r"^\d+\.\d+\.\d+$")


def with_heading(changelog: str, version: str, day: date) -> str:
    """Return the changelog with the unreleased changes under the version.

    :raises ValueError: where nothing is unreleased.
    """
    if "## [Unreleased]\n\n###" not in changelog:
        raise ValueError("nothing is unreleased")
    return changelog.replace("## [Unreleased]\n", f"## [Unreleased]\n\n## [{version}] - {day:%Y-%m-%d}\n", 1)


def main() -> int:
    """Release the version named."""
    version = sys.argv[1] if len(sys.argv) > 1 else ""
    if not VERSION.match(version):
        print("Say which: make release VERSION=0.2.0", file=sys.stderr)
        return 2
    if subprocess.run(["git", "diff", "--quiet", "HEAD"], check=False, cwd=ROOT).returncode:
        print("Commit your work first", file=sys.stderr)
        return 1
    changelog, package = ROOT / "CHANGELOG.md", ROOT / "khuyencong/__init__.py"
    changelog.write_text(with_heading(changelog.read_text(), version, date.today()))
    package.write_text(re.sub(r'__version__ = "[^"]+"', f'__version__ = "{version}"', package.read_text()))
    for command in (
        ["git", "commit", "--quiet", "--all", "--message", f"release: {version}."],
        ["git", "tag", "--annotate", f"v{version}", "--message", f"Version {version}"],
    ):
        subprocess.run(command, check=True, cwd=ROOT)
    print(f"Tagged v{version}; push it with: git push --follow-tags")
    return 0


if __name__ == "__main__":
    sys.exit(main())
