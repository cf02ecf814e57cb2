"""News for everybody: the list, a page each, photographs and a feed."""

from __future__ import annotations

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from khuyencong.accounts.guards import public
from khuyencong.documents.models import Attachment
from khuyencong.documents.queries import open_file, open_thumbnail, photos_of
from khuyencong.portal.adapters.html import shown_body
from khuyencong.portal.models import NewsItem
from khuyencong.portal.queries.news import lead_photos, published_news
from khuyencong.portal.queries.pictures import Picture, picture_of
from khuyencong.portal.views.caching import kept

SIZE, FEED_SIZE = 12, 30


@public
@require_safe
@kept(120)
def view_news_list(request: HttpRequest) -> HttpResponse:
    """List the news, newest first."""
    page = Paginator(published_news(), SIZE).get_page(request.GET.get("trang"))
    return render(request, "portal/view_news_list.html", {"page": page, "cards": news_cards(list(page))})


@public
@require_safe
@kept(120)
def view_news(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one piece of news."""
    item = get_object_or_404(published_news(), slug=slug)
    pictures = [news_picture(item, photo) for photo in photos_of(item)]
    later = published_news().exclude(pk=item.pk)[:3]
    facts = {"item": item, "body": shown_body(item.body), "pictures": pictures, "others": later}
    return render(request, "portal/view_news.html", facts)


@public
@require_safe
def view_news_photo(request: HttpRequest, slug: str, photo_id: int) -> HttpResponseBase:
    """Send a photograph of published news."""
    item = get_object_or_404(published_news(), slug=slug)
    return photo_answer(request, photos_of(item).filter(pk=photo_id).first())


@public
@require_safe
@kept(600)
def news_feed(request: HttpRequest) -> HttpResponseBase:
    """Send the newest news as an Atom feed."""
    return _NewsFeed()(request)


class _NewsFeed(Feed):  # type: ignore[type-arg]  # the class takes no arguments when it runs
    feed_type = Atom1Feed
    title = _("Tin khuyến công")
    subtitle = _("Tin mới trên cổng thông tin khuyến công.")

    def link(self) -> str:
        return reverse("view_news_list")

    def items(self) -> list[NewsItem]:
        return list(published_news()[:FEED_SIZE])

    def item_title(self, item: NewsItem) -> str:
        return item.shown_title

    def item_description(self, item: NewsItem) -> str:
        return item.shown_summary

    def item_link(self, item: NewsItem) -> str:
        return reverse("view_news", args=[item.slug])

    def item_pubdate(self, item: NewsItem) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: NewsItem) -> datetime:
        return item.changed_at

    def item_author_name(self, item: NewsItem) -> str:
        return item.office.name


def news_cards(items: list[NewsItem]) -> list[dict[str, object]]:
    """Return the news of a list with their first picture each; one query."""
    photos = lead_photos(items)
    return [{"item": one, "picture": news_picture(one, photos[one.pk]) if one.pk in photos else None} for one in items]


def news_picture(item: NewsItem, photo: Attachment) -> Picture:
    """Return a photograph of news with its addresses and sizes."""
    return picture_of(photo, reverse("view_news_photo", args=[item.slug, photo.pk]))


def photo_answer(request: HttpRequest, photo: Attachment | None) -> HttpResponse:
    """Send a public photograph, small where ``nho`` is asked for; it never changes under its address."""
    if photo is None:
        raise Http404
    small = "nho" in request.GET
    data = open_thumbnail(photo.file) if small else open_file(photo.file)
    answer = HttpResponse(data, content_type="image/jpeg" if small else photo.file.media_type)
    answer["Cache-Control"] = "public, max-age=86400"
    answer["Content-Disposition"] = "inline"
    return answer
