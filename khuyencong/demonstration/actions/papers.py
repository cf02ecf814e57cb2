"""Pictures and papers of the seeded dossiers: drawn, handed in, checked and accepted as people would."""

from __future__ import annotations

from datetime import datetime

from khuyencong.demonstration.actions.steps import person
from khuyencong.demonstration.adapters.drawing import Specimen, draw_paper, draw_picture
from khuyencong.demonstration.rules.descriptions import DESCRIPTIONS
from khuyencong.demonstration.rules.drawings import VIEWS, drawings
from khuyencong.documents.actions import attach_file
from khuyencong.documents.queries import attachments_of, photos_of
from khuyencong.registry.actions import edit_product
from khuyencong.registry.models import Product
from khuyencong.registry.rules.facts import ProductFacts
from khuyencong.selection.actions.dossiers import accept_dossier, check_paper, edit_dossier
from khuyencong.selection.models import Dossier, Round
from khuyencong.selection.papers import paper_rules

ELECTRONIC = frozenset({"photos", "electronic_copy"})
"""Papers of the list that are no page of their own."""


def show_products(round_: Round, *, views: int, at: datetime) -> None:
    """Give every product of the round its description and so many pictures, where it has none."""
    for dossier in _dossiers(round_):
        product = dossier.product
        if description := DESCRIPTIONS.get(product.name):
            _describe(product, description, at)
        if photos_of(product).exists():
            continue
        for drawing, caption in zip(
            drawings(product.name, dossier.establishment_name, views=views), VIEWS, strict=False
        ):
            attach_file(
                actor=person("chuyenvien"),
                owner=product,
                data=draw_picture(drawing),
                name=f"{product.name} {drawing.view}.jpg",
                purpose="photo",
                kind="photo",
                office=round_.office,
                caption=caption,
                at=at,
            )


def hand_in_papers(round_: Round, *, accept: bool, at: datetime) -> None:
    """Put a drawn paper to every required line of each dossier; check and accept them where that is wanted."""
    for dossier in _dossiers(round_):
        if dossier.state != "submitted" or attachments_of(dossier).exists():
            continue
        _describe_dossier(dossier, at)
        for rule in paper_rules(dossier):
            if rule.required and rule.code not in ELECTRONIC:
                _hand_in(dossier, rule.code, rule.label, at)
            if rule.required and accept:
                check_paper(actor=person("chuyenvien"), dossier=dossier, paper_code=rule.code, is_present=True, at=at)
        if accept:
            accept_dossier(actor=person("chuyenvien"), dossier=dossier, at=at)


def _dossiers(round_: Round) -> list[Dossier]:
    return list(
        Dossier.objects.filter(round=round_)
        .select_related("round__office", "product__establishment", "establishment")
        .order_by("entry_code")
    )


def _describe(product: Product, description: str, at: datetime) -> None:
    if product.description:
        return
    facts = ProductFacts(
        name=product.name,
        group=product.group,
        is_set=product.is_set,
        unit=product.unit,
        annual_output=product.annual_output,
        price_dong=product.price_dong,
        revenue_dong=product.revenue_dong,
        description=description,
    )
    edit_product(actor=person("chuyenvien"), product=product, facts=facts, at=at)


def _describe_dossier(dossier: Dossier, at: datetime) -> None:
    description = DESCRIPTIONS.get(dossier.product_name, "")
    if description and not dossier.description:
        edit_dossier(actor=person("chuyenvien"), dossier=dossier, changes={"description": description}, at=at)


def _hand_in(dossier: Dossier, code: str, label: str, at: datetime) -> None:
    maker = dossier.establishment
    specimen = Specimen(
        title=label.upper(),
        rows=(
            ("Sản phẩm", dossier.product_name),
            ("Cơ sở", dossier.establishment_name),
            ("Địa chỉ", dossier.address),
            ("Người đại diện", dossier.representative),
            ("Số lao động", str(maker.workers or "")),
            ("Mã số bình chọn", dossier.entry_code),
        ),
        body=dossier.description,
        signer=dossier.representative,
    )
    attach_file(
        actor=person("chuyenvien"),
        owner=dossier,
        data=draw_paper(specimen, at=at),
        name=f"{dossier.entry_code} {code}.pdf",
        purpose="paper",
        kind=code,
        office=dossier.round.office,
        at=at,
    )
