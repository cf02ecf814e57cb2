"""What a ceremony hands over: certificates of its rounds, and those that higher bodies gave in the same years."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from khuyencong.certificates.models import Certificate
from khuyencong.certificates.models.certificate import ALIVE
from khuyencong.conferences.models import Conference
from khuyencong.conferences.rules.ceremony import Award
from khuyencong.selection.models import Dossier

HIGHER = ("region", "nation")


@dataclass(frozen=True, slots=True)
class Awarded:
    """One certificate with what orders it."""

    award: Award
    certificate: Certificate


def awards_of(conference: Conference) -> list[Awarded]:
    """Return the living certificates to be handed over, in no order; three queries whatever their number."""
    rounds = list(conference.rounds.all())
    if not rounds:
        return []
    dossiers = list(Dossier.objects.filter(round__in=rounds, state="recognised").select_related("round"))
    decided = {(one.product_id, one.round.level, one.round.year): one for one in dossiers}
    of_product = {one.product_id: one for one in dossiers}
    ours = Q(product_id__in=of_product, level__in={one.level for one in rounds})
    higher = Q(is_foreign=True, office_id=conference.office_id, level__in=HIGHER)
    found = Certificate.objects.filter(
        ours | higher, state__in=ALIVE, award_year__in={one.year for one in rounds} | {conference.year}
    ).select_related("product")
    awards = []
    for one in found:
        dossier = decided.get((one.product_id, one.level, one.award_year))
        if dossier is None and one.level not in HIGHER:
            continue
        awards.append(Awarded(_award(one, dossier or of_product.get(one.product_id)), one))
    return awards


def _award(certificate: Certificate, dossier: Dossier | None) -> Award:
    return Award(
        certificate=certificate.pk,
        establishment=certificate.product.establishment_id,
        level=certificate.level,
        group=dossier.group if dossier else certificate.product.group,
        rank_key=dossier.ranking_key if dossier else "",
        entry_code=dossier.entry_code if dossier else "",
    )
