"""The front door keeps its promises: targets are listed, nothing names a registry or a machine, releases move headings."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import date

import pytest

from scripts.coverage_gate import REST_PERCENT, gaps
from scripts.release import with_heading
from tests.architecture.house import ROOT

PROMISED = (
    *("setup", "run", "test", "test-rules", "test-stories", "bench"),
    *("check", "lint", "types", "arch"),
    *("fmt", "docs", "messages", "vendor", "lock", "release"),
)
REGISTRY = re.compile(r"(https?:)?//[a-z0-9.-]*(" + "pyp" + "i|npm" + "js|python" + "hosted)[a-z0-9.-]*", re.IGNORECASE)
PRIVATE_KEY = "-----BEGIN " + "PRIVATE KEY-----"


def tracked():
    """Return the text files that git keeps, or would keep."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\n")
    for name in filter(None, names):
        try:
            yield name, (ROOT / name).read_text()
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue


def test_make_alone_prints_every_promised_target():
    printed = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout

    assert [name for name in PROMISED if f"make {name} " not in printed] == []


def test_a_second_factor_is_asked_for_unless_env_says_no_as_the_demonstrations_does(tmp_path):
    program = (
        "import environ; environ.Env.read_env = staticmethod(lambda *_, **__: None)\n"
        "from khuyencong.config import settings; print(settings.SECOND_FACTOR_REQUIRED)"
    )
    bare = {"PATH": os.environ["PATH"], "KHUYENCONG_VAR": str(tmp_path)}
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=bare, check=True, capture_output=True, text=True
    )
    for name in ("Makefile", ".env.example"):
        shutil.copy(ROOT / name, tmp_path)
    made = subprocess.run(["make", ".env"], cwd=tmp_path, check=True, capture_output=True, text=True)

    assert told.stdout == "True\n"
    assert (tmp_path / ".env").read_text().endswith("\nKHUYENCONG_SECOND_FACTOR=no\n")
    assert "no second factor is asked for" in made.stdout


@pytest.mark.parametrize(("what", "package"), [("bench", "libreoffice-writer-nogui"), ("tests", "poppler-utils")])
def test_whoever_is_not_root_is_told_which_system_package_is_missing(what, package, tmp_path):
    (tmp_path / "id").write_text("#!/bin/sh\necho 1000\n")
    (tmp_path / "id").chmod(0o755)
    bash = shutil.which("bash")

    told = subprocess.run(
        [bash, "scripts/system_packages.sh", what],
        cwd=ROOT,
        env={"PATH": str(tmp_path)},
        check=False,
        capture_output=True,
        text=True,
    )

    assert told.returncode == 1
    assert package in told.stderr
    assert "apt-get install" in told.stderr


def test_no_file_names_a_registry_or_holds_a_private_key():
    found = [name for name, text in tracked() if REGISTRY.search(text) or PRIVATE_KEY in text]

    assert found == []


def test_a_registry_is_found():
    assert REGISTRY.search("https://" + "pyp" + "i.org/simple")


def test_the_locks_name_the_extras_that_are_asked_for():
    asked = {"requirements.txt": {"django-allauth[mfa]", "psycopg[binary, pool]", "whitenoise[brotli]"}}
    asked["requirements-dev.txt"] = asked["requirements.txt"] | {"coverage[toml]", "django-stubs[compatible-mypy]"}

    for name, extras in asked.items():
        assert set(re.findall(r"^\S+\[.+\](?===)", (ROOT / name).read_text(), re.MULTILINE)) == extras
    assert "--no-strip-extras" in (ROOT / "scripts/lock.sh").read_text()


def test_the_wheel_holds_every_file_of_the_product(tmp_path):
    kept = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "khuyencong", "pyproject.toml", "README.md"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    kept = {name for name in kept if (ROOT / name).is_file()}
    for name in kept:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    build = "from setuptools.build_meta import build_wheel; print(build_wheel('.'))"
    subprocess.run([sys.executable, "-W", "ignore", "-c", build], cwd=tmp_path, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")

    with zipfile.ZipFile(wheel) as file:
        packed = {name for name in file.namelist() if ".dist-info/" not in name}

    assert packed == {name for name in kept if name.startswith("khuyencong/")}


def test_release_moves_the_unreleased_changes_under_the_version():
    moved = with_heading("# Changelog\n\n## [Unreleased]\n\n### Added\n", "0.2.0", date(2026, 12, 1))

    assert moved == "# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-12-01\n\n### Added\n"


def test_release_refuses_when_nothing_is_unreleased():
    with pytest.raises(ValueError, match="nothing is unreleased"):
        with_heading("## [Unreleased]\n\n## [0.1.0] - 2026-11-24\n", "0.2.0", date(2026, 12, 1))


def test_coverage_gate_finds_an_untested_branch_and_a_share_that_fell():
    def told(covered, counted, lines=(), branches=()):
        summary = {"covered_lines": covered, "num_statements": counted, "covered_branches": 0, "num_branches": 0}
        return {"summary": summary, "missing_lines": list(lines), "missing_branches": list(branches)}

    files = {
        "khuyencong/kernel/money.py": told(9, 10, [7], [(7, 9)]),
        "khuyencong/selection/rules/ranking.py": told(10, 10),
        "khuyencong/selection/rules.py": told(9, 10, [3]),
        "khuyencong/selection/views/staff.py": told(80, 100),
    }

    assert gaps(files) == [
        "khuyencong/kernel/money.py: no test runs 7, 7->9",
        "khuyencong/selection/rules.py: no test runs 3",
        f"outside the pure modules tests run 80.0 %, at least {REST_PERCENT} %",
    ]
