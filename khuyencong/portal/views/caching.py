"""Lets browsers and proxies keep public pages, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def kept(seconds: int) -> Callable[[View], View]:
    """Say how long an answer to a stranger may be kept; whoever is logged in always gets a fresh one."""

    def mark(view: View) -> View:
        @wraps(view)
        def keeping(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            answer = view(request, *args, **kwargs)
            if settings.SESSION_COOKIE_NAME in request.COOKIES:
                patch_cache_control(answer, private=True, no_cache=True)
                return answer
            if isinstance(answer, SimpleTemplateResponse):
                answer.render()
            if answer.status_code != 200 or not isinstance(answer, HttpResponse):
                return answer
            patch_cache_control(answer, public=True, max_age=seconds)
            set_response_etag(answer)
            return get_conditional_response(request, answer.headers["ETag"], None, answer) or answer

        return keeping  # type: ignore[return-value]  # the same parameters and answer

    return mark
