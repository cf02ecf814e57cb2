"""What stands behind the addresses of: reports."""

from khuyencong.reporting.actions.reports import open_report
from khuyencong.reporting.rules.periods import read_period
from tests.architecture.spot import Spot


def add(world, cast, at):
    """Make one report of the centre and name its addresses."""
    report = open_report(
        actor=cast.chuyenvien,
        office=cast.office("ttkc-vinh-long"),
        code="KC-GN",
        period=read_period("2025"),
        at=at,
    )
    cell = "s1/money.assigned/to_date"
    world.spots.append(Spot("bao-cao/", {"report_id": report.pk, "cell": cell, "kind": "xlsx"}, report))
    world.spots.append(Spot("bao-cao/mau/", {"code": "KC-GN"}))
