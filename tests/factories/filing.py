"""Filings, claims, papers kept and consents as tests need them."""

from datetime import date

from khuyencong.documents.actions import attach_file
from khuyencong.portal.actions.filing.claims import claim_establishment
from khuyencong.portal.actions.filing.consents import ConsentFacts, record_consent
from khuyencong.portal.actions.filing.drafts import Start, start_filing
from khuyencong.portal.actions.filing.locker import PaperFacts, keep_paper
from khuyencong.registry.rules.facts import EstablishmentFacts
from tests.factories.pictures import drawn, jpeg
from tests.factories.registry import make_establishment

PICTURE = jpeg(drawn(7, (320, 240)))
WHOLE = {
    "name": "Mua máy sấy lạnh",
    "summary": "Sấy dừa cho kịp đơn hàng, bớt hao hụt.",
    "eligible_cost": "500 triệu",
    "asked": "200 triệu",
    "fact-purpose": "Sấy",
    "row-machine-0-name": "Máy sấy lạnh",
    "row-machine-0-quantity": "1",
    "row-machine-0-price": "500 triệu",
}
"""What is typed in an application for a machine in which nothing is missing but papers."""
PAPERS = ("support_request", "project_outline", "registration", "no_other_support", "quotations")


def make_own(cast, name="Lò gốm Sáu Tâm", **changed):
    """Make an establishment for which the cast's applicant acts."""
    return make_establishment(
        cast.office(), name, **{"applicant": cast.coso, "representative": "Huỳnh Cơ Sở", "address": "Ấp Mẫu"} | changed
    )


def make_filing(cast, at, *, maker=None, actor=None, answers=None, **changed):
    """Begin an application for a machine from the national stream."""
    facts = {"kind": "project", "year": 2026, "content": "machinery", "stream": "national", "answers": answers or {}}
    return start_filing(actor=actor or cast.coso, establishment=maker, start=Start(**facts | changed), at=at)


def attach_papers(cast, filing, at, *, by=None, kinds=PAPERS):
    """Put a photograph of each paper to a filing."""
    for kind in kinds:
        attach_file(
            actor=by or cast.coso, owner=filing, data=PICTURE, name=f"{kind}.jpg", purpose="paper", kind=kind,
            office=filing.office, at=at,
        )  # fmt: skip  # one file


def make_claim(cast, at, *, person=None, name="Hộ kinh doanh Bánh tráng Bảy Mẫu", **changed):
    """Let somebody say which establishment they act for."""
    facts = {"name": name, "phone": "0901234567", "representative": "Bảy Mẫu"} | changed
    return claim_establishment(
        actor=person or cast.coso, office=cast.office(), facts=EstablishmentFacts(**facts), place=None, at=at
    )


def make_paper(cast, maker, at, *, kind="registration", title="Giấy đăng ký hộ kinh doanh", valid_until=None):
    """Put a paper into a locker."""
    facts = PaperFacts(kind=kind, title=title, data=PICTURE, name="giay.jpg", valid_until=valid_until)
    return keep_paper(actor=cast.coso, establishment=maker, facts=facts, at=at)


def make_consent(cast, maker, at, **changed):
    """Record that an establishment agreed, in person."""
    facts = {"given_by": "Huỳnh Cơ Sở", "way": "in_person", "given_on": date(2026, 3, 1)} | changed
    return record_consent(actor=cast.chuyenvien, establishment=maker, facts=ConsentFacts(**facts), at=at)
