"""The page behind the QR code, against a constant view through the same middleware, both on the real server."""

from datetime import UTC, datetime

from tests.bench.client import load, serving
from tests.bench.clock import line

DATABASES = ("sqlite", "postgresql")
MOMENT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
REQUESTS, TURNS = 600, 9


def measure():
    """Yield one line: the page of a valid certificate against the constant."""
    from khuyencong.selection.actions.issuing import issue_one, recognised_dossiers
    from tests.cast import make_cast
    from tests.factories.decided import make_decided

    cast = make_cast()
    round_, _dossiers = make_decided(cast, MOMENT)
    certificate = issue_one(actor=cast.thuky, dossier=recognised_dossiers(round_)[0], at=MOMENT)
    constant, valid = in_turns("/constant/", f"/k/{certificate.code}")
    against = {"reference": constant, "against": "a constant view, same middleware, same server"}
    aim = "cpu_ratio at least 0.55"
    yield line("verification page", valid, **against, aim=aim, turns=TURNS, per_core_second=per_second(valid))


def in_turns(*paths):
    """Ask for both again and again in turns, so that what else the machine does weighs on both alike; tell the median.

    CPU is told by the system in hundredths of a second, so that a turn must be long.
    """
    with serving("tests.bench.server_settings") as server:
        turns = [[load(server, path, requests=REQUESTS, rounds=1) for path in paths] for _turn in range(TURNS)]
    return sorted(turns, key=lambda turn: turn[0].cpu / turn[1].cpu)[TURNS // 2]


def per_second(timing):
    """Return how many such pages one core serves in a second."""
    return round(1 / timing.cpu) if timing.cpu else None
