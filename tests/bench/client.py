"""A server of ours in its own process, a small client for it, and the CPU that the server took."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.throwaway_postgresql import free_port
from tests.bench.clock import Timing, quantile

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Server:
    """A running server: its port and the process that leads its group."""

    port: int
    process: subprocess.Popen

    def cpu(self) -> float:
        """Return the CPU seconds that the server and its workers have used so far."""
        return sum(_cpu_of(pid) for pid in [self.process.pid, *_children(self.process.pid)])

    def get(self, path: str, *, cookie: str = "") -> int:
        """Fetch a page once and return its status."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status


def _cpu_of(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except FileNotFoundError:
        return 0
    return (int(fields[11]) + int(fields[12])) / TICKS


def _children(pid: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rsplit(")", 1)[1].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
        if parent == pid:
            child = int(path.parent.name)
            found += [child, *_children(child)]
    return found


@contextmanager
def serving(settings: str = "khuyencong.config.settings", *, workers: int = 1, threads: int = 1) -> Iterator[Server]:
    """Serve the product with this process's environment until the block ends."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", str(workers), "--blocking-threads", str(threads), "--log-level", "error"]
    command += ["khuyencong.config.wsgi:application"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": settings}
    process = subprocess.Popen(command, env=environment, start_new_session=True, stdin=subprocess.DEVNULL)
    try:
        server = Server(port, process)
        _wait(server)
        yield server
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait(server: Server) -> None:
    for _attempt in range(300):
        try:
            server.get("/dang-nhap/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not start within 30 s")


def load(server: Server, path: str, *, requests: int, rounds: int = 3) -> Timing:
    """Ask for a page again and again over one kept connection; return the median wall and server CPU per request."""
    walls, cpus, single = [], [], []
    for number in range(rounds + 1):
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        wall, cpu = time.perf_counter(), server.cpu()
        for _request in range(requests):
            began = time.perf_counter()
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, (path, answer.status)
            single.append(time.perf_counter() - began)
        connection.close()
        if number:
            walls.append((time.perf_counter() - wall) / requests)
            cpus.append((server.cpu() - cpu) / requests)
    return Timing(quantile(walls, 0.5), quantile(cpus, 0.5), rounds, quantile(single, 0.99))
