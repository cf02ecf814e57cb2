"""What stands behind the addresses of: advice."""

from khuyencong.advisory.actions.asking import ask_advice
from khuyencong.advisory.actions.links import add_partner_link
from tests.architecture.spot import Spot
from tests.factories.advisory import link_facts, question


def add(world, cast, at):
    """Make a question and an offer, and name their addresses."""
    request = ask_advice(asked=question(), at=at)
    link = add_partner_link(actor=cast.chuyenvien, office=request.office, facts=link_facts(), at=at)
    world.spots += [
        Spot("tu-van/theo-doi/", {"secret": request.secret}),
        Spot("cau-hoi-tu-van/", {"request_id": request.pk}, request),
        Spot("cau-hoi-tu-van/loi-chao/", {"link_id": link.pk}, link),
    ]
