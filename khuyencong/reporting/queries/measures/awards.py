"""Rounds of selection with a decision, and certificates given."""

from __future__ import annotations

from fractions import Fraction

from django.utils import timezone

from khuyencong.certificates.models import Certificate
from khuyencong.reporting.queries.measures.kinds import Hit, Scope, moments, summed
from khuyencong.reporting.rules.periods import Window
from khuyencong.reporting.rules.sheet import Record
from khuyencong.selection.models import Round


def _certificates(scope: Scope, window: Window, of: tuple[str, ...]) -> list[Hit]:
    """Return the certificates of a level of a window that were not revoked; one given anew counts once, at first."""
    rows = Certificate.objects.filter(
        office__in=scope.office_ids,
        level=of[0],
        state__in=("issued", "replaced"),
        replaces=None,
        issued_on__gte=window.start,
        issued_on__lte=window.end,
    )
    told = rows.order_by("pk").values_list("pk", "serial", "product_name", "establishment_name", "issued_on")
    return [
        Hit(Record(f"certificates.certificate:{pk}", Fraction(1), on, f"{serial} {product} – {maker}"))
        for pk, serial, product, maker, on in told
    ]


def _rounds(scope: Scope, window: Window, of: tuple[str, ...]) -> list[Hit]:
    first, last = moments(window)
    rows = Round.objects.filter(
        office__in=scope.office_ids,
        level=of[0],
        state__in=("decided", "closed"),
        decided_at__gte=first,
        decided_at__lt=last,
    )
    return [
        Hit(Record(f"selection.round:{pk}", Fraction(1), timezone.localtime(at).date(), name))
        for pk, name, at in rows.order_by("pk").values_list("pk", "name", "decided_at")
    ]


CERTIFICATES, ROUNDS = summed(_certificates), summed(_rounds)
