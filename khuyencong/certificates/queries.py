"""Recipes for reading the register, for staff and for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import scope_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.accounts.rules.tasks import Task
from khuyencong.certificates.models import Certificate, CertificateEvent
from khuyencong.certificates.rules.codes import read_code
from khuyencong.certificates.rules.serials import read_serial
from khuyencong.certificates.rules.verdicts import PublicFacts, Standing, judge
from khuyencong.db.reading import first_row
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.vietnamese.folding import fold


def visible_to(person: Person) -> QuerySet[Certificate]:
    """Return the rows of the register that the person may see."""
    reach = scope_of(person, Action.VIEW_REGISTER)
    found = Certificate.objects.all()
    return found if reach.everywhere else found.filter(office_id__in=reach.office_ids)


@dataclass(frozen=True, slots=True)
class Entry:
    """What the register says of one code: its frozen paper, still as text, and where it stands now."""

    standing: Standing
    serial: str
    number: int
    facts: str
    file_sha256: str
    is_demonstration: bool


_ENTRY = (
    "SELECT c.state, c.issued_on, c.valid_until, c.ended_on, s.code, c.serial, c.number, c.facts, c.file_sha256,"
    " c.is_demonstration FROM certificates_certificate c"
    " LEFT JOIN certificates_certificate s ON s.replaces_id = c.id WHERE c.code = %s"
)


def entry_of(code: str) -> Entry | None:
    """Return what the register says of a code.

    Written as SQL, since this is the most asked question of all and composing it from models takes
    twenty times as long as asking it.
    """
    row = first_row(_ENTRY, [code])
    if row is None:
        return None
    state, first, last, ended, successor, serial, number, facts, sha256, demonstration = row
    standing = Standing(state, _day(first), _day(last), _day(ended) if ended else None, successor or "")
    return Entry(standing, serial, number, facts, sha256, bool(demonstration))


def is_ours(sha256: str) -> bool:
    """Tell whether a file is one that the register holds, byte for byte."""
    return Certificate.objects.filter(file_sha256=sha256).exists()


def _day(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


def by_serial(text: str) -> Certificate:
    """Return the certificate of ours with a serial.

    :raises Refusal: where the serial cannot be read or is not in the register.
    """
    series, year, number = read_serial(text)
    found = Certificate.objects.filter(series__iexact=series, year=year, number=number, is_foreign=False).first()
    if found is None:
        raise Refusal(
            "certificates.serial_not_found",
            _("Không có giấy chứng nhận số %(serial)s trong sổ."),
            serial=text.strip()[:60],
        )
    return found


def status_on(certificate: Certificate, on: date) -> str:
    """Return the status of a row of the register on a day."""
    if certificate.state != "issued":
        return certificate.state
    standing = Standing(certificate.state, certificate.issued_on, certificate.valid_until)
    return judge(standing, PublicFacts(), on=on).status.value


def searched(rows: QuerySet[Certificate], text: str) -> QuerySet[Certificate]:
    """Keep rows that hold every word of the text, without accents, or whose code it is."""
    for word in fold(text).split():
        rows = rows.filter(Q(folded__contains=word) | Q(code=_code(text)))
    return rows


def with_status(rows: QuerySet[Certificate], status: str, on: date) -> QuerySet[Certificate]:
    """Keep rows of one status of the screen. Governing day: the day asked about."""
    if status in {"reserved", "revoked", "replaced"}:
        return rows.filter(state=status)
    if status == "valid":
        return rows.filter(state="issued", valid_until__gte=on)
    if status == "expired":
        return rows.filter(state="issued", valid_until__lt=on)
    return rows


def events_of(certificate: Certificate) -> QuerySet[CertificateEvent]:
    """Return what happened to a certificate, oldest first."""
    return certificate.events.select_related("person").order_by("pk")


def chain_of(certificate: Certificate) -> list[Certificate]:
    """Return the certificates that replaced one another, oldest first."""
    first = certificate
    while first.replaces is not None:
        first = first.replaces
    chain = [first]
    while (following := Certificate.objects.filter(replaces=chain[-1]).first()) is not None:
        chain.append(following)
    return chain


def unfinished(office_ids: frozenset[int]) -> QuerySet[Certificate]:
    """Return what has a number but is not signed yet."""
    return Certificate.objects.filter(office_id__in=office_ids, state="reserved").order_by("pk")


def tasks_of(person: Person, _today: date) -> list[Task]:
    """Return what waits for the person here: certificates with a number but without a signature."""
    reach = scope_of(person, Action.COMPLETE_CERTIFICATE)
    waiting = unfinished(reach.office_ids).count() if reach else 0
    if not waiting:
        return []
    return [
        Task(
            title=gettext("Ký xong các giấy chứng nhận đã lấy số"),
            detail=gettext("Việc cấp đã bị ngắt giữa chừng; làm tiếp không cấp trùng."),
            url=f"{reverse('certificates:view_register')}?tinh-trang=reserved",
            icon="patch-exclamation",
            count=waiting,
            urgent=True,
        )
    ]


def held_by(product_id: int) -> QuerySet[Certificate]:
    """Return the certificates of a product, newest first, also those of other bodies."""
    return Certificate.objects.filter(product_id=product_id).order_by("-issued_on", "-pk")


def in_force(on: date) -> QuerySet[Certificate]:
    """Return the certificates that are valid on a day, for public lists."""
    return Certificate.objects.filter(state="issued", issued_on__lte=on, valid_until__gte=on)


def _code(text: str) -> str:
    try:
        return read_code(text)
    except Refusal:
        return ""
