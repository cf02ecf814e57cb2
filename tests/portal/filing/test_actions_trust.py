"""Claims, consents, lockers and complaints: what each act does, and what it is refused for."""

from datetime import date, timedelta

import pytest

from khuyencong.kernel.refusal import Refusal
from khuyencong.portal.actions.filing.claims import confirm_claim, refuse_claim
from khuyencong.portal.actions.filing.complaints import answer_complaint, file_complaint
from khuyencong.portal.actions.filing.consents import open_consent, withdraw_consent
from khuyencong.portal.actions.filing.locker import PaperFacts, drop_paper, keep_paper
from khuyencong.registry.models import Establishment
from tests.factories.decided import make_decided
from tests.factories.filing import make_claim, make_consent, make_filing, make_own, make_paper
from tests.factories.programme import make_project
from tests.factories.registry import make_establishment


def refused(act):
    with pytest.raises(Refusal) as no:
        act()
    return no.value.code


def test_claim_establishment_opens_nothing_and_is_made_once(cast, now):
    on_file = make_establishment(cast.office(), "Hộ kinh doanh Bánh tráng Bảy Mẫu")
    claim = make_claim(cast, now)
    on_file.refresh_from_db()

    assert (claim.state, on_file.applicant) == ("waiting", None)
    assert refused(lambda: make_claim(cast, now)) == "portal.claim_waits"
    assert refused(lambda: make_claim(cast, now, name="Khác", phone="")) == "portal.no_phone"


def test_confirm_claim_links_and_hands_over_what_was_begun(cast, now):
    maker = make_establishment(cast.office(), "Bánh tráng Bảy Mẫu")
    claim, draft = make_claim(cast, now), make_filing(cast, now)
    confirm_claim(actor=cast.chuyenvien, claim=claim, establishment=maker, at=now)
    maker.refresh_from_db()
    draft.refresh_from_db()

    assert (maker.applicant, claim.state, draft.establishment) == (cast.coso, "confirmed", maker)
    again = refused(lambda: confirm_claim(actor=cast.chuyenvien, claim=claim, establishment=maker, at=now))
    assert again == "portal.claim_decided"


def test_confirm_claim_puts_a_new_establishment_on_file(cast, now):
    found = confirm_claim(actor=cast.chuyenvien, claim=make_claim(cast, now), establishment=None, at=now)

    assert Establishment.objects.get(name="Hộ kinh doanh Bánh tráng Bảy Mẫu") == found
    assert found.form == "household"


def test_confirm_claim_refuses_an_establishment_of_somebody_else(cast, now):
    maker = make_own(cast, applicant=cast.giamkhao01)
    claim = make_claim(cast, now)

    assert refused(lambda: confirm_claim(actor=cast.chuyenvien, claim=claim, establishment=maker, at=now)) == (
        "portal.has_applicant"
    )


def test_refuse_claim_says_why(cast, now):
    claim = make_claim(cast, now)
    assert refused(lambda: refuse_claim(actor=cast.chuyenvien, claim=claim, reason=" ", at=now)) == "portal.no_reason"

    refuse_claim(actor=cast.chuyenvien, claim=claim, reason="Gọi ba lần không gặp.", at=now)
    assert (claim.state, claim.reason) == ("refused", "Gọi ba lần không gặp.")


@pytest.mark.parametrize(
    ("changed", "code"),
    [({"given_by": " "}, "portal.consent_by_nobody"), ({"given_on": date(2027, 1, 1)}, "portal.consent_to_come"),
     ({"way": "paper"}, "portal.consent_without_paper")],
)  # fmt: skip  # a table
def test_record_consent_refuses_what_proves_nothing(cast, now, changed, code):
    maker = make_own(cast)

    assert refused(lambda: make_consent(cast, maker, now, **changed)) == code


def test_record_consent_once_until_it_is_withdrawn(cast, now):
    maker = make_own(cast)
    consent = make_consent(cast, maker, now)
    assert refused(lambda: make_consent(cast, maker, now)) == "portal.consent_there"

    withdraw_consent(actor=cast.coso, consent=consent, at=now)
    assert open_consent(maker) is None
    assert refused(lambda: withdraw_consent(actor=cast.coso, consent=consent, at=now)) == "portal.consent_withdrawn"


def test_keep_paper_asks_for_a_title(cast, now):
    maker = make_own(cast)
    facts = PaperFacts(kind="other", title=" ", data=b"x", name="x")

    no_title = refused(lambda: keep_paper(actor=cast.coso, establishment=maker, facts=facts, at=now))
    assert no_title == "portal.paper_without_title"


def test_drop_paper_takes_it_out_once(cast, now):
    paper = make_paper(cast, make_own(cast), now)
    drop_paper(actor=cast.coso, paper=paper, at=now)

    assert paper.dropped_at == now
    assert refused(lambda: drop_paper(actor=cast.coso, paper=paper, at=now)) == "portal.paper_dropped"


def make_refused(cast, at, **changed):
    facts = {"state": "rejected", "establishment": make_own(cast), "ended_reason": "Thiếu vốn", "changed_at": at}
    return make_project(cast, **facts | changed)


def test_file_complaint_about_a_refused_project_counts_its_days(cast, now):
    project = make_refused(cast, now)
    complaint = file_complaint(actor=cast.coso, about=project, text=" Chúng tôi đủ vốn. ", at=now)

    assert (str(complaint), complaint.due_on, complaint.text) == (
        "001/KN-2026",
        date(2026, 12, 24),
        "Chúng tôi đủ vốn.",
    )
    waiting = refused(lambda: file_complaint(actor=cast.coso, about=project, text="Nữa", at=now))
    assert waiting == "portal.complaint_waits"


def test_file_complaint_is_refused_late_with_its_source(cast, now):
    project = make_refused(cast, now)
    with pytest.raises(Refusal) as no:
        file_complaint(actor=cast.coso, about=project, text="Muộn", at=now + timedelta(days=91))

    assert (no.value.code, no.value.source) == ("portal.complaint_late", "Luật Khiếu nại 2011, Điều 9")


def test_file_complaint_needs_words_and_a_decision(cast, now):
    empty = refused(lambda: file_complaint(actor=cast.coso, about=make_refused(cast, now), text=" ", at=now))
    alive = make_project(cast, code="DA-SONG", establishment=make_own(cast, "Cơ sở hai"))

    assert empty == "portal.complaint_without_words"
    undecided = refused(lambda: file_complaint(actor=cast.coso, about=alive, text="Sao?", at=now))
    assert undecided == "portal.nothing_to_contest"


def test_file_complaint_about_a_result_waits_for_its_publication(cast, now):
    round_, dossiers = make_decided(cast, now)
    maker = dossiers[0].establishment
    maker.applicant = cast.coso
    maker.save(update_fields=["applicant"])
    dossier = round_.dossiers.filter(establishment=maker).first()
    early = refused(lambda: file_complaint(actor=cast.coso, about=dossier, text="Sai điểm", at=now))
    assert early == "portal.nothing_to_contest"

    round_.published_at = now
    round_.save(update_fields=["published_at"])
    dossier = round_.dossiers.filter(establishment=maker).first()
    complaint = file_complaint(actor=cast.coso, about=dossier, text="Sai điểm", at=now)
    assert (complaint.due_on, complaint.office) == (date(2026, 12, 8), round_.office)


def test_answer_complaint_gives_an_outcome_and_reasons_once(cast, now):
    complaint = file_complaint(actor=cast.coso, about=make_refused(cast, now), text="Đủ vốn", at=now)
    half = refused(
        lambda: answer_complaint(actor=cast.giamdoc, complaint=complaint, outcome="upheld", answer="", at=now)
    )
    assert half == "portal.answer_not_whole"

    answer_complaint(actor=cast.giamdoc, complaint=complaint, outcome="upheld", answer="Xét lại.", at=now)
    assert (complaint.outcome, complaint.answered_by) == ("upheld", cast.giamdoc)
    twice = refused(
        lambda: answer_complaint(actor=cast.giamdoc, complaint=complaint, outcome="upheld", answer="Lại", at=now)
    )
    assert twice == "portal.complaint_answered"
