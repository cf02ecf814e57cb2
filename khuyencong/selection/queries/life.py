"""What rounds and certificates add to the life of an establishment and of a product."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyencong.accounts.models import Person
from khuyencong.certificates.models import Certificate
from khuyencong.certificates.queries import visible_to
from khuyencong.registry.queries.parties import Event
from khuyencong.selection.models import Dossier
from khuyencong.selection.queries.visibility import dossiers_visible_to
from khuyencong.vietnamese.dates import short


def establishment_events(person: Person, family: Sequence[int]) -> list[Event]:
    """Return the dossiers and certificates of an establishment that the person may see."""
    dossiers = dossiers_visible_to(person).filter(establishment__in=family)
    certificates = visible_to(person).filter(product__establishment__in=family)
    return _dossiers(dossiers) + _certificates(certificates)


def product_events(person: Person, family: Sequence[int]) -> list[Event]:
    """Return the dossiers and certificates of a product that the person may see."""
    dossiers = dossiers_visible_to(person).filter(product__in=family)
    return _dossiers(dossiers) + _certificates(visible_to(person).filter(product__in=family))


def _dossiers(dossiers: QuerySet[Dossier]) -> list[Event]:
    received = dossiers.filter(received_on__isnull=False).select_related("round")
    return [
        Event(
            on=dossier.received_on,
            title=dossier.round.name,
            detail=f"{dossier.entry_code} – {dossier.product_name}",
            url=reverse("selection:view_dossier", args=[dossier.pk]),
            icon="folder2-open",
            mark=_(dossier.get_state_display()),
        )
        for dossier in received
        if dossier.received_on is not None
    ]


def _certificates(certificates: QuerySet[Certificate]) -> list[Event]:
    return [
        Event(
            on=certificate.issued_on,
            title=_("Giấy chứng nhận số %(serial)s") % {"serial": certificate.serial},
            detail=_("%(product)s, có giá trị đến %(day)s")
            % {"product": certificate.product_name, "day": short(certificate.valid_until)},
            url=reverse("certificates:view_certificate", args=[certificate.pk]),
            icon="patch-check",
            mark=_(certificate.get_state_display()),
        )
        for certificate in certificates
    ]
