"""The certificate as a page: which fact stands where, and what machines read in the attachment."""

from __future__ import annotations

from khuyencong.certificates.adapters.paper import Page
from khuyencong.certificates.rules.codes import grouped
from khuyencong.certificates.rules.facts import LEVEL_WORDS, CertificateFacts, canonical, from_record, to_record
from khuyencong.certificates.rules.verdicts import PublicFacts
from khuyencong.vietnamese.dates import formal

KIND = "khuyencong/giay-chung-nhan"
DEMONSTRATION = "BẢN TRÌNH DIỄN – không có giá trị pháp lý"


def certificate_page(
    facts: CertificateFacts, *, serial: str, code: str, address: str, site: str, demonstration: bool
) -> Page:
    """Return the page of one certificate; ``site`` is the host that people type."""
    return Page(
        title=f"Giấy chứng nhận {serial}",
        keywords=(serial, grouped(code)),
        authority=facts.issuing_authority,
        award=award(facts),
        introduction="Chứng nhận bộ sản phẩm" if facts.is_set else "Chứng nhận sản phẩm",
        product=facts.product_name,
        of="của ",
        maker=facts.establishment_name,
        address=facts.establishment_address,
        rows=tuple(row for row in _rows(facts, serial) if row[1]),
        caption=f"Quét để kiểm tra, hoặc gõ mã tại {site}/kiem-tra",
        code=f"Mã kiểm tra: {grouped(code)}",
        qr="",
        qr_alt=f"Mã QR để kiểm tra: {address}",
        place_and_day=f"{facts.place}, {formal(facts.issued_on)}",
        signer_lines=facts.signer_authority_lines,
        signer=facts.signer_name,
        demonstration=DEMONSTRATION if demonstration else "",
        credential=credential(facts, serial=serial, code=code, address=address, demonstration=demonstration),
    )


def award(facts: CertificateFacts) -> str:
    """Return the title that is given."""
    kind = "Bộ sản phẩm" if facts.is_set else "Sản phẩm"
    return f"{kind} công nghiệp nông thôn tiêu biểu {LEVEL_WORDS[facts.level]} năm {facts.year}"


def credential(facts: CertificateFacts, *, serial: str, code: str, address: str, demonstration: bool) -> str:
    """Return the attachment that machines read: the same facts as on paper, in one canonical form."""
    record = {
        "kind": KIND,
        "version": 1,
        "serial": serial,
        "code": code,
        "address": address,
        "demonstration": demonstration,
        "facts": to_record(facts),
    }
    return canonical(record).decode()


def read_credential(record: dict[str, object]) -> tuple[CertificateFacts, PublicFacts]:
    """Return the facts of an attachment, and what of them the public may see.

    :raises ValueError: where it is not an attachment of ours.
    """
    inner = record.get("facts")
    if record.get("kind") != KIND or record.get("version") != 1 or not isinstance(inner, dict):
        raise ValueError("not a certificate of ours")
    facts = from_record(inner)
    return facts, public_facts(
        facts, serial=str(record["serial"]), code=str(record["code"]), demonstration=record["demonstration"] is True
    )


def public_facts(
    facts: CertificateFacts, *, serial: str, code: str, demonstration: bool, foreign: bool = False
) -> PublicFacts:
    """Return what everybody may see; the name of who signed is left to the paper itself."""
    return PublicFacts(
        serial=serial,
        product=facts.product_name,
        is_set=facts.is_set,
        establishment=facts.establishment_name,
        address=facts.establishment_address,
        award=award(facts),
        group=facts.group_label,
        authority=facts.issuing_authority,
        decision_number=facts.decision_number,
        decision_on=facts.decision_on,
        issued_on=facts.issued_on,
        valid_until=facts.valid_until,
        code=code,
        demonstration=demonstration,
        foreign=foreign,
    )


def _rows(facts: CertificateFacts, serial: str) -> tuple[tuple[str, str], ...]:
    return (
        ("Quyết định số:", f"{facts.decision_number} {formal(facts.decision_on)}"),
        ("Số giấy chứng nhận:", serial),
        ("Thuộc", _group(facts.group_label)),
        ("Có giá trị đến:", formal(facts.valid_until)),
    )


def _group(label: str) -> str:
    """Return the group as it stands within a line; some lists call it a group themselves, some do not."""
    if not label or label.lower().startswith("nhóm"):
        return label[:1].lower() + label[1:]
    return f"nhóm {label[0].lower()}{label[1:]}"
