"""Makes two records one, parts them again, and remembers pairs that are two."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from khuyencong.accounts.deeds import Record, deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal, demand
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.registry.actions.ensure import index_keys
from khuyencong.registry.actions.parties import reindex_products
from khuyencong.registry.actions.words import learn_words
from khuyencong.registry.models import DistinctPair, Establishment, Merge, Product
from khuyencong.registry.queries.merging import MERGED_FIELDS, merge_lines, merge_values, product_moves
from khuyencong.registry.rules.merging import restored


def merge_establishments(
    *,
    actor: Person,
    survivor: Establishment,
    merged: Establishment,
    taken: frozenset[str] = frozenset(),
    reason: str,
    at: datetime,
) -> Merge:
    """Make two records one: the survivor fills its gaps, takes the chosen fields and all products.

    The merged row stays and points to its survivor.

    :raises Refusal: from the policy for either row, without a reason, or when one of them is not active.
    """
    if not reason.strip():
        raise Refusal("registry.merge_without_reason", _("Hãy ghi lý do gộp để người sau hiểu."))
    with transaction.atomic():
        _lock(survivor, merged)
        with deed(actor, Action.MERGE_ESTABLISHMENTS, on=survivor, at=at) as record:
            merged.refresh_from_db()
            demand(refusal(actor, Action.MERGE_ESTABLISHMENTS, merged))
            _refuse_unfit(survivor, merged)
            changes = _merge(survivor, merged, taken, at)
            merge = Merge.objects.create(
                survivor=survivor, merged=merged, reason=reason.strip(), changes=changes, merged_at=at, merged_by=actor
            )
            _note(record, merge)
    return merge


def undo_merge(*, actor: Person, merge: Merge, at: datetime) -> list[str]:
    """Part two merged records again; returns the fields of the survivor that were edited since and stay.

    :raises Refusal: from the policy, when it was undone before, or when the survivor was itself merged since.
    """
    with deed(actor, Action.UNDO_MERGE, on=merge, at=at) as record:
        if merge.undone_at is not None:
            raise Refusal("registry.merge_already_undone", _("Lần gộp này đã được tách lại trước đó."))
        survivor = Establishment.objects.select_for_update().get(pk=merge.survivor_id)
        if survivor.state != Establishment.State.ACTIVE:
            raise Refusal(
                "registry.survivor_merged_since",
                _("Bản ghi giữ lại đã được gộp tiếp vào bản ghi khác; hãy tách lần gộp sau trước."),
            )
        kept = _part(merge, survivor, at)
        Merge.objects.filter(pk=merge.pk).update(undone_at=at, undone_by=actor)
        record.note(survivor=survivor.pk, parted=merge.merged_id, fields_kept=kept)
    merge.refresh_from_db()
    return kept


def mark_distinct(*, actor: Person, first: Establishment, second: Establishment, at: datetime) -> None:
    """Remember that two records that look alike are two establishments.

    :raises Refusal: from the policy for either row.
    """
    low, high = sorted((first, second), key=lambda one: one.pk)
    with deed(actor, Action.MARK_DISTINCT, on=low, at=at) as record:
        demand(refusal(actor, Action.MARK_DISTINCT, high))
        DistinctPair.objects.get_or_create(first=low, second=high, defaults={"decided_at": at, "decided_by": actor})
        record.note(other=high.pk)


def _lock(*rows: Establishment) -> None:
    """Lock in one order, so that two people who merge the same pair crosswise wait instead of colliding."""
    list(Establishment.objects.select_for_update().filter(pk__in=[row.pk for row in rows]).order_by("pk"))


def _refuse_unfit(survivor: Establishment, merged: Establishment) -> None:
    if survivor.pk == merged.pk:
        raise Refusal("registry.merge_with_itself", _("Không thể gộp một bản ghi với chính nó."))
    if any(row.state != Establishment.State.ACTIVE for row in (survivor, merged)):
        raise Refusal("registry.merge_not_active", _("Chỉ gộp được hai bản ghi đang theo dõi."))


def _merge(survivor: Establishment, merged: Establishment, taken: frozenset[str], at: datetime) -> dict[str, Any]:
    moved = product_moves(survivor, merged)
    fields = {}
    for line in merge_lines(survivor, merged, taken):
        if line.taken:
            fields[line.name] = [line.kept, line.other]
            setattr(survivor, line.name, line.other)
    _save(survivor, at)
    Establishment.objects.filter(pk=merged.pk).update(
        state=Establishment.State.MERGED, merged_into=survivor, changed_at=at
    )
    merged.refresh_from_db()
    Product.objects.filter(pk__in=moved.moved).update(establishment=survivor, changed_at=at)
    for gone, stays in moved.joined:
        Product.objects.filter(pk=gone).update(state=Product.State.MERGED, merged_into=stays, changed_at=at)
    reindex_products(survivor)
    return {
        "fields": fields,
        "products_moved": list(moved.moved),
        "products_joined": [list(pair) for pair in moved.joined],
    }


def _part(merge: Merge, survivor: Establishment, at: datetime) -> list[str]:
    changes = {name: (before, after) for name, (before, after) in merge.changes["fields"].items()}
    back, kept = restored(changes, merge_values(survivor))
    for name, value in back.items():
        setattr(survivor, name, value)
    _save(survivor, at)
    merged = Establishment.objects.get(pk=merge.merged_id)
    Establishment.objects.filter(pk=merged.pk).update(state=Establishment.State.ACTIVE, merged_into=None, changed_at=at)
    Product.objects.filter(pk__in=merge.changes["products_moved"], establishment=survivor).update(
        establishment=merged, changed_at=at
    )
    joined = [gone for gone, _stays in merge.changes["products_joined"]]
    Product.objects.filter(pk__in=joined, state=Product.State.MERGED).update(
        state=Product.State.ACTIVE, merged_into=None, changed_at=at
    )
    reindex_products(survivor)
    reindex_products(merged)
    return kept


def _save(survivor: Establishment, at: datetime) -> None:
    keys = index_keys(survivor)
    for name, value in keys.items():
        setattr(survivor, name, value)
    survivor.changed_at = at
    survivor.save(update_fields=[*MERGED_FIELDS, *keys, "changed_at"])
    learn_words([survivor])


def _note(record: Record, merge: Merge) -> None:
    record.note(
        merged=merge.merged_id,
        fields=sorted(merge.changes["fields"]),
        products_moved=merge.changes["products_moved"],
        products_joined=merge.changes["products_joined"],
    )
    record.personal(reason=merge.reason)
