"""The order of answers, the life of a certificate, and its facts."""

import dataclasses
from datetime import date

import pytest

from khuyencong.certificates.rules import verdicts
from khuyencong.certificates.rules.certificate_life import CERTIFICATE_LIFE
from khuyencong.certificates.rules.facts import (
    canonical,
    cleaned,
    digest,
    faults,
    foreign_faults,
    from_record,
    to_record,
)
from khuyencong.certificates.rules.verdicts import PublicFacts, Standing, Status, judge
from khuyencong.kernel.refusal import Refusal
from tests.certificates.making import FACTS, facts_with

FIRST, LAST = date(2024, 5, 1), date(2026, 12, 31)
BEFORE, WITHIN, AFTER = date(2024, 4, 30), date(2025, 1, 1), date(2027, 1, 1)
PAPER = PublicFacts(product="Kẹo")


@pytest.mark.parametrize(
    ("state", "on", "status"),
    [
        ("issued", BEFORE, "unknown"),
        ("issued", FIRST, "valid"),
        ("issued", WITHIN, "valid"),
        ("issued", LAST, "valid"),
        ("issued", AFTER, "expired"),
        *(("revoked", on, "revoked") for on in (BEFORE, WITHIN, AFTER)),
        *(("replaced", on, "replaced") for on in (BEFORE, WITHIN, AFTER)),
        *(("reserved", on, "unknown") for on in (BEFORE, WITHIN, AFTER)),
    ],
)
def test_an_end_by_decision_is_told_before_the_calendar(state, on, status):
    assert judge(Standing(state, FIRST, LAST), PAPER, on=on).status == status


def test_what_is_not_in_the_register_is_unknown_and_shows_nothing():
    assert judge(None, PAPER, on=WITHIN).facts == PublicFacts()


def test_every_status_has_a_word_and_a_sentence():
    assert set(verdicts.WORDS) == set(verdicts.SENTENCES) == set(Status)
    assert judge(None, PAPER, on=WITHIN).word == "Không tìm thấy"


ALLOWED = {
    ("reserved", "complete_certificate"): "issued",
    ("reserved", "revoke_certificate"): "revoked",
    ("issued", "revoke_certificate"): "revoked",
    ("issued", "replace_certificate"): "replaced",
}


@pytest.mark.parametrize("state", [state.code for state in CERTIFICATE_LIFE.states])
@pytest.mark.parametrize("verb", ["complete_certificate", "revoke_certificate", "replace_certificate"])
def test_every_verb_in_every_state(state, verb):
    if (state, verb) in ALLOWED:
        assert CERTIFICATE_LIFE.after(state, verb) == ALLOWED[state, verb]
    else:
        with pytest.raises(Refusal):
            CERTIFICATE_LIFE.after(state, verb)


def test_the_life_has_no_dead_end_and_nothing_out_of_reach():
    assert not CERTIFICATE_LIFE.unreachable()
    assert not CERTIFICATE_LIFE.dead_ends()


def test_facts_survive_their_record():
    assert from_record(to_record(FACTS)) == FACTS


@pytest.mark.parametrize(
    "change", [{"level": None}, {"more": 1}, {"issued_on": "hôm nay"}, {"signer_authority_lines": 5}]
)
def test_a_record_of_another_shape_is_refused(change):
    record = to_record(FACTS) | change
    if change == {"level": None}:
        del record["level"]

    with pytest.raises(ValueError, match=r"facts differ|isoformat|not a list"):
        from_record(record)


def test_the_canonical_form_does_not_depend_on_the_order():
    record = to_record(FACTS)

    assert canonical(record) == canonical(dict(reversed(record.items())))


def test_the_digest_reads_composed_and_decomposed_letters_alike():
    import unicodedata

    assert digest(FACTS) == digest(facts_with(product_name=unicodedata.normalize("NFD", FACTS.product_name)))
    assert digest(FACTS) != digest(facts_with(product_name="Kẹo"))


def test_facts_in_order_have_no_fault():
    assert faults(FACTS) == []
    assert faults(cleaned(FACTS)) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        *(({name: ""}, "certificates.fact_missing") for name in ("series", "product_name", "signer_name", "place")),
        ({"signer_authority_lines": ()}, "certificates.fact_missing"),
        ({"level": "district"}, "certificates.unknown_level"),
        ({"valid_until": date(2026, 11, 19)}, "certificates.ends_before_start"),
        ({"decision_on": date(2026, 11, 21)}, "certificates.before_decision"),
        ({"product_name": "a " * 160}, "certificates.text_too_long"),
        ({"signer_authority_lines": ("a " * 120,)}, "certificates.text_too_long"),
        ({"product_name": "a" * 46}, "certificates.word_too_long"),
        ({"product_name": "Kẹo\u202e"}, "certificates.unprintable"),
        ({"establishment_name": "饼"}, "certificates.unprintable"),
    ],
)
def test_each_fault_of_the_facts_is_told(change, code):
    assert [one.code for one in faults(dataclasses.replace(FACTS, **change))] == [code]


def test_another_bodys_paper_needs_less_but_its_number():
    facts = facts_with(series="", signer_name="", place="", signer_authority_lines=())

    assert foreign_faults(facts, "17/GCN") == []
    assert [one.code for one in foreign_faults(facts, " ")] == ["certificates.fact_missing"]
