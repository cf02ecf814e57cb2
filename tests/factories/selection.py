"""Rounds, dossiers and juries for tests, made plainly through the registry's tables and the verbs of selection."""

from datetime import date

from khuyencong.registry.models import Establishment, Product
from khuyencong.registry.rules.facts import establishment_keys, product_keys
from khuyencong.selection.actions.dossiers import DossierDraft, register_dossier
from khuyencong.selection.actions.jury import JurorFacts, name_juror
from khuyencong.selection.actions.rounds import RoundFacts, open_round
from khuyencong.selection.actions.scorecards import PaperSheet, enter_paper_scorecard
from khuyencong.selection.actions.scoring import start_scoring
from khuyencong.selection.models import Dossier, Juror

FULL = {"1": 4000, "2": 4000, "3": 1000, "4": 1000}


def make_round(cast, at, **changes):
    """Open a provincial round of the cast's office by its secretary."""
    facts = {"code": "2026-TINH", "name": "Bình chọn cấp tỉnh năm 2026", "level": "province", "year": 2026} | changes
    return open_round(actor=cast.thuky, office=cast.office(), facts=RoundFacts(**facts), at=at)


def make_maker(cast, at, name="Hợp tác xã Mẫu 01", **changes):
    """Put an establishment on the office's file."""
    keys = establishment_keys(name, "cooperative")
    return Establishment.objects.create(
        office=cast.office(), name=name, form="cooperative", tax_code_kind="none", representative="Lê Thị Mẫu",
        address="ấp Mỹ Thuận, xã Lục Sĩ Thành", created_at=at, changed_at=at, **keys, **changes,
    )  # fmt: skip  # one row


def make_product(maker, at, name="Chiếu lác", group="A"):
    """Put a product of a maker on file."""
    keys = product_keys(name, maker.bare_name)
    return Product.objects.create(establishment=maker, name=name, group=group, created_at=at, changed_at=at, **keys)


def make_dossier(cast, round_, at, *, code="", group="A", maker=None, product=None):
    """Register a submitted dossier with a product of its own."""
    maker = maker or make_maker(cast, at)
    name = f"Sản phẩm {code or group} {Dossier.objects.filter(round=round_).count()}"
    product = product or make_product(maker, at, name, group)
    return register_dossier(
        actor=cast.thuky, round_=round_, product=product, draft=DossierDraft(group=group, entry_code=code), at=at
    )


def make_jury(cast, round_, at, count=3):
    """Name jurors of the cast."""
    return [
        name_juror(actor=cast.thuky, round_=round_, facts=JurorFacts(name=person.full_name, person=person), at=at)
        for person in cast.jurors[:count]
    ]


def make_scoring(cast, at, codes=("A01", "A02", "B01"), jurors=3, **changes):
    """Return a round in scoring with its dossiers and jurors."""
    round_ = make_round(cast, at, **changes)
    maker = make_maker(cast, at)
    dossiers = [make_dossier(cast, round_, at, code=code, group=code[0], maker=maker) for code in codes]
    jury = make_jury(cast, round_, at, jurors)
    start_scoring(actor=cast.thuky, round_=round_, at=at, with_unchecked=True)
    for juror in jury:
        juror.round = round_
    return round_, dossiers, jury


def enter(cast, juror, dossier, at, points=None, *, recusal=""):
    """Enter a paper sheet by the secretary."""
    sheet = PaperSheet({} if recusal else points or FULL, recusal)
    return enter_paper_scorecard(actor=cast.thuky, juror=juror, dossier=dossier, sheet=sheet, at=at)


def fill(cast, round_, at, points=None):
    """Give every dossier a sheet of every juror."""
    for juror in Juror.objects.filter(round=round_):
        for dossier in Dossier.objects.filter(round=round_):
            enter(cast, juror, dossier, at, points)


def points(first, second, third, fourth):
    """Return points of the legal sheet in hundredths."""
    return {"1": first * 100, "2": second * 100, "3": third * 100, "4": fourth * 100}


SIGNED_ON = date(2026, 11, 20)
