"""The ranking page, a juror's sheet and its save, in rounds of 2,000 and 10,000 dossiers with nine jurors."""

import itertools
import random
from datetime import UTC, date, datetime

from tests.bench.clock import line, timed

DATABASES = ("sqlite", "postgresql")
MOMENT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
ROOTS = (4000, 4000, 1000, 1000)
JURORS = 9
CONSTANT = "/tai-khoan/"


def measure():
    """Time what people open all day, on the server's side, with the queries each takes."""
    from tests.cast import make_cast

    cast = make_cast()
    small, large = build(cast, 2_000, JURORS), build(cast, 10_000, JURORS)
    constant, page_small, page_large = (
        timed_page(cast, "thuky", address)
        for address in (
            CONSTANT,
            f"/ky-binh-chon/{small.pk}/xep-hang/",
            f"/ky-binh-chon/{large.pk}/xep-hang/",
        )
    )
    queries = [
        counted(cast, "thuky", f"/ky-binh-chon/{one.pk}/xep-hang/?trang={page}")
        for one in (small, large)
        for page in (1, 20)
    ]
    ratio = round(page_large.wall / page_small.wall, 2)
    against = {"reference": constant, "against": "the page of one own account, same middleware"}
    yield line(
        "ranking page of 50, 2,000 × 9",
        page_small,
        **against,
        aim="under 50 ms",
        queries=queries[0],
        queries_on_page_20=queries[1],
    )
    yield line(
        "ranking page of 50, 10,000 × 9",
        page_large,
        **against,
        aim="at most 1.5 of 2,000 × 9",
        ratio=ratio,
        queries=queries[2],
    )
    yield from sheet(cast, small, against)


def sheet(cast, round_, against):
    """Time opening and saving one juror's sheet."""
    from khuyencong.selection.models import Declaration, Dossier, Juror

    juror = Juror.objects.select_related("person").get(round=round_, person=cast.giamkhao01)
    dossier = Dossier.objects.filter(round=round_).order_by("entry_code")[1000]
    juror.scorecards.filter(dossier=dossier).delete()
    Declaration.objects.create(juror=juror, dossier=dossier, has_conflict=False, declared_at=MOMENT)
    address, client, revision = f"/cham-diem/{dossier.pk}/", browser(cast, "giamkhao01"), itertools.count(1)

    def save():
        body = {"points": {"1": "36,5", "2": "35", "3": "9", "4": "8"}, "revision": next(revision), "remarks": ""}
        answer = client.post(address, body, content_type="application/json", headers={"Accept": "application/json"})
        assert answer.status_code == 200, answer.content[:500]

    opened = timed_page(cast, "giamkhao01", address)
    yield line(
        "a juror's sheet opened, 2,000 × 9",
        opened,
        **against,
        aim="under 40 ms",
        queries=counted(cast, "giamkhao01", address),
    )
    yield line("a juror's sheet saved, 2,000 × 9", timed(save, rounds=25), **against, aim="under 25 ms")


def browser(cast, username):
    """Return somebody's browser on this machine."""
    client = cast.client(username)
    client.defaults["HTTP_HOST"] = "localhost"
    return client


def timed_page(cast, username, address):
    """Time a page through every layer of the server but the network."""
    client = browser(cast, username)

    def get():
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)

    return timed(get, rounds=25)


def counted(cast, username, address):
    """Count the queries of a page."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = browser(cast, username)
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def build(cast, dossiers, jurors):
    """Fill a round in scoring, every juror having scored every dossier; return it."""
    from khuyencong.selection.actions.jury import JurorFacts, name_juror
    from khuyencong.selection.actions.rounds import RoundFacts, open_round
    from khuyencong.selection.actions.scoring import recount, start_scoring

    facts = RoundFacts(code=f"DO-{dossiers}", name=f"Kỳ đo {dossiers} hồ sơ", level="province", year=2026)
    round_ = open_round(actor=cast.thuky, office=cast.office(), facts=facts, at=MOMENT)
    _enter(cast, round_, dossiers)
    for person in cast.jurors[:jurors]:
        name_juror(actor=cast.thuky, round_=round_, facts=JurorFacts(person.full_name, person), at=MOMENT)
    round_.state = "collecting"
    round_.save()
    start_scoring(actor=cast.thuky, round_=round_, at=MOMENT, with_unchecked=True)
    _score(round_, random.Random(2016))
    recount(round_)
    return round_


def _enter(cast, round_, count):
    from khuyencong.registry.models import Establishment, Product
    from khuyencong.registry.rules.facts import establishment_keys, product_keys
    from khuyencong.selection.models import Dossier
    from khuyencong.selection.rules.entry_codes import code_key

    makers = Establishment.objects.bulk_create(
        Establishment(
            office=cast.office(), name=f"Cơ sở {round_.pk} {number}", form="workshop", tax_code_kind="none",
            created_at=MOMENT, changed_at=MOMENT, **establishment_keys(f"Cơ sở {round_.pk} {number}", "workshop"),
        )
        for number in range(count * 2 // 3)
    )  # fmt: skip  # one table
    products = Product.objects.bulk_create(
        Product(
            establishment=makers[number % len(makers)], name=f"Sản phẩm {number}", group="ABCD"[number % 4],
            created_at=MOMENT, changed_at=MOMENT, **product_keys(f"Sản phẩm {number}", "x"),
        )
        for number in range(count)
    )  # fmt: skip  # one table
    Dossier.objects.bulk_create(
        Dossier(
            round=round_, product=product, establishment=product.establishment, entry_code=f"{product.group}{number:05}",
            entry_key=code_key(f"{product.group}{number:05}"), group=product.group, state="submitted",
            received_on=date(2026, 10, 1), product_name=product.name, establishment_name=product.establishment.name,
            address="xã Mẫu", representative="Người Mẫu",
        )
        for number, product in enumerate(products)
    )  # fmt: skip  # one table


def _score(round_, chance):
    from khuyencong.selection.models import Criterion, Dossier, Juror, Score, Scorecard

    criteria = list(Criterion.objects.filter(round=round_).order_by("order"))
    dossiers = list(Dossier.objects.filter(round=round_).only("pk"))
    for juror in Juror.objects.filter(round=round_):
        cards = Scorecard.objects.bulk_create(
            Scorecard(juror=juror, dossier=dossier, state="submitted", saved_at=MOMENT, submitted_at=MOMENT)
            for dossier in dossiers
        )
        Score.objects.bulk_create(
            (
                Score(
                    scorecard=card, criterion=criterion, maximum_hundredths=most,
                    points_hundredths=50 * chance.randrange(most // 100, most // 50 + 1),
                )
                for card in cards
                for criterion, most in zip(criteria, ROOTS, strict=True)
            ),
            batch_size=2000,
        )  # fmt: skip  # one table
