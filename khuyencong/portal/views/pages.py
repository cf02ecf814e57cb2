"""The front page and the standing pages of the public site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from khuyencong.accounts.guards import public
from khuyencong.accounts.models import Office
from khuyencong.law.norms import national_book
from khuyencong.portal.queries.calls import registration_days
from khuyencong.portal.queries.counts import catalogue_counts
from khuyencong.portal.queries.news import published_news
from khuyencong.portal.queries.plans import year_figures
from khuyencong.portal.queries.results import open_rounds, published_rounds
from khuyencong.portal.views.caching import kept
from khuyencong.portal.views.news import news_cards

LATEST = 3


@public
@require_safe
@kept(120)
def home(request: HttpRequest) -> HttpResponse:
    """Show what the site is for: what is open now, find a product, check a certificate, ask, read."""
    today = timezone.localdate()
    facts = {
        "counts": catalogue_counts(),
        "rounds": published_rounds()[:LATEST],
        "open_rounds": open_rounds()[:LATEST],
        "registration": registration_days(today)[:1],
        "figures": year_figures(),
        "news": news_cards(list(published_news()[:LATEST])),
    }
    return render(request, "portal/home.html", facts)


@public
@require_safe
@kept(300)
def view_calls(request: HttpRequest) -> HttpResponse:
    """List what takes applications now and by when, with the way in and the calendar."""
    facts = {"open_rounds": open_rounds(), "registration": registration_days(timezone.localdate())}
    return render(request, "portal/view_calls.html", facts)


@public
@require_safe
@kept(600)
def about(request: HttpRequest) -> HttpResponse:
    """Say whose site this is, what the offices do, and how products are chosen."""
    norms = national_book().at(timezone.localdate())
    facts = {
        "offices": Office.objects.exclude(kind=Office.Kind.COMMUNE).order_by("path", "pk"),
        "groups": norms.rows("programme.content_groups"),
        "groups_source": norms.cite("programme.content_groups"),
        "criteria": norms.rows("selection.criteria"),
        "criteria_source": norms.cite("selection.criteria"),
        "threshold": norms.whole("selection.threshold_points"),
        "threshold_source": norms.cite("selection.threshold_points"),
    }
    return render(request, "portal/about.html", facts)


@public
@require_safe
@kept(3600)
def accessibility(request: HttpRequest) -> HttpResponse:
    """State what the site does for everybody to be able to use it."""
    return render(request, "portal/accessibility.html")
