"""The list of 50,000 projects as a workbook and as CSV: rows a second, and the memory it takes."""

import resource
import time
from datetime import UTC, date, datetime

from tests.bench.clock import Timing, cpu_now, line

DATABASES = ("sqlite", "postgresql")
COUNT = 50_000
AT = datetime(2026, 1, 15, tzinfo=UTC)


def measure():
    """Seed the projects, then fetch the list as a person would and count what comes."""
    from django.test import Client
    from django.urls import reverse

    seed()
    client = Client(SERVER_NAME="localhost")
    client.force_login(_officer())
    address = reverse("programme:view_projects")
    client.get(address, {"tai": "csv", "nam": "1999"})
    for kind in ("csv", "xlsx"):
        before, wall, cpu = memory(), time.perf_counter(), cpu_now()
        answer = client.get(address, {"tai": kind})
        assert answer.status_code == 200, answer.content[:400]
        size = sum(len(part) for part in answer.streaming_content)
        spent = time.perf_counter() - wall
        yield line(
            f"export of {COUNT:,} projects, {kind}", Timing(spent, cpu_now() - cpu, 1, spent),
            aim="over 5,000 rows a second", rows_per_second=round(COUNT / spent), bytes=size,
            more_memory_mb=round((memory() - before) / 1024, 1),
        )  # fmt: skip  # one measure


def memory():
    """Return the most memory this process has held, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _officer():
    from khuyencong.accounts.models import Person

    return Person.objects.get(username="chuyenvien")


def seed():
    """Write the cast, one plan and the projects straight into the tables."""
    from khuyencong.kernel.money import Money
    from khuyencong.programme.models import Project
    from tests.cast import make_cast
    from tests.factories.programme import make_line, make_plan
    from tests.factories.registry import make_establishment

    cast = make_cast()
    plan_line = make_line(make_plan(cast))
    maker = make_establishment(cast.office())
    Project.objects.bulk_create(
        (
            Project(
                office=cast.office("ttkc-vinh-long"), code=f"DA-{number:06}", name=f"Hỗ trợ máy số {number}",
                search_text=f"ho tro may so {number}", stream="local", content="machinery", year=2026, line=plan_line,
                state="running", establishment=maker, approved=Money(300_000_000), approved_on=date(2026, 2, 1),
                contracted=Money(250_000_000), asked=Money(300_000_000), created_at=AT, changed_at=AT,
                created_by=cast.chuyenvien,
            )
            for number in range(COUNT)
        ),
        batch_size=300,
    )  # fmt: skip  # one row
