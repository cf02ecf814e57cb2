"""What every address of the interface shares: reading only, language, limits, ETag, and who may read across sites."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from khuyencong.accounts.guards import limit
from khuyencong.kernel.refusal import Refusal
from khuyencong.portal.views.api.problems import problem, refused_as_problem

READING = ("GET", "HEAD")
ALLOWED = "GET, HEAD, OPTIONS"
SECONDS = 600
View = Callable[..., HttpResponseBase]


def public_shell(view: View, name: str) -> View:
    """Wrap a view for everybody: other sites may read it, one address may ask only so often."""

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            limit(request, "api.public", most=settings.API_ASKINGS, seconds=SECONDS)
        except Refusal as often:
            return refused_as_problem(request, [often])
        told = _in_language(view, request, args, kwargs)
        if told.status_code == 200:
            told["Cache-Control"] = "public, max-age=60"
        return told

    return _reading(answer, view, name, cross_site=True)


def private_shell(view: View, name: str) -> View:
    """Wrap a view behind the door; no other site may read it with somebody's log-in."""

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _in_language(view, request, args, kwargs)

    return _reading(answer, view, name, cross_site=False)


def _reading(answer: Callable[..., HttpResponse], view: View, name: str, *, cross_site: bool) -> View:
    @csrf_exempt  # nothing is written here, whoever asks
    @wraps(view)
    def shell(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            told = HttpResponse(status=204)
        elif request.method in READING:
            told = _unless_known(request, answer(request, *args, **kwargs))
        else:
            told = problem(405, "api.reading_only", _("Giao diện này chỉ để đọc: dùng GET."))
        if request.method not in READING:
            told["Allow"] = ALLOWED
        if cross_site:
            told["Access-Control-Allow-Origin"] = "*"
            told["Access-Control-Allow-Methods"] = ALLOWED
            told["Cross-Origin-Resource-Policy"] = "cross-origin"
        return told

    shell.__name__ = name
    shell.__module__ = __name__
    return shell


def _in_language(view: View, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
    """Answer in Vietnamese, or in English where ``lang=en`` asks for it."""
    language = "en" if request.GET.get("lang") == "en" else "vi"
    method, request.method = request.method, "GET"
    try:
        with translation.override(language):
            told = view(request, *args, **kwargs)
    finally:
        request.method = method
    assert isinstance(told, HttpResponse)
    told["Content-Language"] = language
    return told


def _unless_known(request: HttpRequest, told: HttpResponse) -> HttpResponse:
    """Add the ETag; a reader that knows it gets 304 and no body."""
    if told.status_code != 200:
        return told
    etag = f'"{hashlib.sha256(told.content).hexdigest()[:32]}"'
    told["ETag"] = etag
    found = get_conditional_response(request, etag=etag, response=told)
    assert isinstance(found, HttpResponse)
    return found
