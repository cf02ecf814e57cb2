"""A certificate from its facts to the signed PDF."""

import io
import os
import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import segno

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.rules.policy import Action
from khuyencong.certificates.actions import complete_certificate, reserve_certificate
from khuyencong.certificates.actions.completing import job_of
from khuyencong.certificates.adapters import paper
from khuyencong.certificates.adapters.press import FEW, Job, press, press_all
from tests.bench.clock import line, timed
from tests.bench.reference_libreoffice import available, document, timed_libreoffice
from tests.cast import make_cast
from tests.certificates.making import FACTS, facts_with, make_product

DATABASES = ("sqlite",)
AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
MANY, REFERENCE = 100, 40


def measure() -> Iterator[dict]:
    """Yield one line for a certificate on one core, one for a round on both."""
    cast = make_cast()
    yield from _making(_issued(cast))


def _making(first) -> Iterator[dict]:
    jobs = [_different(job_of(first, AT), number) for number in range(MANY)]
    reference = timed_libreoffice([_same_in_word(job) for job in jobs[:REFERENCE]]) if available() else None
    against = "LibreOffice converting the same from DOCX to PDF/A-3b in one batch, unsigned"
    note = {} if reference else {"note": "LibreOffice is not installed here (libreoffice-writer-nogui)"}
    one = timed(lambda: [press(job) for job in jobs], operations=MANY)
    yield line(
        "certificate, CPU: QR, PDF/A-3b, PAdES",
        one,
        reference=reference,
        against=against,
        aim="cpu_ratio >= 15",
        **note,
    )
    cores = os.cpu_count() or 1
    many = jobs * 5
    both = timed(lambda: list(press_all(many, cores)), operations=len(many), rounds=3, warm=False)
    assert len(many) > FEW
    yield line(
        "certificate, wall over all cores",
        both,
        reference=reference,
        against=against,
        aim="wall_ratio >= 20",
        cores=cores,
        **note,
    )


def _issued(cast):
    with deed(cast.thuky, Action.ISSUE_CERTIFICATE, office=cast.office(), at=AT) as record:
        product = make_product(cast.office(), FACTS.product_name)
        made = reserve_certificate(
            record=record, facts=facts_with(), product_id=product.pk, office=cast.office(), request_key="bench"
        )
    return complete_certificate(made.pk, at=AT)


def _different(job: Job, number: int) -> Job:
    page = replace(
        job.page, product=f"{job.page.product} {number}", credential=job.page.credential + " " * (number % 50)
    )
    return replace(job, key=number, page=page, address=f"{job.address[:-8]}{secrets.token_hex(4).upper()}")


def _same_in_word(job: Job) -> bytes:
    """Return a DOCX with the same lines, the frame as a picture behind them, and the QR code."""
    page, code = job.page, io.BytesIO()
    segno.make_qr(job.address, error="m").save(code, kind="png", scale=4)
    lines = [
        (page.authority, 15),
        ("GIẤY CHỨNG NHẬN", 36),
        (page.award, 15),
        (page.introduction, 14),
        (page.product, 28),
    ]
    lines += [(page.maker, 18), (page.address, 13), *((" ".join(row), 11) for row in page.rows), (page.caption, 10)]
    lines += [
        (page.place_and_day, 13),
        *((one, 13) for one in page.signer_lines),
        (page.signer, 14),
        (page.demonstration, 13),
    ]
    return document(lines, _frame(job), code.getvalue())


_frames: dict[str, bytes] = {}


def _frame(job: Job) -> bytes:
    if not _frames:
        texts = dict.fromkeys(("authority", "award", "introduction", "product", "maker", "address", "signer"), " ")
        blank = replace(job.page, **texts, rows=((" ", " "),), signer_lines=(" ",), place_and_day=" ", demonstration="")
        _frames["frame"] = paper.picture(blank, dots_per_inch=150)
    return _frames["frame"]
