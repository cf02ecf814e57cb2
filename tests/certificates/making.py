"""Makes products, facts and certificates for the tests of certificates."""

import dataclasses
from datetime import UTC, date, datetime

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.rules.policy import Action
from khuyencong.certificates.actions import complete_certificate, reserve_certificate
from khuyencong.certificates.rules.facts import CertificateFacts
from khuyencong.registry.models import Establishment, Product

LATER = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)

FACTS = CertificateFacts(
    series="GCN-SCT-VINH-LONG",
    level="province",
    year=2026,
    product_name="Kẹo dừa sầu riêng lá dứa",
    is_set=False,
    establishment_name="Cơ sở sản xuất kẹo Mẫu",
    establishment_address="Xã Hòa Thạnh (mẫu), tỉnh Vĩnh Long",
    group_label="Chế biến nông, lâm, thủy sản và thực phẩm",
    round_name="Bình chọn sản phẩm công nghiệp nông thôn tiêu biểu cấp tỉnh năm 2026",
    entry_code="B01",
    decision_number="1825/QĐ-UBND",
    decision_on=date(2026, 11, 20),
    issuing_authority="Ủy ban nhân dân tỉnh Vĩnh Long",
    signer_authority_lines=("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"),
    signer_name="Nguyễn Chủ Tịch (mẫu)",
    place="Vĩnh Long",
    issued_on=date(2026, 11, 20),
    valid_until=date(2028, 12, 31),
)


def facts_with(**changes):
    return dataclasses.replace(FACTS, **changes)


def make_product(office, name="Kẹo dừa sầu riêng lá dứa"):
    maker = Establishment.objects.create(
        office=office,
        name="Cơ sở sản xuất kẹo Mẫu",
        folded="co so san xuat keo mau",
        sort_key="x",
        bare_name="san xuat keo mau",
        search_text="co so san xuat keo mau",
        form=Establishment._meta.get_field("form").choices[0][0],
        tax_code_kind="none",
        created_at=LATER,
        changed_at=LATER,
    )
    return Product.objects.create(
        establishment=maker, name=name, folded=name, sort_key="x", search_text=name, created_at=LATER, changed_at=LATER
    )


def reserve(cast, *, key="ky-2026:B01", product=None, facts=FACTS, at=LATER, actor=None):
    office = cast.office()
    product = product or make_product(office, facts.product_name)
    with deed(actor or cast.thuky, Action.ISSUE_CERTIFICATE, office=office, at=at) as record:
        return reserve_certificate(record=record, facts=facts, product_id=product.pk, office=office, request_key=key)


def issue(cast, **named):
    return complete_certificate(reserve(cast, **named).pk, at=named.get("at", LATER))
