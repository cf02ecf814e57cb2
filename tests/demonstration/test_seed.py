"""The demonstration tells the article's figures, and repeating it changes nothing."""

import json
from datetime import datetime
from io import StringIO

import pytest
from django.core.management import call_command

from khuyencong.accounts.models import AuditEntry
from khuyencong.accounts.queries import verify_chain
from khuyencong.certificates.models import Certificate
from khuyencong.demonstration.actions.cast import seed_cast
from khuyencong.demonstration.actions.province import seed_province
from khuyencong.demonstration.rules.cast import CAST
from khuyencong.documents.queries import attachments_of, photos_of
from khuyencong.registry.models import Product
from khuyencong.selection.models import Dossier, Round, Scorecard


def certified(level, year=2016):
    found = Certificate.objects.filter(level=level, award_year=year, state="issued").select_related("product")
    return len({one.product.establishment_id for one in found}), len(found)


@pytest.mark.django_db
def test_the_province_has_the_articles_figures_something_to_do_and_stays_as_it_is_when_repeated(now):
    seed_cast(at=now, passwords={})
    seed_province(at=now)
    entries = AuditEntry.objects.count()

    seed_province(at=now)

    assert certified("province") == (15, 23)
    assert certified("region")[1] == 2
    assert AuditEntry.objects.count() == entries
    assert verify_chain() is None
    assert certified("province", 2025) == (7, 7)
    assert {one.valid_until >= now.date() for one in Certificate.objects.filter(award_year=2025)} == {True}
    assert Certificate.objects.filter(award_year=2025, state="revoked").count() == 1
    assert_dressed()
    states = dict(Round.objects.values_list("code", "state"))
    assert states == {"BC-2016": "decided", "BC-2025": "decided", "BC-2026": "scoring", "BC-2026-D2": "collecting"}
    assert Scorecard.objects.filter(dossier__round__code="BC-2026", state="submitted").exists()
    assert Scorecard.objects.filter(dossier__round__code="BC-2026", state="draft").exists()
    assert Dossier.objects.filter(round__code="BC-2026-D2", state="needs_supplement").count() == 1


def assert_dressed():
    """What is shown has pictures, what is scored has checked papers."""
    scored = Dossier.objects.filter(round__code="BC-2026").select_related("round", "product")
    assert {one.state for one in scored} == {"accepted"}
    assert all(attachments_of(one).count() >= 3 and photos_of(one.product).count() == 3 for one in scored)
    assert {one.file.media_type for one in attachments_of(scored[0])} == {"application/pdf"}
    certified_products = Certificate.objects.values_list("product", flat=True)
    assert all(photos_of(Product(pk=pk)).exists() for pk in certified_products)


@pytest.mark.django_db
def test_the_province_can_be_made_on_a_day_whose_last_year_knew_districts():
    at = datetime.fromisoformat("2026-05-30T08:00:00+07:00")
    seed_cast(at=at, passwords={})
    seed_province(at=at)

    assert Certificate.objects.filter(award_year=2025, state="issued", valid_until__gte=at.date()).count() == 7


@pytest.mark.django_db
def test_cast_only_makes_people_and_offices_and_nothing_else(settings, tmp_path):
    settings.VAR, said = tmp_path, StringIO()

    call_command("seed", "--cast-only", "--json", stdout=said)
    first = json.loads(said.getvalue())["cast"]
    again = StringIO()
    call_command("seed", "--cast-only", "--json", stdout=again)

    assert [one["username"] for one in first] == [one.username for one in CAST]
    assert all(len(one["password"]) == 19 for one in first)
    assert json.loads(again.getvalue())["cast"] == first
    assert not Round.objects.exists()
    assert (tmp_path / "demonstration-logins.json").stat().st_mode & 0o077 == 0
