"""`make bench`: runs every measure in a process and on a database of its own; one JSON line each on standard output."""

import importlib
import json
import os
import pkgutil
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import tests.bench
from scripts.throwaway_postgresql import binaries, cluster

TOOLS = re.compile(r"^(run|clock|client|flat_importer|(reference|server)_\w+)$")


def measures() -> list[str]:
    """Return the names of the modules that measure something."""
    return sorted(entry.name for entry in pkgutil.iter_modules(tests.bench.__path__) if not TOOLS.match(entry.name))


def run_one(name: str, database: str) -> int:
    """Set Django up on an empty database and print the lines of one module."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    for told in importlib.import_module(f"tests.bench.{name}").measure():
        print(json.dumps({"database": database, **told}, ensure_ascii=False), flush=True)
    return 0


def apart(name: str, database: str, address: str = "") -> int:
    """Run one module in a process with a folder of its own; return its exit status."""
    with tempfile.TemporaryDirectory(prefix="khuyencong-bench-") as folder:
        environment = os.environ | {"KHUYENCONG_TEST_VAR": folder, "KHUYENCONG_TEST_DATABASE": address}
        command = [sys.executable, "-m", "tests.bench.run", name, database]
        return subprocess.run(command, check=False, env=environment, stdin=subprocess.DEVNULL).returncode


def asks_for_postgresql(name: str) -> bool:
    """Tell whether a module wants to be measured on PostgreSQL too; read without importing what needs Django."""
    return '"postgresql"' in (Path(tests.bench.__path__[0]) / f"{name}.py").read_text().split("\ndef ")[0]


def main() -> int:
    """Run all, or the modules named."""
    if len(sys.argv) == 3 and sys.argv[2] in ("sqlite", "postgresql"):
        return run_one(sys.argv[1], sys.argv[2])
    worst = 0
    for name in sys.argv[1:] or measures():
        worst = max(worst, apart(name, "sqlite"))
        if asks_for_postgresql(name) and binaries() is not None:
            with cluster() as address:
                worst = max(worst, apart(name, "postgresql", address))
    return worst


if __name__ == "__main__":
    sys.exit(main())
