"""What machines fetch: the calendar of open calls, the feed of results, the map of the site, robots.txt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.sitemaps import GenericSitemap, Sitemap
from django.contrib.sitemaps.views import index, sitemap
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from khuyencong.accounts.guards import now, public
from khuyencong.portal.queries.calls import public_days
from khuyencong.portal.queries.catalogue import awarded_products
from khuyencong.portal.queries.news import published_news
from khuyencong.portal.queries.plans import public_plans
from khuyencong.portal.queries.results import published_rounds
from khuyencong.portal.queries.showcase import makers
from khuyencong.portal.views.caching import kept
from khuyencong.programme.rules.work.calendar_feed import calendar_text
from khuyencong.selection.models import Round

FEED_SIZE = 30
STANDING = ("home", "view_calls", "view_catalogue", "view_map", "view_results", "view_public_plans", "view_news_list")


@public
@require_safe
@kept(600)
def calls_calendar(request: HttpRequest) -> HttpResponse:
    """Send the days of open calls as a calendar to subscribe to."""
    entries = public_days(timezone.localdate(), request.build_absolute_uri(reverse("view_calls")))
    day = timezone.localtime(now()).replace(hour=0, minute=0, second=0, microsecond=0)
    text = calendar_text("Khuyến công: hạn nhận hồ sơ", entries, day)
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")


@public
@require_safe
@kept(600)
def results_feed(request: HttpRequest) -> HttpResponseBase:
    """Send the newest published results as an Atom feed."""
    return _ResultsFeed()(request)


@public
@require_safe
@kept(3600)
def robots(request: HttpRequest) -> HttpResponse:
    """Say what robots may read: what is public and no page of a single asker, and where the map of the site is."""
    lines = ["User-agent: *", "Disallow: /tu-van/theo-doi/", "Disallow: /dang-nhap/", ""]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public
@require_safe
@kept(3600)
def sitemap_index(request: HttpRequest) -> HttpResponseBase:
    """Send the list of the parts of the map of the site, each of at most 50,000 addresses."""
    return index(request, _parts(), sitemap_url_name="sitemap_part")


@public
@require_safe
@kept(3600)
def sitemap_part(request: HttpRequest, section: str) -> HttpResponseBase:
    """Send one part of the map of the site."""
    return sitemap(request, _parts(), section=section)


class _Standing(Sitemap):  # type: ignore[type-arg]  # the class takes no arguments when it runs
    def items(self) -> list[str]:
        return [*STANDING, "accessibility", "about", "certificates:verify", "advisory:ask"]

    def location(self, item: str) -> str:
        return reverse(item)


class _Part(GenericSitemap):  # type: ignore[type-arg]  # the class takes no arguments when it runs
    limit = 50_000

    def __init__(self, rows: QuerySet[Any], name: str, key: str, changed: str = "") -> None:
        super().__init__({"queryset": rows, **({"date_field": changed} if changed else {})})
        self.name, self.key = name, key

    def location(self, item: object) -> str:
        return reverse(self.name, args=[getattr(item, self.key)])


def _parts() -> dict[str, Any]:
    bare = awarded_products().select_related(None).prefetch_related(None).order_by("pk").only("pk", "changed_at")
    rounds, news = published_rounds(), published_news()
    return {
        "trang": _Standing(),
        "san-pham": _Part(bare, "view_award", "pk", "changed_at"),
        "co-so": _Part(makers().select_related(None).order_by("pk").only("pk"), "view_maker", "pk"),
        "ket-qua": _Part(rounds, "view_result", "code", "published_at"),
        "ke-hoach": _Part(public_plans().prefetch_related(None), "view_public_plan", "pk"),
        "tin": _Part(news, "view_news", "slug", "changed_at"),
    }


class _ResultsFeed(Feed):  # type: ignore[type-arg]  # the class takes no arguments when it runs
    feed_type = Atom1Feed
    title = _("Kết quả bình chọn sản phẩm công nghiệp nông thôn tiêu biểu")

    def link(self) -> str:
        return reverse("view_results")

    def items(self) -> Iterable[Round]:
        return list(published_rounds()[:FEED_SIZE])

    def item_title(self, item: Round) -> str:
        return item.name

    def item_description(self, item: Round) -> str:
        return str(_("%(products)s sản phẩm được công nhận.") % {"products": item.recognised_count})  # type: ignore[attr-defined]  # annotated

    def item_link(self, item: Round) -> str:
        return reverse("view_result", args=[item.code])

    def item_pubdate(self, item: Round) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Round) -> datetime | None:
        return item.published_at
