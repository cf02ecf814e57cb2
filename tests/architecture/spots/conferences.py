"""What stands behind the addresses of: conferences."""

from khuyencong.conferences.actions.ceremony import arrange_ceremony
from khuyencong.selection.models import Round
from tests.architecture.spot import Spot
from tests.factories.conferences import conclude, invite, make_conference


def add(world, cast, at):
    """Make one thing of each kind and name its addresses."""
    conference = make_conference(cast, at, rounds=[Round.objects.get(code="2025-TINH")])
    arrange_ceremony(actor=cast.thuky, conference=conference, at=at)
    guest = invite(cast, conference, at)
    conclusion = conclude(cast, conference, at)
    presentation = conference.presentations.first()
    world.spots += [
        Spot("hoi-nghi/", {"conference_id": conference.pk}, conference),
        Spot("hoi-nghi/khach/", {"guest_id": guest.pk}, guest),
        Spot("hoi-nghi/trao/", {"presentation_id": presentation.pk}, presentation),
        Spot("hoi-nghi/ket-luan/", {"conclusion_id": conclusion.pk}, conclusion),
        Spot("moi/", {"token": guest.token}),
    ]
