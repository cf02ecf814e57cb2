"""Begin, keep, send and put away an application; what it becomes, and what it is refused for."""

from datetime import date, timedelta

import pytest

from khuyencong.accounts.models import AuditEntry
from khuyencong.documents.queries import attachments_of
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.portal.actions.filing.consents import withdraw_consent
from khuyencong.portal.actions.filing.drafts import discard_filing, keep_typed, save_filing
from khuyencong.portal.actions.filing.locker import attach_from_locker
from khuyencong.portal.actions.filing.sending import send_filing
from khuyencong.registry.models import Product
from tests.factories.filing import (
    WHOLE,
    attach_papers,
    make_consent,
    make_filing,
    make_own,
    make_paper,
)
from tests.factories.registry import make_establishment, make_product
from tests.factories.selection import make_round

ENTRY = {"name": "Bình gốm men lam", "group": "A", "description": "Gốm nung củi."}


@pytest.fixture
def maker(cast):
    return make_own(cast)


@pytest.fixture
def whole(cast, now, maker):
    filing = make_filing(cast, now, maker=maker, answers=WHOLE)
    attach_papers(cast, filing, now)
    return filing


def refused(act):
    with pytest.raises((Refusal, Refusals)) as no:
        act()
    found = no.value
    return [one.code for one in found.refusals] if isinstance(found, Refusals) else [found.code]


def test_send_filing_makes_a_registered_project_with_the_same_files(cast, now, whole):
    send_filing(actor=cast.coso, filing=whole, at=now)
    project = whole.project

    assert (project.state, project.registered_on, project.asked) == (
        "registered",
        date(2026, 11, 24),
        Money(200_000_000),
    )
    assert (project.establishment, project.implementer) == (whole.establishment, "Lò gốm Sáu Tâm")
    assert project.office == cast.office("ttkc-vinh-long")
    assert set(attachments_of(project).values_list("file", flat=True)) == set(
        attachments_of(whole).values_list("file", flat=True)
    )
    assert (whole.receipt, whole.due_on) == ("0001/TN-2026", date(2027, 1, 6))
    assert AuditEntry.objects.filter(action="portal.send_filing", thing=f"programme.project:{project.pk}").exists()


def test_send_filing_tells_everything_that_is_missing(cast, now, maker):
    filing = make_filing(cast, now, maker=maker, answers=WHOLE | {"asked": "", "summary": ""})

    assert refused(lambda: send_filing(actor=cast.coso, filing=filing, at=now)) == [
        "portal.blank_missing", "portal.blank_missing", *["portal.paper_missing"] * 5,
    ]  # fmt: skip  # a list


def test_send_filing_refuses_money_and_days_that_contradict_one_another(cast, now, maker):
    answers = WHOLE | {"asked": "600 triệu", "starts_on": "1/3/2027", "ends_on": "1/2/2027", "row-machine-1-model": "X"}
    filing = make_filing(cast, now, maker=maker, answers=answers)
    attach_papers(cast, filing, now)

    assert refused(lambda: send_filing(actor=cast.coso, filing=filing, at=now)) == [
        "portal.days_backwards", "programme.asked_over_cost", *["programme.fact_missing"] * 3,
    ]  # fmt: skip  # a list


def test_send_filing_asks_for_the_place_that_the_register_does_not_know(cast, now):
    filing = make_filing(cast, now, maker=make_own(cast, "Cơ sở không địa chỉ", address=""), answers=WHOLE)
    attach_papers(cast, filing, now)

    assert refused(lambda: send_filing(actor=cast.coso, filing=filing, at=now)) == ["portal.no_place"]


def test_send_filing_waits_for_the_link_to_the_establishment(cast, now):
    filing = make_filing(cast, now, answers=WHOLE)
    attach_papers(cast, filing, now)

    assert refused(lambda: send_filing(actor=cast.coso, filing=filing, at=now)) == ["portal.not_linked"]


def test_filing_is_sent_once(cast, now, whole):
    send_filing(actor=cast.coso, filing=whole, at=now)

    assert refused(lambda: send_filing(actor=cast.coso, filing=whole, at=now)) == ["portal.filing_closed"]


def test_send_filing_enters_a_new_product_into_the_round(cast, now, maker):
    round_ = make_round(cast, now)
    filing = make_filing(cast, now, maker=maker, kind="dossier", content="", stream="", round=round_, answers=ENTRY)
    attach_papers(cast, filing, now, kinds=["registration_form", "business_registration", "product_description"])
    assert refused(lambda: send_filing(actor=cast.coso, filing=filing, at=now)) == ["portal.too_few_photos"]

    product = make_product(maker, "Đã có")
    filing.product = None
    for number in range(3):
        make_photo(cast, filing, now, number)
    send_filing(actor=cast.coso, filing=filing, at=now)

    assert (filing.dossier.state, filing.dossier.group) == ("submitted", "A")
    assert Product.objects.exclude(pk=product.pk).get().name == "Bình gốm men lam"
    assert attachments_of(filing.dossier, kind="photo").count() == 3


def make_photo(cast, filing, at, number):
    from khuyencong.documents.actions import attach_file
    from tests.factories.pictures import drawn, jpeg

    attach_file(
        actor=cast.coso, owner=filing, data=jpeg(drawn(number, (320, 240))), name=f"{number}.jpg", purpose="photo",
        kind="photo", office=filing.office, at=at,
    )  # fmt: skip  # one file


def test_send_filing_refuses_an_entry_after_the_last_day(cast, now, maker):
    round_ = make_round(cast, now, closes_on=date(2026, 11, 23))
    product = make_product(maker, "Bình gốm")
    filing = make_filing(
        cast, now, maker=maker, kind="dossier", content="", stream="", round=round_, product=product, answers=ENTRY
    )
    attach_papers(cast, filing, now, kinds=["registration_form", "business_registration", "product_description"])
    for number in range(3):
        make_photo(cast, filing, now, number)

    assert refused(lambda: send_filing(actor=cast.coso, filing=filing, at=now)) == ["portal.round_closed"]


def test_start_filing_refuses_a_product_of_somebody_else(cast, now, maker):
    strange = make_product(make_establishment(cast.office(), "Cơ sở khác"))
    round_ = make_round(cast, now)

    assert refused(
        lambda: make_filing(
            cast, now, maker=maker, kind="dossier", content="", stream="", round=round_, product=strange
        )
    ) == ["portal.strange_product"]


def test_save_filing_raises_the_version_and_refuses_a_page_that_is_behind(cast, now, maker):
    filing = make_filing(cast, now, maker=maker)
    save_filing(actor=cast.coso, filing=filing, typed={"name": "Bản một"}, version=0, at=now)

    assert (filing.answers, filing.version) == ({"name": "Bản một"}, 1)
    stale = refused(lambda: save_filing(actor=cast.coso, filing=filing, typed={"name": "Bản hai"}, version=0, at=now))
    assert stale == ["portal.stale"]
    save_filing(actor=cast.coso, filing=filing, typed={"name": "Bản một"}, version=0, at=now)
    assert filing.version == 1


def test_typing_is_kept_without_filling_the_trail(cast, now, maker):
    filing = make_filing(cast, now, maker=maker)
    before = AuditEntry.objects.count()
    keep_typed(actor=cast.coso, filing=filing, typed={"name": "x" * 7000}, version=0, at=now)
    filing.refresh_from_db()

    assert (len(filing.answers["name"]), filing.version, AuditEntry.objects.count()) == (6000, 1, before)
    assert refused(
        lambda: keep_typed(actor=cast.chuyenvien, filing=filing, typed={"name": "y"}, version=1, at=now)
    ) == ["accounts.out_of_reach"]


def test_discard_filing_puts_a_draft_away(cast, now, maker):
    filing = make_filing(cast, now, maker=maker)
    discard_filing(actor=cast.coso, filing=filing, at=now)

    assert filing.state == "discarded"
    assert refused(lambda: discard_filing(actor=cast.coso, filing=filing, at=now)) == ["portal.filing_closed"]


def test_officer_files_for_an_establishment_only_with_its_consent(cast, now, maker):
    assert refused(lambda: make_filing(cast, now, maker=maker, actor=cast.chuyenvien)) == ["portal.no_consent"]

    consent = make_consent(cast, maker, now)
    filing = make_filing(cast, now, maker=maker, actor=cast.chuyenvien, answers=WHOLE)
    attach_papers(cast, filing, now, by=cast.chuyenvien)
    assert filing.consent == consent

    withdraw_consent(actor=cast.coso, consent=consent, at=now)
    filing.refresh_from_db()
    stopped = refused(lambda: send_filing(actor=cast.chuyenvien, filing=filing, at=now))
    assert stopped == ["portal.consent_withdrawn"]


def test_locker_paper_is_used_as_the_same_file_until_its_last_day(cast, now, maker):
    filing = make_filing(cast, now, maker=maker)
    paper = make_paper(cast, maker, now, valid_until=now.date())
    made = attach_from_locker(actor=cast.coso, filing=filing, paper=paper, kind="registration", at=now)
    assert made.file == paper.file

    tomorrow = now + timedelta(days=1)
    over = refused(
        lambda: attach_from_locker(actor=cast.coso, filing=filing, paper=paper, kind="registration", at=tomorrow)
    )
    strange = make_paper(cast, make_own(cast, "Cơ sở hai"), now)
    assert over == ["portal.paper_over"]
    assert refused(
        lambda: attach_from_locker(actor=cast.coso, filing=filing, paper=strange, kind="registration", at=now)
    ) == ["portal.not_in_locker"]
