"""The product's addresses, and the constant that its pages are compared with."""

from django.http import HttpResponse
from django.urls import include, path

from khuyencong.accounts.guards import public


@public
def constant(request):
    """Answer with a page that never changes."""
    return HttpResponse(b"<!doctype html><title>constant</title><p>constant")


urlpatterns = [path("constant/", constant), path("", include("khuyencong.config.urls"))]
