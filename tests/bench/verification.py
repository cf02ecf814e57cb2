"""The page behind the QR code, against a constant view through the same middleware, both on the real server."""

from datetime import UTC, datetime

from tests.bench.client import load, serving
from tests.bench.clock import line

DATABASES = ("sqlite", "postgresql")
MOMENT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
REQUESTS, ROUNDS = 400, 5


def measure():
    """Time the page of a valid certificate and the constant."""
    from khuyencong.selection.actions.issuing import issue_one, recognised_dossiers
    from tests.cast import make_cast
    from tests.factories.decided import make_decided

    cast = make_cast()
    round_, _dossiers = make_decided(cast, MOMENT)
    certificate = issue_one(actor=cast.thuky, dossier=recognised_dossiers(round_)[0], at=MOMENT)
    with serving("tests.bench.server_settings") as server:
        constant = load(server, "/constant/", requests=REQUESTS, rounds=ROUNDS)
        valid = load(server, f"/k/{certificate.code}", requests=REQUESTS, rounds=ROUNDS)
    against = {"reference": constant, "against": "a constant view, same middleware, same server"}
    aim = "cpu_ratio at least 0.5"
    yield line("verification page", valid, **against, aim=aim, per_core_second=per_second(valid))


def per_second(timing):
    """Return how many such pages one core serves in a second."""
    return round(1 / timing.cpu) if timing.cpu else None
