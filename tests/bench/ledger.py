"""The ledger with ten years of thirty-four provinces: balances at a past day, sums of a plan, its page; against a fold.

KHUYENCONG_TEST_BENCH_SHARE=0.1 makes a tenth of the years, for a look in passing.
"""

import os
import random
import time
from datetime import UTC, date, datetime
from fractions import Fraction

from tests.bench.clock import Timing, cpu_now, line, quantile, timed

DATABASES = ("sqlite", "postgresql")
PROVINCES, YEARS, PROJECTS, LINES = 34, 10, 500, 10
STEPS = (
    # kind, from, to, tenths of the approved amount, day of the year
    ("assign", "outside", "assigned", 10, 10), ("reserve", "assigned", "reserved", 10, 30),
    ("contract", "reserved", "contracted", 10, 60), ("advance", "contracted", "advanced", 3, 70),
    ("clear", "advanced", "paid", 1, 120), ("clear", "advanced", "paid", 2, 150),
    ("pay", "contracted", "paid", 3, 200), ("pay", "contracted", "paid", 3, 250),
    ("settle", "paid", "settled", 3, 300), ("settle", "paid", "settled", 3, 310),
    ("settle", "paid", "settled", 2, 320), ("return_payment", "paid", "returned", 1, 330),
)  # fmt: skip  # a table
APPROVED = ("advance", "clear", "pay", "return_payment")
MOMENT = datetime(2026, 11, 1, tzinfo=UTC)
ASKED = 200
NUMBERS = "WITH RECURSIVE number(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM number WHERE i + 1 < {count})"


def measure():
    """Seed, then time what the screens and the command ask."""
    from khuyencong.programme.models import Plan, PlanLine, Transfer
    from khuyencong.programme.queries.balances import AsOf, balance_of_line, line_balances, plan_balance
    from khuyencong.programme.queries.ledger_book import facts_of
    from khuyencong.programme.rules.ledger import fold

    started = time.perf_counter()
    seed()
    told = {"rows": Transfer.objects.count(), "seeded_s": round(time.perf_counter() - started, 1)}
    chance = random.Random(612)
    lines = chance.sample(
        list(PlanLine.objects.select_related("plan").order_by("pk")), min(ASKED, PlanLine.objects.count())
    )
    plan = Plan.objects.order_by("pk").last()
    mine = lines[0]

    def by_fold():
        return fold(facts_of(row) for row in Transfer.objects.filter(line=mine)).by_line(date(mine.plan.year, 7, 1))

    slow = timed(by_fold, rounds=3)
    walls, cpus = zip(
        *[spent(lambda one=one: balance_of_line(one, AsOf(date(one.plan.year, 7, 1)))) for one in lines], strict=True
    )
    yield line(
        "balance of a plan line at a past day", Timing(quantile(list(walls), 0.5), sum(cpus) / len(cpus), len(walls), max(walls)),
        reference=slow, against="pure fold of its rows", aim="under 20 ms", p95_ms=round(quantile(list(walls), 0.95) * 1000, 3), **told,
    )  # fmt: skip  # one measure
    sums = timed(lambda: plan_balance([plan]), rounds=9)
    whole = timed(lambda: fold(facts_of(row) for row in Transfer.objects.filter(plan=plan)).by_line(), rounds=3)
    yield line("sums of a plan, all lines and sources", sums, reference=whole, against="pure fold of its rows")
    year = timed(lambda: line_balances(Transfer.objects.filter(plan__year=plan.year)), rounds=3)
    yield line("sums of a year, all provinces", year, plans=PROVINCES)
    yield from page_of(plan)


def page_of(plan):
    """Time the page of a plan as the server makes it, and count its queries."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from khuyencong.accounts.models import Person

    client, address = Client(SERVER_NAME="localhost"), reverse("programme:view_plan", args=[plan.pk])
    client.force_login(Person.objects.get(username="xem"))
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    queries = len(asked)
    yield line("page of a plan", timed(lambda: client.get(address), rounds=9), aim="under 150 ms", queries=queries)


def spent(work):
    """Return wall and CPU seconds of one call."""
    wall, cpu = time.perf_counter(), cpu_now()
    work()
    return time.perf_counter() - wall, cpu_now() - cpu


def seed():
    """Fill the tables by SQL, with the guards lifted: the rows keep every rule by the way they are made."""
    from django.db import connection

    years = max(1, int(YEARS * Fraction(os.environ.get("KHUYENCONG_TEST_BENCH_SHARE") or "1")))
    first_line, people = frame(years)
    with connection.cursor() as cursor:
        guards = lift(cursor)
        cursor.execute(*projects_sql(years, first_line, people))
        cursor.execute(transfers_sql(people))
        if connection.vendor == "sqlite":
            for statement in guards:
                cursor.execute(statement)
        else:
            cursor.execute("SET session_replication_role = origin")
        cursor.execute("ANALYZE")


def frame(years):
    """Make offices, plans, lines, and three people; return the key of the first line and those of the people."""
    from khuyencong.accounts.models import Grant, Office, Person
    from khuyencong.programme.models import Plan, PlanLine, PlannedAmount, PlanVersion

    offices = [
        Office.objects.create(code=f"so-{number}", kind="department", name=f"Sở {number}", province_code=f"{number:02}",
                              path=f"{number}/")
        for number in range(1, PROVINCES + 1)
    ]  # fmt: skip  # facts read better in a block
    people = [Person.objects.create(username=name, full_name=name, password="!") for name in ("ghi", "duyet", "xem")]
    Grant.objects.create(person=people[2], office=offices[0], role="auditor", from_on=date(2016, 1, 1))
    plans = Plan.objects.bulk_create(
        Plan(office=office, year=2017 + year, name=f"Kế hoạch {2017 + year}")
        for year in range(years)
        for office in offices
    )
    lines = PlanLine.objects.bulk_create(
        PlanLine(plan=plan, code=f"L{number:02}", stream="national" if number % 3 == 0 else "local",
                 content="machinery", name=f"Dòng {number}")
        for plan in plans
        for number in range(LINES)
    )  # fmt: skip  # facts read better in a block
    versions = PlanVersion.objects.bulk_create(
        PlanVersion(plan=plan, number=1, state="approved", decision_number="1/QĐ", decision_on=date(plan.year, 1, 5),
                    created_at=MOMENT, created_by=people[0])
        for plan in plans
    )  # fmt: skip  # facts read better in a block
    by_plan = {one.plan_id: one for one in versions}
    PlannedAmount.objects.bulk_create(
        [PlannedAmount(version=by_plan[one.plan_id], line=one, support=10**11) for one in lines], batch_size=500
    )
    return lines[0].pk, people


def lift(cursor):
    """Take guards away for the seeding; return what sets them again."""
    from django.db import connection

    if connection.vendor != "sqlite":
        cursor.execute("SET session_replication_role = replica")
        return []
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'programme_%'")
    found = cursor.fetchall()
    for name, _sql in found:
        cursor.execute(f'DROP TRIGGER "{name}"')
    return [sql for _name, sql in found]


def projects_sql(years, first_line, people):
    """Return the statement that copies one project all over, with its values."""
    from khuyencong.kernel.money import Money
    from khuyencong.programme.models import PlanLine, Project

    line = PlanLine.objects.select_related("plan").get(pk=first_line)
    pattern = Project.objects.create(
        office=line.plan.office, code="mau", name="Đề án mẫu", stream=line.stream, content="machinery", year=2016, line=line,
        state="settled", approved=Money(1), contracted=Money(1), accepted=Money(1), approved_on=date(2017, 1, 20),
        created_at=MOMENT, created_by=people[0], changed_at=MOMENT,
    )  # fmt: skip  # facts read better in a block
    each = LINES * PROVINCES * years
    amount = "(100 + number.i % 400) * 1000000"
    own = {
        "id": f"{pattern.pk} + 1 + number.i", "code": "'KC-' || number.i", "line_id": "l.id", "stream": "l.stream",
        "office_id": "p.office_id", "year": "p.year", "approved": amount, "contracted": amount, "accepted": amount,
        "search_text": "'de an ' || number.i",
    }  # fmt: skip  # a table
    columns = [field.column for field in Project._meta.concrete_fields]
    values = ", ".join(own.get(column, f'x."{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    count = PROJECTS * PROVINCES * years
    return (
        f"INSERT INTO programme_project ({names}) {NUMBERS.format(count=count)} SELECT {values} FROM number "
        f"JOIN programme_planline l ON l.id = {first_line} + number.i % {each} "
        f"JOIN programme_plan p ON p.id = l.plan_id JOIN programme_project x ON x.id = {pattern.pk}",
        None,
    )


def transfers_sql(people):
    """Return the statement that makes twelve transfers of every project."""
    from django.db import connection

    sqlite = connection.vendor == "sqlite"
    key = "printf('%032x', p.id * 16 + s.no)" if sqlite else "lpad(to_hex(p.id * 16 + s.no), 32, '0')::uuid"
    day = "date(p.year || '-01-01', '+' || s.day || ' days')" if sqlite else "make_date(p.year, 1, 1) + s.day"
    moment = f"{day} || ' 02:00:00'" if sqlite else f"({day})::timestamptz"
    steps = ", ".join(
        f"({number}, '{kind}', '{source}', '{target}', {tenths}, {when}, "
        f"{'NULL' if kind not in APPROVED else people[1].pk})"
        for number, (kind, source, target, tenths, when) in enumerate(STEPS)
    )
    return (
        'INSERT INTO programme_transfer (id, plan_id, line_id, project_id, kind, from_bucket, to_bucket, amount, "on", '
        "recorded_at, paper, note, posted_by_id, approved_by_id) "
        f"WITH s(no, kind, source, target, tenths, day, approver) AS (VALUES {steps}) "
        f"SELECT {key}, l.plan_id, l.id, CASE WHEN s.kind = 'assign' THEN NULL ELSE p.id END, s.kind, s.source, s.target, "
        f"p.approved / 10 * s.tenths, {day}, {moment}, 'CT', '', {people[0].pk}, CAST(s.approver AS bigint) "
        "FROM programme_project p JOIN programme_planline l ON l.id = p.line_id CROSS JOIN s WHERE p.code <> 'mau'"
    )
