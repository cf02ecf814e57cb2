"""What stands behind the addresses of: letters."""

from khuyencong.documents.actions.letters import prepare_letter
from tests.architecture.spot import Spot
from tests.factories.letters import draft


def add(world, cast, at):
    """Make one thing of each kind and name its addresses."""
    letter = prepare_letter(actor=cast.thuky, office=cast.office(), draft=draft(cast), at=at)
    world.spots.append(Spot("thu-di/", {"letter_id": letter.pk}, letter))
