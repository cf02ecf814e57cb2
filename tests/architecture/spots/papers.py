"""What stands behind the addresses of: papers."""

from khuyencong.documents.actions.papers import HeadFacts, add_signer, draft_paper, edit_letterhead
from khuyencong.documents.papers import paper_kinds
from khuyencong.documents.rules.papers.signing import RightFacts
from khuyencong.programme.models import Plan
from tests.architecture.spot import Spot


def add(world, cast, at):
    """Draft a paper of the plan, and set the office's letterhead and a right to sign."""
    office = cast.office()
    head = HeadFacts("UBND tỉnh Vĩnh Long", "Sở Công Thương", "Vĩnh Long", "SCT", "QLCN")
    edit_letterhead(actor=cast.thuky, office=office, facts=head, at=at)
    facts = RightFacts("Giám Đốc Mẫu", "", "", "GIÁM ĐỐC", "", (), at.date(), None)
    right = add_signer(actor=cast.giamdoc, office=office, facts=facts, at=at)
    paper = draft_paper(actor=cast.thuky, kind=paper_kinds["plan-submission"], thing=Plan.objects.get(), at=at)
    world.spots += [
        Spot("van-ban/", {"paper_id": paper.pk, "page": 1, "suffix": "pdf"}, paper),
        Spot("van-ban/co-quan/", {"office_id": office.pk}, office),
        Spot("van-ban/quyen-ky/", {"right_id": right.pk}, right),
    ]
