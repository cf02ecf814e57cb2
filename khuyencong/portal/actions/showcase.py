"""What makers let buyers read: how to reach them, and their products in English."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.portal.models import MakerContact, ProductWords
from khuyencong.registry.models import Establishment, Product
from khuyencong.registry.rules.phone import read_phone


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """What may be published, and how the maker agreed to it."""

    person: str
    phone: str
    email: str
    website: str
    about: str
    about_en: str
    consent: str


def publish_contact(*, actor: Person, establishment: Establishment, facts: ContactFacts, at: datetime) -> MakerContact:
    """Publish how buyers reach a maker. Nothing is taken from the registry: the maker names what is for buyers.

    :raises Refusal: from the policy, without consent, without any way to reach the maker, or for an impossible number.
    """
    phone = read_phone(facts.phone)
    if not facts.consent.strip():
        raise Refusal("portal.no_consent", _("Hãy ghi cơ sở đã đồng ý đăng liên hệ thế nào, vào ngày nào."))
    if not (phone or facts.email or facts.website):
        raise Refusal("portal.no_contact", _("Hãy ghi ít nhất một cách để người mua liên hệ."))
    with deed(actor, Action.PUBLISH_CONTACT, on=establishment, at=at) as record:
        values = asdict(facts) | {"phone": phone.number if phone else ""}
        contact, _made = MakerContact.objects.update_or_create(
            establishment=establishment,
            defaults={**values, "published_at": at, "published_by": actor, "withdrawn_at": None},
        )
        record.personal(**values)
    return contact


def withdraw_contact(*, actor: Person, establishment: Establishment, at: datetime) -> None:
    """Take a maker's contact off the public pages and forget it.

    :raises Refusal: from the policy, or where none is published.
    """
    with deed(actor, Action.WITHDRAW_CONTACT, on=establishment, at=at):
        empty = dict.fromkeys(MakerContact.PERSONAL, "")
        shown = MakerContact.objects.filter(establishment=establishment, withdrawn_at=None)
        if not shown.update(**empty, withdrawn_at=at):
            raise Refusal("portal.contact_not_shown", _("Cơ sở này chưa đăng liên hệ, hoặc đã rút trước đó."))


def translate_product(*, actor: Person, product: Product, name_en: str, description_en: str, at: datetime) -> None:
    """Tell a product in English for buyers abroad.

    :raises Refusal: from the policy, or without a name.
    """
    if not name_en.strip():
        raise Refusal("portal.no_english_name", _("Hãy ghi tên tiếng Anh của sản phẩm."))
    with deed(actor, Action.TRANSLATE_PRODUCT, on=product, at=at) as record:
        ProductWords.objects.update_or_create(
            product=product,
            defaults={
                "name_en": name_en.strip(),
                "description_en": description_en.strip(),
                "written_at": at,
                "written_by": actor,
            },
        )
        record.note(name_en=name_en.strip())
