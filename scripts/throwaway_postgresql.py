"""A PostgreSQL cluster of our own in a temporary folder, gone when the work is done.

As a program: `throwaway_postgresql.py COMMAND…` runs the command with DATABASE_URL set to it.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SETTINGS = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "max_connections": "120",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "listen_addresses": "127.0.0.1",
    "log_min_messages": "warning",
    "log_statement": "none",
    "timezone": "UTC",
}


def binaries() -> Path | None:
    """Return the folder of the newest installed server, or None."""
    homes = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if homes:
        return homes[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def free_port() -> int:
    """Return a port that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def as_server_user(arguments: list[str]) -> list[str]:
    """Return the command to run; initdb and the server refuse to be root, so root becomes `postgres`."""
    return ["runuser", "-u", "postgres", "--", *arguments] if os.geteuid() == 0 else arguments


@contextmanager
def cluster(*, durable: bool = True) -> Iterator[str]:
    """Run a cluster with Vietnamese as its default order; yield the address of an empty database.

    ``durable=False`` gives up crash safety for speed, which suits tests that never kill the server.
    """
    home = binaries()
    if home is None:
        raise SystemExit("Missing: postgresql-15 (apt-get install postgresql-15)")
    folder = Path(tempfile.mkdtemp(prefix="khuyencong-postgresql-"))
    port, data, log = free_port(), folder / "data", folder / "log"
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    options = dict(SETTINGS, port=str(port), unix_socket_directories=str(folder))
    if not durable:
        # Statistics taken in the middle of a test, of tables then empty, would make plans that change from run to run.
        options |= {"autovacuum": "off", "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    try:
        _start(home, data, log, options)
        yield f"postgres://khuyencong@127.0.0.1:{port}/khuyencong"
    finally:
        if (data / "postmaster.pid").exists():
            _run(home / "pg_ctl", "--pgdata", data, "--mode", "immediate", "--wait", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _start(home: Path, data: Path, log: Path, options: dict[str, str]) -> None:
    words = ["--username", "khuyencong", "--auth", "trust", "--encoding", "UTF8", "--data-checksums"]
    order = ["--locale", "C.UTF-8", "--locale-provider", "icu", "--icu-locale", "vi-VN"]
    _run(home / "initdb", "--pgdata", data, *words, *order)
    flags = " ".join(f"-c {name}={value}" for name, value in options.items())
    _run(home / "pg_ctl", "--pgdata", data, "--log", log, "--wait", "--options", flags, "start")
    where = ["--host", "127.0.0.1", "--port", options["port"], "--username", "khuyencong"]
    _run(home / "createdb", *where, "khuyencong")


def _run(program: Path, *arguments: object) -> None:
    done = subprocess.run(
        as_server_user([str(program), *map(str, arguments)]),
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd="/",
        text=True,
    )
    if done.returncode:
        raise SystemExit(f"{program.name} failed: {done.stderr.strip()}")


def main() -> int:
    """Run the command given with DATABASE_URL pointing at a fresh cluster."""
    with cluster() as address:
        return subprocess.run(sys.argv[1:], check=False, env=os.environ | {"DATABASE_URL": address}).returncode


if __name__ == "__main__":
    sys.exit(main())
