"""A whole installation in a temporary folder, whose server and commands can be killed like by a power cut."""

import contextlib
import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from scripts.throwaway_postgresql import free_port

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass
class Installation:
    """Folder, database and the processes that were started on it."""

    folder: Path
    database: str
    port: int = field(default_factory=free_port)
    server: subprocess.Popen | None = None

    def __post_init__(self):
        (self.folder / "var/static").mkdir(parents=True, exist_ok=True)

    @property
    def environment(self):
        kept = {name: value for name, value in os.environ.items() if not name.startswith("KHUYENCONG_")}
        return kept | {
            "KHUYENCONG_VAR": str(self.folder / "var"),
            "KHUYENCONG_ADDRESS": f"http://127.0.0.1:{self.port}",
            "KHUYENCONG_SECOND_FACTOR": "no",
            "KHUYENCONG_STATIC": "django.contrib.staticfiles.storage.StaticFilesStorage",
            "DJANGO_SETTINGS_MODULE": "khuyencong.config.settings",
            "DATABASE_URL": self.database,
            "PYTHONUTF8": "1",
        }

    def start(self, *arguments):
        """Start a command of the product without waiting for it."""
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments, accept=(0,)):
        """Run a command to its end and return what it printed."""
        process = self.start(*arguments)
        printed, complaints = process.communicate(timeout=900)
        assert process.returncode in accept, (arguments, process.returncode, complaints[-3000:])
        return printed

    def ask(self, code):
        """Run Python with the product set up and return the JSON that it prints last."""
        return json.loads(self.run("shell", "--no-imports", "--command", code).strip().splitlines()[-1])

    def serve(self):
        """Start the server and wait until it answers."""
        command = [
            sys.executable,
            "-m",
            "granian",
            "--interface",
            "wsgi",
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
        ]
        command += [
            "--workers",
            "2",
            "--blocking-threads",
            "2",
            "--log-level",
            "error",
            "khuyencong.config.wsgi:application",
        ]
        self.server = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, start_new_session=True
        )
        for _attempt in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/dang-nhap/", timeout=5).close()
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError("the server did not start")

    def kill_server(self):
        """Kill the server and its workers with SIGKILL: nothing of theirs gets to tidy up."""
        kill(self.server)
        self.server = None


def kill(process):
    """Kill a process and all that it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for pipe in (process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()


def _empty_postgresql(address):
    """Make an empty database beside the one that the tests were given; return its address."""
    name = f"crash_{secrets.token_hex(4)}"
    with psycopg.connect(address.replace("postgres://", "postgresql://"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return address.rsplit("/", 1)[0] + f"/{name}"


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    """An empty, migrated installation on the kind of database that this run is about."""
    folder = tmp_path_factory.mktemp("installation")
    address = os.environ.get("KHUYENCONG_TEST_DATABASE", "")
    assert bool(address) == settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
    made = Installation(folder, _empty_postgresql(address) if address else f"sqlite:///{folder}/crash.sqlite3")
    made.run("migrate", "--verbosity", "0")
    yield made
    if made.server is not None:
        made.kill_server()
    shutil.rmtree(folder, ignore_errors=True)
