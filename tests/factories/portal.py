"""Awards and published rounds as the public site reads them, written straight into the tables."""

from datetime import date

from khuyencong.certificates.models import Certificate
from khuyencong.registry.models import Product
from khuyencong.selection.models import Decision, Dossier, Round

FACTS = {"issuing_authority": "ỦY BAN NHÂN DÂN TỈNH VĨNH LONG", "decision_number": "1686/QĐ-UBND"}


def make_award(cast, product, at, **changes):
    """Put a certificate of another body on the register: it needs no signed file."""
    number = Certificate.objects.count() + 1
    values = {
        "office": cast.office(),
        "product": product,
        "year": 2016,
        "serial": f"{number:02}/2016/GCN-SCT",
        "request_key": f"award-{number}",
        "level": "province",
        "award_year": 2016,
        "state": "issued",
        "is_foreign": True,
        "facts": FACTS,
        "product_name": product.name,
        "establishment_name": product.establishment.name,
        "folded": product.folded,
        "issued_on": date(2016, 8, 16),
        "valid_until": date(2018, 12, 31),
        "reserved_at": at,
        "reserved_by": cast.thuky,
    } | changes
    return Certificate.objects.create(**values)


def publish(cast, round_, at, codes):
    """Close a round by hand: those codes recognised, the result published."""
    Dossier.objects.filter(round=round_).update(state="not_recognised")
    Dossier.objects.filter(round=round_, entry_code__in=codes).update(state="recognised")
    Round.objects.filter(pk=round_.pk).update(
        state="closed", scoring_started_at=at, sealed_at=at, decided_at=at, published_at=at
    )
    Decision.objects.create(
        round=round_, number="1686/QĐ-UBND", signed_on=date(2026, 11, 20), signer="Trần Văn Mẫu",
        authority="Ủy ban nhân dân tỉnh Vĩnh Long", snapshot={}, sha256="0" * 64, recorded_by=cast.chutich, recorded_at=at,
    )  # fmt: skip  # one row
    return Product.objects.filter(dossiers__round=round_)
