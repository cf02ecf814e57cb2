"""The reference for imports: django-import-export on the same workbook, in a virtual environment of its own."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.clock import Timing

PACKAGES = ("django==5.2.19", "django-import-export[xlsx]==4.4.3")


def timed_import_export(workbook: bytes, *, rounds: int = 3) -> Timing | None:
    """Time it, or return None and say why where it cannot be installed here."""
    with tempfile.TemporaryDirectory(prefix="khuyencong-bench-") as folder:
        home, file = Path(folder) / "venv", Path(folder) / "workbook.xlsx"
        file.write_bytes(workbook)
        python = str(home / "bin/python")
        for command in ([sys.executable, "-m", "venv", str(home)], [python, "-m", "pip", "install", "-q", *PACKAGES]):
            done = subprocess.run(command, check=False, capture_output=True, text=True)
            if done.returncode:
                print(f"django-import-export cannot be installed here: {done.stderr[-300:]}", file=sys.stderr)
                return None
        program = Path(__file__).with_name("reference_imports_program.py")
        done = subprocess.run(
            [python, str(program), str(file), str(rounds)], check=True, capture_output=True, text=True
        )
    told = json.loads(done.stdout)
    return Timing(told["wall"], told["cpu"], rounds, told["wall"])
