"""Pure modules are tested on every branch; the rest to a share that only rises."""

import json
import re
import subprocess
import sys
from pathlib import Path

NOTES = Path(".setup")
REST_PERCENT = 95
PURE = re.compile(r"^khuyencong/(kernel|law|vietnamese|[a-z]+/rules)(/|\.py$)")


def gaps(files: dict[str, dict]) -> list[str]:
    """Return a line for every pure file with a line or branch that no test ran, and one where the rest falls short."""
    found = []
    covered = counted = 0
    for name, told in sorted(files.items()):
        total = told["summary"]
        if PURE.match(name):
            missing = [*told["missing_lines"], *(f"{start}->{end}" for start, end in told["missing_branches"])]
            found += [f"{name}: no test runs {', '.join(map(str, missing[:12]))}"] if missing else []
        else:
            covered += total["covered_lines"] + total["covered_branches"]
            counted += total["num_statements"] + total["num_branches"]
    if counted and covered * 100 < REST_PERCENT * counted:
        found.append(f"outside the pure modules tests run {covered * 100 / counted:.1f} %, at least {REST_PERCENT} %")
    return found


def main() -> int:
    """Read what the suite noted and tell the gaps."""
    parts = [str(path) for path in sorted(NOTES.glob("coverage.*")) if path.suffix != ".json"]
    joined, report = NOTES / "coverage", NOTES / "coverage.json"
    coverage = [sys.executable, "-m", "coverage"]
    subprocess.run([*coverage, "combine", "--quiet", "--keep", f"--data-file={joined}", *parts], check=True)
    words = ["--quiet", "--omit", "*/migrations/*", f"--data-file={joined}", "-o", str(report)]
    subprocess.run([*coverage, "json", *words], check=True)
    told = json.loads(report.read_text())
    found = gaps(told["files"])
    print(f"Coverage: {told['totals']['percent_covered']:.1f} % of lines and branches", flush=True)
    print("\n".join(found), file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
