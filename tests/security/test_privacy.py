"""What the public, the printed paper and the chain must never say of a person."""

import io
import json

import pikepdf
import pytest
from django.urls import reverse

from khuyencong.accounts.models import AuditEntry
from khuyencong.documents.queries import open_file
from tests.security.conftest import SECRETS

pytestmark = pytest.mark.django_db

CONFLICT = "Cháu ruột"


def told(text):
    """Return the secrets that a text tells, whatever stands between the digits."""
    bare = "".join(letter for letter in text if letter not in " .-\u00a0")
    hidden = {*SECRETS.values(), "ấp Kín Đáo", CONFLICT}
    return sorted(one for one in hidden if one in text or (one.isdigit() and one in bare))


def public_pages(ill):
    code = ill.certificate.code
    return [
        "/",
        reverse("view_results"),
        reverse("view_result", args=[ill.round.code]),
        reverse("view_catalogue"),
        reverse("view_catalogue") + "?tai=csv",
        reverse("view_award", args=[ill.product.pk]),
        reverse("certificates:verify"),
        reverse("certificates:verify_code", args=[code]),
        reverse("certificates:verify_keys"),
        reverse("accessibility"),
    ]


def body(answer):
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


def test_public_pages_tell_no_number_name_of_a_person_or_street(ill):
    stranger = ill.cast.client()
    jurors = [juror.name for juror in ill.jury]

    for page in public_pages(ill):
        answer = stranger.get(page)
        text = body(answer)
        assert answer.status_code == 200, page
        assert told(text) == [], page
        assert [name for name in jurors if name in text] == [], page


@pytest.mark.parametrize("asked", [SECRETS["tax_code"], SECRETS["phone"], "0870 190 001 234", "Bí Mật", "Kín Đáo"])
def test_the_public_finds_nobody_by_number_name_or_street(ill, asked):
    answer = ill.cast.client().get(reverse("view_catalogue"), {"q": asked})

    assert answer.context["cards"] == []


def test_the_printed_paper_its_attachment_and_its_code_tell_no_secret(ill):
    data = open_file(ill.certificate.file)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        attached = [pdf.attachments[name].get_file().read_bytes().decode() for name in pdf.attachments]
        everything = [str(pdf.docinfo), pdf.open_metadata().xpacket if hasattr(pdf, "xpacket") else "", *attached]
        streams = [one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream)]

    assert attached
    assert told("\n".join(everything)) == []
    assert [secret for secret in SECRETS.values() for one in streams if secret.encode() in one] == []
    assert told(json.dumps(ill.certificate.facts, ensure_ascii=False)) == []


def test_the_chain_holds_no_personal_data(ill):
    chained = json.dumps(list(AuditEntry.objects.values_list("facts", "sources", "thing")), ensure_ascii=False)
    names = [person.full_name for person in ill.cast.people.values()]

    assert told(chained) == []
    assert [name for name in names if name in chained] == []


def test_whoever_may_not_see_numbers_sees_none(ill):
    for reader in ("chutich", "giamdoc", "giamkhao01"):
        client = ill.cast.client(reader)
        for page in staff_pages(ill):
            answer = client.get(page)
            if answer.status_code == 200:
                found = told(body(answer))
                assert SECRETS["tax_code"] not in found, (reader, page)
                assert SECRETS["phone"] not in found, (reader, page)
                assert reader != "giamkhao01" or found == [], page


def staff_pages(ill):
    return [
        reverse("registry:view_establishments"),
        reverse("registry:view_establishments") + "?tai=csv",
        reverse("registry:view_establishment", args=[ill.maker.pk]),
        reverse("registry:view_product", args=[ill.product.pk]),
        reverse("registry:view_duplicates"),
        reverse("selection:view_dossiers", args=[ill.scored.pk]),
        reverse("selection:view_dossiers", args=[ill.scored.pk]) + "?tai=csv",
        reverse("selection:view_dossier", args=[ill.open_dossier.pk]),
        reverse("selection:save_scorecard", args=[ill.open_dossier.pk]),
        reverse("certificates:view_certificate", args=[ill.certificate.pk]),
    ]


def test_an_entry_about_a_person_is_erased_with_the_person_s_own(ill):
    from khuyencong.accounts.actions.people import create_person, erase_personal_data
    from khuyencong.accounts.models import AuditDetail
    from khuyencong.accounts.queries import verify_chain
    from khuyencong.accounts.rules.roles import Role
    from tests.security.conftest import AT

    cast = ill.cast
    person = create_person(
        actor=cast.quantri, username="nguoi-moi", full_name="Trịnh Hay Quên", password="mot-mat-khau-du-dai",
        office=cast.office(), role=Role.OFFICER, at=AT,
    )  # fmt: skip  # one row

    erase_personal_data(actor=cast.quantri, person=person, at=AT)

    kept = json.dumps(list(AuditDetail.objects.values_list("personal", flat=True)), ensure_ascii=False)
    assert "Trịnh Hay Quên" not in kept
    assert verify_chain() is None
