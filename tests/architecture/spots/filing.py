"""What stands behind the addresses of filing by the public."""

from khuyencong.documents.queries import attachments_of
from khuyencong.portal.actions.filing.complaints import file_complaint
from tests.architecture.spot import Spot
from tests.factories.filing import attach_papers, make_claim, make_consent, make_filing, make_own, make_paper
from tests.factories.programme import make_project
from tests.factories.selection import make_dossier, make_round


def add(world, cast, at):
    """Make one thing of each kind and name its addresses."""
    maker = make_own(cast)
    claim, paper = make_claim(cast, at), make_paper(cast, maker, at)
    filing = make_filing(cast, at, maker=maker)
    attach_papers(cast, filing, at, kinds=["support_request"])
    refused = make_project(
        cast, code="DA-TU-CHOI", state="rejected", establishment=maker, ended_reason="Thiếu vốn", changed_at=at
    )
    complaint = file_complaint(actor=cast.coso, about=refused, text="Chúng tôi có đủ vốn.", at=at)
    dossier = make_dossier(cast, make_round(cast, at, code="KN-TINH", name="Kỳ mẫu"), at, code="A09", maker=maker)
    consent = make_consent(cast, maker, at)
    attachment = attachments_of(filing)[0]
    world.spots += [
        Spot("loi-khai/", {"claim_id": claim.pk}, claim),
        Spot("nop-thay/", {"establishment_id": maker.pk}, maker),
        Spot("nop-thay/dong-y/", {"consent_id": consent.pk}, consent),
        Spot("ho-so-cua-toi/", {"filing_id": filing.pk, "paper_id": paper.pk, "attachment_id": attachment.pk}, filing),
        Spot("tu-giay-to/", {"establishment_id": maker.pk}, maker),
        Spot("tu-giay-to/giay/", {"paper_id": paper.pk}, paper),
        Spot("khieu-nai/", {"complaint_id": complaint.pk}, complaint),
        Spot("khieu-nai/de-an/", {"project_id": refused.pk}, refused),
        Spot("khieu-nai/ho-so/", {"dossier_id": dossier.pk}, dossier),
    ]
