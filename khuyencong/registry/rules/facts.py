"""What a list or a form tells about an establishment or a product, and the form in which it is kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.registry.rules.legal_forms import LegalForm, bare_name, form_of
from khuyencong.registry.rules.phone import read_phone
from khuyencong.registry.rules.search import form_words, search_text
from khuyencong.registry.rules.tax_code import TaxCodeKind, classify
from khuyencong.vietnamese.folding import clean, fold
from khuyencong.vietnamese.sorting import sort_key

GROUPS = frozenset("ABCD")
LONGEST = {"name": 300, "representative": 120, "address": 400, "place_text": 200, "unit": 30, "description": 4_000}


@dataclass(frozen=True)
class EstablishmentFacts:
    """One establishment as a list or a form tells it, nothing put right yet."""

    name: str
    form: str = ""
    tax_code: str = ""
    representative: str = ""
    phone: str = ""
    address: str = ""
    commune: str = ""
    district: str = ""
    province: str = ""
    workers: int | None = None
    female_workers: int | None = None


@dataclass(frozen=True)
class ProductFacts:
    """One product as a list or a form tells it."""

    name: str
    is_set: bool = False
    group: str = ""
    unit: str = ""
    annual_output: Decimal | int | None = None
    price_dong: int | None = None
    revenue_dong: int | None = None
    description: str = ""


@dataclass(frozen=True)
class Settled:
    """Values ready to keep, and what was put right on the way."""

    values: dict[str, object]
    repairs: tuple[str, ...] = field(default=())


def settle_establishment(facts: EstablishmentFacts) -> Settled:
    """Clean the facts of an establishment and prove them, without its place.

    :raises Refusal: without a name, or when tax code, phone or numbers of workers are impossible.
    """
    name = clean(facts.name)
    if not bare_name(name):
        raise Refusal("registry.no_name", _("Chưa ghi tên cơ sở."))
    if facts.female_workers is not None and facts.female_workers > (facts.workers or 0):
        raise Refusal("registry.more_women_than_workers", _("Lao động nữ không thể nhiều hơn tổng số lao động."))
    code, phone = classify(facts.tax_code), read_phone(facts.phone)
    form = form_of(facts.form) if facts.form else form_of(name)
    if code.kind is TaxCodeKind.PERSONAL and form in {LegalForm.WORKSHOP, LegalForm.OTHER}:
        form = LegalForm.HOUSEHOLD
    values: dict[str, object] = {
        "name": name,
        "form": form.value,
        "tax_code": code.digits,
        "tax_code_kind": code.kind.value,
        "representative": clean(facts.representative),
        "phone": phone.number if phone else "",
        "address": clean(facts.address),
        "place_text": clean(
            ", ".join(part for part in (facts.commune, facts.district, facts.province) if part.strip())
        ),
        "workers": facts.workers,
        "female_workers": facts.female_workers,
    }
    _refuse_too_long(values)
    repairs = tuple(note for note in (code.repaired, phone.repaired if phone else "") if note)
    return Settled(values, repairs)


def establishment_keys(name: str, form: str, *places: str) -> dict[str, str]:
    """Return the keys under which an establishment is found, sorted and compared."""
    bare = bare_name(name)
    return {
        "folded": fold(name),
        "sort_key": sort_key(name)[:640],
        "bare_name": bare,
        "search_text": search_text(bare, form_words(form), *places)[:640],
    }


def settle_product(facts: ProductFacts) -> Settled:
    """Clean the facts of a product and prove them.

    :raises Refusal: without a name, with an unknown group or negative amounts.
    """
    name, group = clean(facts.name), facts.group.strip().upper()
    if not fold(name):
        raise Refusal("registry.no_product_name", _("Chưa ghi tên sản phẩm."))
    if group and group not in GROUPS:
        raise Refusal(
            "registry.unknown_group",
            _("Nhóm sản phẩm “%(group)s” không có; chỉ có A, B, C, D."),
            source="TT 26/2014/TT-BCT, Điều 5",
            group=group,
        )
    amounts = (facts.price_dong, facts.revenue_dong, facts.annual_output)
    if any(amount is not None and amount < 0 for amount in amounts):
        raise Refusal("registry.negative_amount", _("Giá, doanh thu và sản lượng không thể âm."))
    values: dict[str, object] = {
        "name": name,
        "is_set": facts.is_set or fold(name).startswith("bo san pham"),
        "group": group,
        "unit": clean(facts.unit),
        "annual_output": facts.annual_output,
        "price_dong": facts.price_dong,
        "revenue_dong": facts.revenue_dong,
        "description": facts.description.strip(),
    }
    _refuse_too_long(values)
    return Settled(values)


def _refuse_too_long(values: dict[str, object]) -> None:
    for name, value in values.items():
        if isinstance(value, str) and len(value) > LONGEST.get(name, len(value)):
            raise Refusal(
                "registry.too_long",
                _("“%(start)s…” dài quá %(maximum)s ký tự."),
                start=value[:40],
                maximum=str(LONGEST[name]),
            )


def product_keys(name: str, establishment_bare_name: str) -> dict[str, str]:
    """Return the keys under which a product is found and sorted."""
    return {
        "folded": fold(name),
        "sort_key": sort_key(name)[:640],
        "search_text": search_text(name, establishment_bare_name)[:640],
    }


def differing(kept: dict[str, object], told: dict[str, object]) -> tuple[list[str], list[str]]:
    """Split told fields into those that fill a gap and those that contradict what is kept; empty ones say nothing."""
    fills = [name for name, value in told.items() if value not in (None, "") and kept[name] in (None, "")]
    differs = [
        name
        for name, value in told.items()
        if value not in (None, "") and kept[name] not in (None, "") and kept[name] != value
    ]
    return fills, differs
