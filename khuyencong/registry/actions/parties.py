"""Registers and edits establishments and products by hand; takes back what an undone import added."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import PROTECT, ForeignObjectRel

from khuyencong.accounts.deeds import Record, deed
from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.accounts.rules.roles import Role
from khuyencong.documents.models import Attachment
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.registry.actions.ensure import CHUNK, index_keys
from khuyencong.registry.actions.words import learn_words
from khuyencong.registry.models import Establishment, Place, Product
from khuyencong.registry.rules.facts import (
    EstablishmentFacts,
    ProductFacts,
    establishment_keys,
    product_keys,
    settle_establishment,
    settle_product,
)

_PERSONAL = frozenset(Establishment.PERSONAL)


def register_establishment(
    *, actor: Person, office: Office, facts: EstablishmentFacts, place: Place | None, at: datetime
) -> Establishment:
    """Put a new establishment on file.

    :raises Refusal: from the policy, when the facts are impossible, or when its tax code is on file already.
    """
    settled = settle_establishment(facts)
    with deed(actor, Action.REGISTER_ESTABLISHMENT, office=office, at=at) as record:
        _refuse_same_code(office, str(settled.values["tax_code"]))
        keys = establishment_keys(
            str(settled.values["name"]),
            str(settled.values["form"]),
            place.name if place else "",
            str(settled.values["place_text"]),
        )
        establishment = Establishment.objects.create(
            office=office, place=place, created_at=at, changed_at=at, **settled.values, **keys
        )
        record.on(establishment)
        record.note(form=establishment.form, place=place.code if place else "")
        record.personal(name=establishment.name, tax_code=establishment.tax_code)
        learn_words([establishment])
    return establishment


def edit_establishment(
    *, actor: Person, establishment: Establishment, facts: EstablishmentFacts, place: Place | None, at: datetime
) -> None:
    """Change what is on file about an establishment; the trail keeps what stood there before.

    :raises Refusal: from the policy, when the facts are impossible, when another one has the tax code, or once merged.
    """
    settled = settle_establishment(facts)
    with deed(actor, Action.EDIT_ESTABLISHMENT, on=establishment, at=at) as record:
        _refuse_inactive(establishment)
        _refuse_same_code(establishment.office, str(settled.values["tax_code"]), besides=establishment.pk)
        values = {**settled.values, "place": place}
        if not facts.commune:
            del values["place_text"]
        changed = {name: value for name, value in values.items() if getattr(establishment, name) != value}
        before = {name: _plain(getattr(establishment, name)) for name in changed}
        for name, value in {**changed, "changed_at": at}.items():
            setattr(establishment, name, value)
        keys = index_keys(establishment)
        for name, key in keys.items():
            setattr(establishment, name, key)
        establishment.save(update_fields=[*changed, *keys, "changed_at"])
        reindex_products(establishment)
        record.note(changed=sorted(changed))
        record.personal(before=before, after={name: _plain(value) for name, value in changed.items()})
        learn_words([establishment])


def link_applicant(*, actor: Person, establishment: Establishment, username: str, at: datetime) -> Person | None:
    """Let somebody who logs in act for an establishment; an empty name ends it.

    :raises Refusal: from the policy, for a name that nobody bears, a person without the role, or once merged.
    """
    with deed(actor, Action.LINK_APPLICANT, on=establishment, at=at) as record:
        _refuse_inactive(establishment)
        person = _applicant_named(username) if username.strip() else None
        establishment.applicant, establishment.changed_at = person, at
        establishment.save(update_fields=["applicant", "changed_at"])
        record.note(linked=person is not None, person=person.pk if person else None)
    return person


def _applicant_named(username: str) -> Person:
    person = Person.objects.filter(username=username.strip().lower(), is_active=True).first()
    if person is None or Role.APPLICANT not in person.roles:
        raise Refusal(
            "registry.no_applicant",
            _("Không có tài khoản “%(name)s” với vai trò cơ sở. Hãy nhờ quản trị hệ thống tạo trước."),
            name=username.strip(),
        )
    return person


def register_product(*, actor: Person, establishment: Establishment, facts: ProductFacts, at: datetime) -> Product:
    """Put a new product of an establishment on file.

    :raises Refusal: from the policy, when the facts are impossible, or when the establishment has it already.
    """
    settled = settle_product(facts)
    with deed(actor, Action.REGISTER_PRODUCT, on=establishment, at=at) as record:
        _refuse_inactive(establishment)
        keys = product_keys(str(settled.values["name"]), establishment.bare_name)
        _refuse_same_product(establishment, keys["folded"])
        product = Product.objects.create(
            establishment=establishment, created_at=at, changed_at=at, **settled.values, **keys
        )
        record.note(product=product.pk, name=product.name, group=product.group)
        learn_words([product])
    return product


def edit_product(*, actor: Person, product: Product, facts: ProductFacts, at: datetime) -> None:
    """Change what is on file about a product.

    :raises Refusal: from the policy, when the facts are impossible, or when the establishment has another of that name.
    """
    settled = settle_product(facts)
    with deed(actor, Action.EDIT_PRODUCT, on=product, at=at) as record:
        _refuse_inactive(product)
        keys = product_keys(str(settled.values["name"]), product.establishment.bare_name)
        _refuse_same_product(product.establishment, keys["folded"], besides=product.pk)
        changed = {name: value for name, value in settled.values.items() if getattr(product, name) != value}
        before = {name: _plain(getattr(product, name)) for name in changed}
        for name, value in {**changed, **keys, "changed_at": at}.items():
            setattr(product, name, value)
        product.save(update_fields=[*changed, *keys, "changed_at"])
        record.note(changed=sorted(changed))
        record.personal(before=before)
        learn_words([product])


def forget_unused(*, record: Record, establishments: Iterable[int], products: Iterable[int]) -> tuple[int, int]:
    """Take back rows that an undone import had added, unless something rests on them meanwhile.

    Returns how many establishments and products went.
    """
    gone_products = _forget(Product, list(products))
    gone = _forget(Establishment, list(establishments))
    record.note(establishments_forgotten=gone, products_forgotten=gone_products)
    return gone, gone_products


def _forget(model: type[Establishment | Product], ids: list[int]) -> int:
    """Delete the rows on which nothing rests, some hundreds at a time."""
    gone = 0
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        free = set(some) - _rested_on(model, some)
        gone += model._default_manager.filter(pk__in=free).delete()[1].get(model._meta.label, 0)
    return gone


def _rested_on(model: type[Establishment | Product], ids: list[int]) -> set[int]:
    """Return those of the rows that a file is attached to, or that a key of another row protects."""
    attached = Attachment.objects.filter(owner_label=model._meta.label_lower, owner_id__in=ids, withdrawn_at=None)
    used = set(attached.values_list("owner_id", flat=True))
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and relation.on_delete is PROTECT:
            key = relation.field.name
            rows = relation.related_model._default_manager.filter(**{f"{key}__in": ids})
            used |= set(rows.values_list(f"{key}_id", flat=True))
    return used


def _refuse_same_code(office: Office, tax_code: str, *, besides: int = 0) -> None:
    same = Establishment.objects.filter(
        office__province_code=office.province_code, tax_code=tax_code, state=Establishment.State.ACTIVE
    ).exclude(pk=besides)
    if tax_code and (found := same.first()):
        raise Refusal(
            "registry.tax_code_on_file",
            _("Mã số thuế này đã có ở cơ sở “%(name)s”; hãy mở bản ghi đó thay vì ghi mới."),
            name=found.name,
        )


def _refuse_same_product(establishment: Establishment, folded: str, *, besides: int = 0) -> None:
    same = establishment.products.filter(folded=folded, state=Product.State.ACTIVE).exclude(pk=besides)
    if same.exists():
        raise Refusal("registry.product_on_file", _("Cơ sở này đã có sản phẩm cùng tên."))


def _refuse_inactive(thing: Establishment | Product) -> None:
    if thing.state != "active":
        raise Refusal(
            "registry.not_active", _("Bản ghi này đã gộp vào bản ghi khác hoặc đã gỡ, nên không sửa được nữa.")
        )


def reindex_products(establishment: Establishment) -> None:
    """Let products be found by the present name of their establishment."""
    products = list(establishment.products.all())
    for product in products:
        product.search_text = product_keys(product.name, establishment.bare_name)["search_text"]
    Product.objects.bulk_update(products, ["search_text"])


def _plain(value: object) -> object:
    return value.pk if isinstance(value, Place) else value
