"""Turns a job into a signed PDF, here or on every core; knows nothing of the database."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path

import pikepdf

from khuyencong.certificates.adapters import authority, dressing, paper, qr, signing
from khuyencong.certificates.adapters.cms import Signer

FEW = 6
"""Up to this many, starting worker processes takes longer than they save."""


@dataclass(frozen=True, slots=True)
class Job:
    """Everything one certificate needs on its way to paper; ``address`` is what its QR code says."""

    key: int
    page: paper.Page
    address: str
    at: datetime
    keys: Path
    office: str
    own: str
    name: str
    reason: str
    location: str


def printed(job: Job) -> bytes:
    """Return the PDF without a signature."""
    with dressed(job) as pdf:
        return signing.written(pdf)


def pictured(job: Job) -> bytes:
    """Return the page as a PNG picture, for screens."""
    return paper.picture(replace(job.page, qr=qr.svg(job.address)))


def press(job: Job) -> bytes:
    """Return the signed PDF."""
    signer = _signer(job.keys, job.office, job.own)
    with dressed(job) as pdf:
        return signing.sign(pdf, signer, at=job.at, name=job.name, reason=job.reason, location=job.location)


def dressed(job: Job) -> pikepdf.Pdf:
    """Return the whole page, open, still without a signature."""
    pdf = pikepdf.open(io.BytesIO(paper.render(job.page, at=job.at)))
    dressing.dress(pdf, job.address)
    return pdf


def press_all(jobs: Sequence[Job], processes: int) -> Iterator[tuple[int, bytes | Exception]]:
    """Yield (key, signed PDF or what went wrong) as each is ready, in any order."""
    if processes < 2 or len(jobs) <= FEW:
        for job in jobs:
            yield job.key, _tried(job)
        return
    # Spawned, not forked: a process forked after typst has run once hangs for ever in its first job.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        waiting: dict[Future[bytes | Exception], int] = {pool.submit(_tried, job): job.key for job in jobs}
        for done in as_completed(waiting):
            yield waiting[done], done.result()


def _tried(job: Job) -> bytes | Exception:
    try:
        return press(job)
    except Exception as error:  # noqa: BLE001 # one bad certificate must not stop the others; the caller raises it
        return error


@lru_cache(maxsize=64)
def _signer(keys: Path, office: str, own: str) -> Signer:
    return authority.identity(keys, office, own).signer()
