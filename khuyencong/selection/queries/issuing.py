"""Which certificates of a round exist already."""

from __future__ import annotations

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat

from khuyencong.certificates.models import Certificate
from khuyencong.selection.models import Dossier, Round

KEY = "selection.dossier:"


def round_certificates(round_: Round) -> QuerySet[Certificate]:
    """Return the certificates that were asked for by dossiers of the round."""
    dossiers = Dossier.objects.filter(round=round_, state="recognised")
    keys = dossiers.annotate(key=Concat(Value(KEY), Cast("pk", CharField()))).values("key")
    return Certificate.objects.filter(request_key__in=keys)


def certificates_of(round_: Round) -> dict[int, Certificate]:
    """Return the certificates of the round by the id of the dossier."""
    return {int(one.request_key.removeprefix(KEY)): one for one in round_certificates(round_)}


def issued_count(round_: Round) -> int:
    """Return how many certificates of the round are complete."""
    return round_certificates(round_).exclude(state="reserved").count()
