"""The front page and the standing pages of the public site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from khuyencong.accounts.guards import public
from khuyencong.law.norms import national_book
from khuyencong.portal.queries.catalogue import awarded_products, awards
from khuyencong.portal.queries.results import open_rounds, published_rounds

LATEST = 3


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what the site is for: find a product, check a certificate, read the results."""
    norms = national_book().at(timezone.localdate())
    facts = {
        "product_count": awarded_products().count(),
        "maker_count": awards().values("product__establishment").distinct().count(),
        "rounds": published_rounds()[:LATEST],
        "open_rounds": open_rounds()[:LATEST],
        "criteria": norms.rows("selection.criteria"),
        "criteria_source": norms.cite("selection.criteria"),
        "threshold": norms.whole("selection.threshold_points"),
        "threshold_source": norms.cite("selection.threshold_points"),
    }
    return render(request, "portal/home.html", facts)


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """State what the site does for everybody to be able to use it."""
    return render(request, "portal/accessibility.html")
