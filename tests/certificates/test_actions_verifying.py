"""Verifying: by code, by all that the QR code says, and by the PDF, with and without the register."""

import re
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from khuyencong.certificates.actions import (
    record_foreign_certificate,
    replace_certificate,
    revoke_certificate,
    verify_code,
    verify_pdf,
)
from khuyencong.certificates.actions.completing import job_of
from khuyencong.certificates.adapters import authority, checking, signing
from khuyencong.certificates.adapters.checking_apart import check_apart
from khuyencong.certificates.adapters.press import dressed, press, printed
from khuyencong.certificates.models import Certificate, CertificateEvent
from khuyencong.documents.queries import open_file
from khuyencong.kernel.refusal import Refusal
from tests.certificates.making import FACTS, LATER, facts_with, issue, make_product, reserve

TODAY = date(2026, 11, 24)


def scanned_of(certificate):
    """Return all that the QR code of a certificate says."""
    return job_of(certificate, LATER).address


def pdf_of(certificate):
    return open_file(certificate.file)


def test_a_code_in_force_is_valid(cast):
    done = issue(cast)

    verdict = verify_code(done.code, on=TODAY)

    assert (verdict.status, verdict.facts.product) == ("valid", FACTS.product_name)


@pytest.mark.parametrize(("on", "status"), [(date(2028, 12, 31), "valid"), (date(2029, 1, 1), "expired")])
def test_the_last_day_is_still_valid(cast, on, status):
    done = issue(cast)

    assert verify_code(done.code, on=on).status == status
    assert verify_pdf(pdf_of(done), on=on).status == status
    assert verify_pdf(pdf_of(done), on=on, offline=True).status == status
    assert verify_code(scanned_of(done), on=on, offline=True).status == status


def test_a_day_before_the_issue_is_not_valid(cast):
    assert verify_code(issue(cast).code, on=date(2026, 11, 1)).status == "unknown"


def test_a_reserved_certificate_is_not_valid_yet(cast):
    verdict = verify_code(reserve(cast).code, on=TODAY)

    assert (verdict.status, verdict.facts.product) == ("unknown", "")


def test_revoked_is_told_before_expired(cast):
    done = issue(cast)
    revoke_certificate(actor=cast.chutich, certificate=done, reason="Sản phẩm làm giả", at=LATER)

    for verdict in (verify_code(done.code, on=date(2040, 1, 1)), verify_pdf(pdf_of(done), on=date(2040, 1, 1))):
        assert (verdict.status, verdict.ended_on) == ("revoked", TODAY)


def test_replace_certificate_names_the_new_one(cast):
    old = issue(cast)
    new = replace_certificate(
        actor=cast.chutich,
        certificate=old,
        facts=facts_with(product_name="Kẹo dừa sầu riêng"),
        reason="Ghi sai tên sản phẩm",
        at=LATER,
    )

    verdict = verify_code(old.code, on=TODAY)

    assert (verdict.status, verdict.replaced_by) == ("replaced", new.code)
    assert verify_code(new.code, on=TODAY).status == "valid"
    assert (new.number, new.replaces) == (2, old)


@pytest.mark.parametrize("way", ["code", "spaced", "small", "look_alike", "address", "whole"])
def test_a_code_is_read_however_it_is_typed(cast, way):
    done = issue(cast)
    typed = {
        "code": done.code,
        "spaced": f" {done.code[:4]} {done.code[4:8]}-{done.code[8:12]}-{done.code[12:]} ",
        "small": done.code.lower(),
        "look_alike": done.code.replace("0", "o").replace("1", "l"),
        "address": f"{settings.PUBLIC_ADDRESS}/k/{done.code}",
        "whole": scanned_of(done),
    }[way]

    assert verify_code(typed, on=TODAY).status == "valid"


@pytest.mark.parametrize("typed", ["", "abc", "0000-0000-0000-0001", "ỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳ", "https://x.vn/k/"])
def test_what_is_no_code_is_unknown_with_a_sentence(cast, typed):
    verdict = verify_code(typed, on=TODAY)

    assert verdict.status == "unknown"
    assert verdict.sentence


def test_a_changed_payload_is_tampered(cast):
    whole = scanned_of(issue(cast))
    last = whole[-20]
    changed = whole[:-20] + ("0" if last != "0" else "1") + whole[-19:]

    assert verify_code(changed, on=TODAY).status == "tampered"


def test_a_payload_of_another_certificate_is_tampered(cast):
    first, second = issue(cast, key="a"), issue(cast, key="b")
    crossed = scanned_of(first).replace(first.code, second.code)

    assert verify_code(crossed, on=TODAY).status == "tampered"


def test_a_payload_signed_by_a_stranger_is_untrusted(cast, tmp_path):
    done = issue(cast)
    job_settings = settings.VAR
    settings.VAR = tmp_path
    try:
        foreign = scanned_of(done)
    finally:
        settings.VAR = job_settings

    assert verify_code(foreign, on=TODAY).status == "untrusted"


def test_offline_needs_the_whole_qr_code(cast):
    with pytest.raises(Refusal) as no:
        verify_code(issue(cast).code, on=TODAY, offline=True)

    assert no.value.code == "certificates.needs_whole_code"


def test_offline_does_not_know_of_revocation_and_says_so(cast):
    done = issue(cast)
    revoke_certificate(actor=cast.chutich, certificate=done, reason="Sản phẩm làm giả", at=LATER)

    verdict = verify_pdf(pdf_of(done), on=TODAY, offline=True)

    assert (verdict.status, bool(verdict.note)) == ("valid", True)


def test_offline_asks_the_database_nothing(cast, django_assert_num_queries):
    done = issue(cast)
    whole, data = scanned_of(done), pdf_of(done)

    with django_assert_num_queries(0):
        verify_code(whole, on=TODAY, offline=True)
        verify_pdf(data, on=TODAY, offline=True)


def test_a_code_costs_one_query(cast, django_assert_num_queries):
    done = issue(cast)

    with django_assert_num_queries(1):
        verify_code(done.code, on=TODAY)


def test_a_file_of_ours_that_is_not_in_the_register_is_unknown(cast):
    done = issue(cast)
    second_print = press(job_of(done, datetime(2026, 12, 1, tzinfo=UTC)))

    assert verify_pdf(second_print, on=date(2026, 12, 2)).status == "unknown"
    assert verify_pdf(second_print, on=date(2026, 12, 2), offline=True).status == "valid"


def test_a_file_signed_by_a_stranger_is_untrusted(cast, tmp_path):
    done = issue(cast)
    job = job_of(done, LATER)
    stranger = authority.identity(tmp_path, "ke-gian").signer()
    forged = signing.sign(dressed(job), stranger, at=LATER, name="X", reason="X", location="X")

    assert verify_pdf(forged, on=TODAY).status == "untrusted"
    assert verify_pdf(forged, on=TODAY, offline=True).status == "untrusted"


def test_a_file_signed_by_another_holder_under_our_root_is_untrusted(cast, tmp_path):
    done, folder = issue(cast), settings.VAR / "keys"
    shutil.copytree(folder / authority.ROOT, tmp_path / authority.ROOT)
    other = authority.identity(tmp_path, "co-quan-khac").signer()
    forged = signing.sign(dressed(job_of(done, LATER)), other, at=LATER, name="X", reason="X", location="X")
    roots = authority.roots(folder)

    assert checking.check(forged, roots).seal == "intact"
    assert checking.check(forged, roots, authority.known_signers(folder)).seal == "untrusted"
    assert check_apart(forged, roots, authority.known_signers(folder)).seal == "untrusted"
    assert verify_pdf(forged, on=TODAY).status == "untrusted"
    assert verify_pdf(forged, on=TODAY, offline=True).status == "untrusted"
    assert verify_pdf(pdf_of(done), on=TODAY, offline=True).status == "valid"


def test_a_machine_that_only_checks_is_told_the_signers_in_a_folder(cast, tmp_path, monkeypatch):
    done = issue(cast)
    data, told = pdf_of(done), authority.identity(settings.VAR / "keys", "sct-vinh-long").chain[0]
    roots, signers = tmp_path / "roots", tmp_path / "signers"
    for folder, one in ((roots, authority.roots(settings.VAR / "keys")[0]), (signers, told)):
        folder.mkdir()
        (folder / "one.pem").write_bytes(one.public_bytes(Encoding.PEM))
    monkeypatch.setattr(settings, "VAR", tmp_path)
    monkeypatch.setattr(settings, "CERTIFICATE_ROOTS", str(roots))

    alone = verify_pdf(data, on=TODAY, offline=True).status
    monkeypatch.setattr(settings, "CERTIFICATE_SIGNER_CERTIFICATES", str(signers))

    assert (alone, verify_pdf(data, on=TODAY, offline=True).status) == ("untrusted", "valid")


def test_an_unsigned_page_and_any_other_file_are_unknown(cast):
    page = printed(job_of(issue(cast), LATER))

    for data in (page, b"", b"%PDF-1.7\n", b"hello", bytes(range(256))):
        assert verify_pdf(data, on=TODAY).status == "unknown"


@pytest.mark.parametrize("added", [b"\n", b"%", b"1 0 obj\n<<>>\nendobj\n", b"\x00" * 10])
def test_anything_added_behind_is_tampered(cast, added):
    data = pdf_of(issue(cast))

    assert verify_pdf(data + added, on=TODAY, offline=True).status == "tampered"


def test_a_file_cut_short_is_tampered(cast):
    data = pdf_of(issue(cast))

    for kept in (len(data) - 1, len(data) // 2, 12_000):
        assert verify_pdf(data[:kept], on=TODAY, offline=True).status == "tampered"


def test_a_flipped_byte_is_tampered_wherever_it_is(cast):
    data = bytearray(pdf_of(issue(cast)))
    start = data.index(b"/Contents <") + 10
    end = data.index(b">", start)
    places = [*range(30), *range(30, len(data), len(data) // 80), *range(start, start + 2300, 47)]
    places += [end - 1, end, end + 1, len(data) - 1]

    missed = []
    for number, place in enumerate(places):
        bit = 1 << number % 8
        data[place] ^= bit
        if verify_pdf(bytes(data), on=TODAY, offline=True).status != "tampered":
            missed.append((place, bit))
        data[place] ^= bit

    assert missed == []
    assert verify_pdf(bytes(data), on=TODAY, offline=True).status == "valid"


def test_the_case_of_a_letter_in_the_signers_name_is_noticed(cast):
    """The library compares names without regard to case; the signature's own bytes must still be as they were."""
    data = pdf_of(issue(cast))
    start = data.index(b"/Contents <") + 11
    name = "trình diễn".encode().hex().encode()
    places = [found.start() for found in re.finditer(name, data[start:])]
    last = start + places[-1]
    changed = data[:last] + "tRình diễn".encode().hex().encode() + data[last + len(name) :]

    assert verify_pdf(changed, on=TODAY, offline=True).status == "tampered"


def test_revoke_certificate_needs_a_reason(cast):
    done = issue(cast)

    with pytest.raises(Refusal) as no:
        revoke_certificate(actor=cast.chutich, certificate=done, reason="  ", at=LATER)

    assert no.value.code == "certificates.no_reason"
    assert Certificate.objects.get().state == "issued"


def test_revoke_certificate_is_for_the_chair_only(cast):
    done = issue(cast)

    with pytest.raises(Refusal) as no:
        revoke_certificate(actor=cast.thuky, certificate=done, reason="Sản phẩm làm giả", at=LATER)

    assert no.value.code.startswith("accounts.")


def test_revoked_stays_revoked(cast):
    done = issue(cast)
    revoke_certificate(actor=cast.chutich, certificate=done, reason="Sản phẩm làm giả", at=LATER)

    with pytest.raises(Refusal) as no:
        revoke_certificate(actor=cast.chutich, certificate=done, reason="Lần thứ hai", at=LATER)

    assert no.value.code == "kernel.wrong_state"


def test_a_product_can_be_certified_again_after_revocation(cast):
    product = make_product(cast.office())
    done = issue(cast, product=product)
    revoke_certificate(actor=cast.chutich, certificate=done, reason="Sản phẩm làm giả", at=LATER)

    assert reserve(cast, product=product, key="again").number == 2


def test_record_foreign_certificate_records_once_what_another_body_gave_and_has_no_code(cast):
    product = make_product(cast.office())
    facts = facts_with(level="region", signer_name="", signer_authority_lines=(), place="", series="")
    named = {"actor": cast.thuky, "facts": facts, "product_id": product.pk, "office": cast.office(), "at": LATER}

    made = record_foreign_certificate(number="82/QĐ-CTĐP/17", **named)
    again = record_foreign_certificate(number="82/QĐ-CTĐP/17", **named)

    assert (again.pk, made.code, made.number, made.state) == (made.pk, None, None, "issued")
    assert CertificateEvent.objects.count() == 1


def test_what_another_body_gave_cannot_be_replaced_by_us(cast):
    product = make_product(cast.office())
    made = record_foreign_certificate(
        actor=cast.thuky, facts=FACTS, number="1", product_id=product.pk, office=cast.office(), at=LATER
    )

    with pytest.raises(Refusal) as no:
        replace_certificate(actor=cast.chutich, certificate=made, facts=FACTS, reason="Ghi sai tên", at=LATER)

    assert no.value.code == "certificates.foreign"


def test_keys_are_readable_by_their_owner_only():
    authority.ensure_demonstration_authority(settings.VAR / "keys", "sct-vinh-long")

    for path in Path(settings.VAR / "keys").glob("*/*.pem"):
        assert path.stat().st_mode & 0o077 == 0, path
