"""The verbs of the registry."""

from khuyencong.registry.actions.ensure import (
    ensure_establishment,
    ensure_establishments,
    ensure_product,
    ensure_products,
)
from khuyencong.registry.actions.merges import mark_distinct, merge_establishments, undo_merge
from khuyencong.registry.actions.parties import (
    edit_establishment,
    edit_product,
    forget_unused,
    link_applicant,
    register_establishment,
    register_product,
)
from khuyencong.registry.actions.places import load_places

__all__ = [
    "edit_establishment",
    "edit_product",
    "ensure_establishment",
    "ensure_establishments",
    "ensure_product",
    "ensure_products",
    "forget_unused",
    "link_applicant",
    "load_places",
    "mark_distinct",
    "merge_establishments",
    "register_establishment",
    "register_product",
    "undo_merge",
]
