"""News: written, illustrated, published, withdrawn."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.actions import attach_file
from khuyencong.documents.models import Attachment
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.portal.models import NewsItem
from khuyencong.portal.rules.news_life import NEWS_LIFE
from khuyencong.portal.rules.slugs import slug_of


@dataclass(frozen=True, slots=True)
class NewsFacts:
    """The words of a piece of news."""

    title: str
    summary: str
    body: str
    title_en: str = ""
    summary_en: str = ""


def write_news(*, actor: Person, office: Office, facts: NewsFacts, at: datetime) -> NewsItem:
    """Start a piece of news; nobody outside reads it before it is published.

    :raises Refusal: from the policy.
    """
    with deed(actor, Action.WRITE_NEWS, office=office, at=at) as record:
        item = NewsItem.objects.create(
            office=office,
            slug=_free_slug(slug_of(facts.title)),
            written_at=at,
            written_by=actor,
            changed_at=at,
            **asdict(facts),
        )
        record.on(item)
        record.note(title=item.title)
    return item


def edit_news(*, actor: Person, item: NewsItem, facts: NewsFacts, at: datetime) -> None:
    """Change the words, also of what is published; the trail keeps what changed. The address stays.

    :raises Refusal: from the policy.
    """
    with deed(actor, Action.EDIT_NEWS, on=item, at=at) as record:
        changed = {name: value for name, value in asdict(facts).items() if getattr(item, name) != value}
        record.note(changed={name: [getattr(item, name), value] for name, value in changed.items()})
        for name, value in changed.items():
            setattr(item, name, value)
        item.changed_at = at
        item.save(update_fields=[*changed, "changed_at"])


def add_news_photo(*, actor: Person, item: NewsItem, data: bytes, name: str, words: str, at: datetime) -> Attachment:
    """Put a photograph to a piece of news, with words for who does not see it.

    :raises Refusal: from the policy, without words, or where the picture is not accepted.
    """
    if not words.strip():
        raise Refusal("portal.no_words", _("Hãy ghi lời mô tả ảnh, để người không nhìn thấy ảnh cũng hiểu."))
    return attach_file(
        actor=actor,
        owner=item,
        data=data,
        name=name,
        purpose="photo",
        kind="photo",
        office=item.office,
        caption=words.strip(),
        at=at,
    )


def publish_news(*, actor: Person, item: NewsItem, at: datetime) -> None:
    """Let everybody read it. What was withdrawn may be published again under its first date.

    :raises Refusal: from the policy or from the state.
    """
    with deed(actor, Action.PUBLISH_NEWS, on=item, at=at) as record:
        item.state = NEWS_LIFE.after(item.state, "publish_news")
        item.published_at, item.published_by = item.published_at or at, actor
        item.save(update_fields=["state", "published_at", "published_by"])
        record.note(slug=item.slug)


def withdraw_news(*, actor: Person, item: NewsItem, reason: str, at: datetime) -> None:
    """Take it off the public pages; its address then answers that it is gone.

    :raises Refusal: from the policy, from the state, or without a reason.
    """
    if not reason.strip():
        raise Refusal("portal.no_reason", _("Hãy ghi lý do gỡ tin."))
    with deed(actor, Action.WITHDRAW_NEWS, on=item, at=at) as record:
        item.state = NEWS_LIFE.after(item.state, "withdraw_news")
        item.withdrawn_reason = reason.strip()
        item.save(update_fields=["state", "withdrawn_reason"])
        record.note(slug=item.slug, reason=item.withdrawn_reason)


def _free_slug(slug: str) -> str:
    taken = set(NewsItem.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(one for one in (slug, *(f"{slug}-{number}" for number in range(2, 10_000))) if one not in taken)
