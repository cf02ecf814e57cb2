"""Opening files that were handed in."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from khuyencong.accounts.guards import acts, person_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.models import StoredFile
from khuyencong.documents.queries import may_view, open_file, open_thumbnail
from khuyencong.kernel.refusal import demand

_SHOWN_IN_PAGE = frozenset({"image/jpeg", "image/png", "application/pdf"})


@require_safe
@acts(Action.VIEW_FILE)
def view_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a file to whoever may see what it belongs to."""
    stored = get_object_or_404(StoredFile, pk=pk)
    demand(may_view(person_of(request), stored))
    shown = stored.media_type in _SHOWN_IN_PAGE and "tai-ve" not in request.GET
    return _answer(open_file(stored), stored.media_type, stored.name, shown=shown)


@require_safe
@acts(Action.VIEW_FILE)
def view_thumbnail(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the small copy of a picture."""
    stored = get_object_or_404(StoredFile, pk=pk, width__isnull=False)
    demand(may_view(person_of(request), stored))
    return _answer(open_thumbnail(stored), "image/jpeg", stored.name, shown=True)


def _answer(data: bytes, media_type: str, name: str, *, shown: bool) -> HttpResponse:
    """A stranger's file never runs here: its type is ours, sniffing is off, and its policy forbids everything."""
    disposition = "inline" if shown else "attachment"
    answer = HttpResponse(data, content_type=media_type)
    answer["Content-Disposition"] = f"{disposition}; filename*=UTF-8''{quote(name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "private, max-age=3600"
    return answer
