"""The front page and the standing pages of the public site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from khuyencong.accounts.guards import public


@public
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show what the site is for: find a product, check a certificate, read the results."""
    return render(request, "portal/home.html")


@public
@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """State what the site does for everybody to be able to use it."""
    return render(request, "portal/accessibility.html")
