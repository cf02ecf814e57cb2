"""Runs the suite in halves: SQLite, an own PostgreSQL, browser stories, crashes. Prints pytest's own closing lines."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from throwaway_postgresql import cluster

NOTES = Path(".setup").resolve()
PURE = ("tests/kernel", "tests/vietnamese", "tests/law")
NOT_TWICE = (*PURE, "tests/architecture", "tests/ui")
"""Pure code cannot tell databases apart; what the house's own rules and looks say does not depend on one."""


def pytest(title: str, *arguments: str, database: str = "") -> bool:
    """Run pytest on one database (none: SQLite) and tell whether it ended green."""
    print(f"\n=== {title}", flush=True)
    started = time.monotonic()
    environment = os.environ | {"KHUYENCONG_TEST_DATABASE": database}
    command = [sys.executable, "-m", "pytest", "-q", "--durations=5", "--durations-min=2", *arguments]
    done = subprocess.run(command, check=False, env=environment, stdin=subprocess.DEVNULL)
    print(
        f"=== {title}: {'ok' if done.returncode == 0 else f'FAILED ({done.returncode})'}, "
        f"{time.monotonic() - started:.0f} s",
        flush=True,
    )
    return done.returncode == 0


def covered(title: str, *arguments: str, database: str = "") -> bool:
    """Run pytest and note which lines it ran; on SQLite alone, since the rest would only see them again, slowly."""
    notes = ["--cov=khuyencong", "--cov-branch", "--cov-report="]
    os.environ["COVERAGE_FILE"] = str(NOTES / f"coverage.{title.split(maxsplit=1)[0].lower()}")
    try:
        return pytest(title, *notes, *arguments, database=database)
    finally:
        del os.environ["COVERAGE_FILE"]


def rules() -> bool:
    """Run the pure tests."""
    files = sorted(map(str, Path("tests").glob("*/test_rules_*.py")))
    return pytest("pure rules", *[folder for folder in PURE if Path(folder).is_dir()], *files)


def on_sqlite() -> bool:
    """Run everything that needs neither browser nor a dying server, on SQLite."""
    return covered(
        "SQLite", "-n", "2", "--dist", "worksteal", "-m", "not story and not crash and not postgresql", "tests"
    )


def on_postgresql(address: str) -> bool:
    """Run again, on PostgreSQL, what may differ there, and what only runs there."""
    ignored = [f"--ignore={folder}" for folder in NOT_TWICE]
    ignored += [f"--ignore-glob={pattern}" for pattern in ("*/test_rules_*.py",)]
    return pytest(
        "PostgreSQL",
        "-n",
        "2",
        "--dist",
        "worksteal",
        "-m",
        "not story and not crash",
        *ignored,
        "tests",
        database=address,
    )


def stories() -> bool:
    """Run the browser stories."""
    return pytest("browser stories", "-n", "2", "--dist", "loadfile", "-m", "story", "tests")


def crashes(address: str) -> bool:
    """Kill servers on both databases at once, each at full durability; the second's words are printed after."""
    command = [sys.executable, "-m", "pytest", "-q", "-m", "crash", "tests/crash"]
    environment = os.environ | {"KHUYENCONG_TEST_DATABASE": address}
    with tempfile.TemporaryFile("w+") as words:
        beside = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=words, stderr=words)
        green = pytest("crash tests on SQLite", "-m", "crash", "tests/crash")
        status = beside.wait()
        words.seek(0)
        print(f"\n=== crash tests on PostgreSQL\n{words.read()}", flush=True)
    return green and status == 0


def everything() -> bool:
    """Run all of it, to the end even where a part failed."""
    for old in NOTES.glob("coverage.*"):
        old.unlink()
    green = [on_sqlite()]
    with cluster(durable=False) as address:
        green.append(on_postgresql(address))
    green.append(stories())
    gate = subprocess.run([sys.executable, "scripts/coverage_gate.py"], check=False, stdin=subprocess.DEVNULL)
    green.append(gate.returncode == 0)
    with cluster() as address:
        green.append(crashes(address))
    return all(green)


def main() -> int:
    """Run the part named on the command line."""
    parts = {"all": everything, "rules": rules, "stories": stories, "sqlite": on_sqlite}
    return 0 if parts[sys.argv[1]]() else 1


if __name__ == "__main__":
    sys.exit(main())
