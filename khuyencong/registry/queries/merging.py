"""What a merge would do, before it is done."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Field

from khuyencong.registry.models import Establishment, Product
from khuyencong.registry.rules.merging import Line, ProductMoves, lines, moves

MERGED_FIELDS = (
    "name",
    "form",
    "tax_code",
    "tax_code_kind",
    "representative",
    "phone",
    "address",
    "place_id",
    "place_text",
    "workers",
    "female_workers",
    "applicant_id",
)
FOLLOWS = {"tax_code_kind": "tax_code", "female_workers": "workers"}


@dataclass(frozen=True)
class MergePreview:
    """Every field and product of the two records, and what would become of them."""

    survivor: Establishment
    merged: Establishment
    lines: tuple[Line, ...]
    moved: tuple[Product, ...]
    joined: tuple[tuple[Product, Product], ...]


def merge_values(row: Establishment) -> dict[str, object]:
    """Return the fields that merging looks at."""
    return {name: getattr(row, name) for name in MERGED_FIELDS}


@dataclass(frozen=True)
class Shown:
    """One line of a preview as it is read."""

    name: str
    label: str
    kept: object
    other: object
    differs: bool
    taken: bool


def line_values(preview: MergePreview) -> list[Shown]:
    """Return the lines worth reading, with labels and with words instead of codes."""
    return [
        Shown(
            line.name,
            _label(line.name),
            _word(preview.survivor, line.name),
            _word(preview.merged, line.name),
            line.differs and line.name not in FOLLOWS,
            line.taken,
        )
        for line in preview.lines
        if line.name != "tax_code_kind" and (line.kept or line.other)
    ]


def _label(name: str) -> str:
    field = Establishment._meta.get_field(name.removesuffix("_id"))
    assert isinstance(field, Field)
    return str(field.verbose_name)


def _word(row: Establishment, name: str) -> object:
    if name == "form":
        return row.get_form_display()
    if name == "tax_code":
        return row.code.printed
    return getattr(row, name.removesuffix("_id"))


def merge_lines(survivor: Establishment, merged: Establishment, taken: frozenset[str]) -> tuple[Line, ...]:
    """Decide for each field what the survivor will have."""
    return lines(merge_values(survivor), merge_values(merged), taken, FOLLOWS)


def product_moves(survivor: Establishment, merged: Establishment) -> ProductMoves:
    """Decide what becomes of each product of the merged record."""
    return moves(_products(survivor), _products(merged))


def preview_merge(survivor: Establishment, merged: Establishment, taken: frozenset[str] = frozenset()) -> MergePreview:
    """Show what a merge would do, changing nothing."""
    found = product_moves(survivor, merged)
    products = Product.objects.in_bulk([*found.moved, *(pk for pair in found.joined for pk in pair)])
    return MergePreview(
        survivor,
        merged,
        merge_lines(survivor, merged, taken),
        tuple(products[pk] for pk in found.moved),
        tuple((products[gone], products[stays]) for gone, stays in found.joined),
    )


def _products(row: Establishment) -> dict[str, int]:
    active = row.products.filter(state=Product.State.ACTIVE).order_by("-pk")
    return dict(active.values_list("folded", "pk"))
