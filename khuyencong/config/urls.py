"""Every address, context by context."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    # First, since its addresses stand in QR codes and are asked for most.
    path("", include("khuyencong.certificates.urls")),
    path("", include("khuyencong.accounts.urls")),
    path("", include("khuyencong.documents.urls")),
    path("", include("khuyencong.rulebook.urls")),
    path("", include("khuyencong.workbooks.urls")),
    path("", include("khuyencong.registry.urls")),
    path("", include("khuyencong.programme.urls")),
    path("", include("khuyencong.selection.urls")),
    path("", include("khuyencong.portal.urls")),
]
