"""What stands behind the addresses of: packets."""

from khuyencong.programme.models import Project
from tests.architecture.spot import Spot


def add(world, _cast, _at):
    """Name the packet of the project that is there."""
    project = Project.objects.get(code="DA-001")
    world.spots.append(Spot("tron-bo/", {"kind": "project", "pk": project.pk}, project))
