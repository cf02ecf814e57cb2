"""News for everybody, and for those who write them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import scope_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.models import Attachment
from khuyencong.portal.models import NewsItem


def published_news() -> QuerySet[NewsItem]:
    """Return what everybody may read, the newest first."""
    return NewsItem.objects.filter(state="published").select_related("office").order_by("-published_at", "-pk")


def news_visible_to(person: Person) -> QuerySet[NewsItem]:
    """Return the news that the person may see behind the door, drafts too."""
    reach = scope_of(person, Action.VIEW_NEWS)
    found = NewsItem.objects.all()
    return found if reach.everywhere else found.filter(office_id__in=reach.office_ids)


def load_news(pk: int) -> NewsItem | None:
    """Return the owner of a photograph, for those who may open it behind the door."""
    return NewsItem.objects.select_related("office").filter(pk=pk).first()


def lead_photos(items: Iterable[NewsItem]) -> dict[int, Attachment]:
    """Return the first photograph of each piece of news that has one; one query."""
    photos = Attachment.objects.filter(
        owner_label="portal.newsitem", owner_id__in=[one.pk for one in items], kind="photo", withdrawn_at=None
    )
    return {photo.owner_id: photo for photo in photos.select_related("file").order_by("-added_at", "-pk")}
