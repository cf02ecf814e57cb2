"""`make simulate`: a long seeded run of the ledger with crashes, repeated clicks and people in a hurry.

STEPS and SEED come from the environment; without a seed each run draws one, and a failing run prints its own.
"""

import os
import secrets
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def main() -> int:
    """Run on an empty database in a temporary folder."""
    steps = int(os.environ.get("STEPS") or 100_000)
    seed = int(os.environ.get("SEED") or secrets.randbelow(10**9))
    with tempfile.TemporaryDirectory(prefix="khuyencong-simulation-") as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "tests.settings", "KHUYENCONG_TEST_VAR": folder}
        import django
        from django.core.management import call_command
        from django.db import connection

        django.setup()
        call_command("migrate", verbosity=0)
        if connection.vendor == "sqlite":
            connection.cursor().execute("PRAGMA synchronous = OFF")  # the run is not about power cuts
        return run(seed, steps)


def run(seed: int, steps: int) -> int:
    """Do the steps and verify the whole ledger at the end."""
    from khuyencong.programme.queries.ledger_verifying import verify_ledger
    from tests.simulation.checks import Broken
    from tests.simulation.engine import Simulation

    started, every = time.monotonic(), max(1, steps // 20)
    print(f"seed {seed}, {steps} steps", flush=True)

    def progress(done: int) -> None:
        if done % every == 0:
            print(f"  {done} steps, {time.monotonic() - started:.0f} s", flush=True)

    try:
        told = Simulation(seed).run(steps, progress)
    except Broken as broken:
        print(f"BROKEN: {broken}\nRun again with: make simulate SEED={seed} STEPS={steps}", flush=True)
        return 1
    found = verify_ledger()
    print(f"{told}; {found.transfers} transfers in {found.plans} years verified: {found.fault or 'whole'}", flush=True)
    return 0 if found.fault is None else 1


if __name__ == "__main__":
    sys.exit(main())
