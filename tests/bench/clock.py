"""Times work: wall and CPU per operation, median of repeated rounds."""

import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Timing:
    """Seconds per operation, median over the rounds, and the spread of the wall times."""

    wall: float
    cpu: float
    rounds: int
    slowest: float


def cpu_now() -> float:
    """Return the CPU seconds used so far by this process and by its children that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def timed(work: Callable[[], object], *, rounds: int = 5, operations: int = 1, warm: bool = True) -> Timing:
    """Run the work, which does so many operations, in rounds after one that does not count."""
    if warm:
        work()
    walls, cpus = [], []
    for _round in range(rounds):
        wall, cpu = time.perf_counter(), cpu_now()
        work()
        walls.append((time.perf_counter() - wall) / operations)
        cpus.append((cpu_now() - cpu) / operations)
    return Timing(statistics.median(walls), statistics.median(cpus), rounds, max(walls))


def quantile(values: list[float], share: float) -> float:
    """Return the value below which that share of the sorted values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def line(
    name: str, timing: Timing, *, reference: Timing | None = None, against: str = "", aim: str = "", **more
) -> dict:
    """Make the JSON line of a measure; the ratios say how many times the reference takes of what we take."""
    told: dict[str, object] = {
        "measure": name,
        "wall_ms": round(timing.wall * 1000, 3),
        "cpu_ms": round(timing.cpu * 1000, 3),
        "slowest_ms": round(timing.slowest * 1000, 3),
        "rounds": timing.rounds,
    }
    if reference is not None:
        told |= {
            "reference": against,
            "reference_wall_ms": round(reference.wall * 1000, 3),
            "reference_cpu_ms": round(reference.cpu * 1000, 3),
            "wall_ratio": round(reference.wall / timing.wall, 2) if timing.wall else None,
            "cpu_ratio": round(reference.cpu / timing.cpu, 2) if timing.cpu else None,
        }
    return told | ({"aim": aim} if aim else {}) | more
