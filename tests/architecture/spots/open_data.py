"""What stands behind the addresses of: open data."""

from django.conf import settings

from khuyencong.reporting.actions.open_data import export_open_data
from tests.architecture.spot import Spot


def add(world, _cast, at):
    """Make one thing of each kind and name its addresses."""
    export_open_data(settings.OPEN_DATA, at=at)
    world.spots += [
        Spot("du-lieu-mo/", {"name": "products.csv"}),
        Spot("api/v1/", {"key": "1", "rest": "nothing"}),
    ]
