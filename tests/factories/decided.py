"""A round from its opening to the decision, by the verbs of selection."""

from datetime import date

from khuyencong.selection.actions.recognition import DecisionFacts, recognise
from khuyencong.selection.actions.scoring import seal_scores
from tests.factories.selection import fill, make_scoring


def make_decided(cast, at, codes=("A01", "A02", "B01"), **changes):
    """Return a round whose every dossier was recognised, with the dossiers."""
    round_, dossiers, _jury = make_scoring(cast, at, codes, **changes)
    fill(cast, round_, at)
    seal_scores(actor=cast.thuky, round_=round_, at=at)
    facts = DecisionFacts(
        number="12/QĐ-UBND", signed_on=date(2026, 11, 20), signer="Ủy Viên Mẫu", everything_reaching=True
    )
    recognise(actor=cast.chutich, round_=round_, facts=facts, at=at)
    for dossier in dossiers:
        dossier.refresh_from_db()
    return round_, dossiers
