"""How much one request may bring, before anything of it is read or put on disk."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _


class LargestRequestMiddleware:
    """Turns away what no form of ours takes, since strangers could fill the disk with it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) <= settings.LARGEST_REQUEST:
            return self.get_response(request)
        told = _("Tệp gửi lên quá lớn: mỗi lần chỉ nhận %(most)s MB.") % {
            "most": settings.LARGEST_REQUEST // 1024 // 1024
        }
        answer = HttpResponse(told, status=413, content_type="text/plain; charset=utf-8")
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
        answer["Connection"] = "close"
        return answer
