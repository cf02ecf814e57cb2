"""Every no of the interface in one shape (RFC 9457): code, sentence, source."""

from __future__ import annotations

import json
from collections.abc import Sequence
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Schema

from khuyencong.accounts.guards import status_of
from khuyencong.kernel.refusal import Refusal
from khuyencong.ui.templatetags.words import sentence

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = "600"
NO_KEY = "api.no_key"


class Fault(Schema):
    """One thing that is wrong with the question."""

    where: str
    message: str


class Problem(Schema):
    """A no: what it is, why, and where it is written."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    source: str
    errors: list[Fault]


def problem(
    status: int, code: str, detail: str, *, source: str = "", errors: Sequence[dict[str, str]] = ()
) -> HttpResponse:
    """Return a problem as an answer."""
    told = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": detail,
        "source": source,
        "errors": list(errors),
    }
    answer = HttpResponse(json.dumps(told, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        answer["Retry-After"] = RETRY_SECONDS
    if status == HTTPStatus.UNAUTHORIZED:
        answer["WWW-Authenticate"] = "Bearer"
    return answer


def refused_as_problem(_request: HttpRequest, refusals: list[Refusal]) -> HttpResponse:
    """Tell refusals as a problem, in place of the page that people get."""
    first = refusals[0]
    errors = [{"where": one.code, "message": sentence(one)} for one in refusals[1:]]
    status = HTTPStatus.UNAUTHORIZED if first.code == NO_KEY else status_of(refusals)
    return problem(status, first.code, sentence(first), source=first.source, errors=errors)


def not_found() -> HttpResponse:
    """Say that nothing is there, or nothing that this reader may see."""
    return problem(404, "api.not_found", _("Không có gì ở địa chỉ này, hoặc bạn không được xem."))
