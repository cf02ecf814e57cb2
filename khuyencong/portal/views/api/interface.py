"""The interface as a whole: its addresses, each behind its shell, and its description."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Router, Schema
from ninja.errors import ValidationError

from khuyencong.accounts.guards import public
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.portal.views.api.problems import MEDIA_TYPE, Problem, not_found, problem, refused_as_problem
from khuyencong.portal.views.api.sets import add_sets, as_json, index
from khuyencong.portal.views.api.shell import public_shell

BASE = "api/v1/"
ABOUT = (
    "Dữ liệu mở về khuyến công: đọc tự do, không cần khóa; mọi trường theo bảng trường công khai. "
    "Open data on industrial promotion: free to read, without a key."
)


class PublicSet(Schema):
    """One public set."""

    code: str
    title_vi: str
    title_en: str
    address: str


class Index(Schema):
    """What there is."""

    sets: list[PublicSet]
    licence: str
    openapi: str


@cache
def interface() -> NinjaAPI:
    """Return the interface, made once."""
    api = NinjaAPI(
        title="Khuyến công", version="1.0.0", description=ABOUT, openapi_url=None, docs_url=None, urls_namespace="api"
    )
    router = Router()
    answers = {200: Index, 304: None, 429: Problem}
    router.get("/", response=answers, operation_id="api_index", url_name="api_index", tags=["index"])(index)
    add_sets(router)
    api.add_router("", router)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(Refusal, _refused)
    api.add_exception_handler(Refusals, _refused)
    api.add_exception_handler(Http404, lambda _request, _missing: not_found())
    return api


def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    """Tell one refusal or several."""
    return refused_as_problem(request, getattr(error, "refusals", [error]))


def _invalid(_request: HttpRequest, error: Any) -> HttpResponse:
    """Name everything that is wrong with the question."""
    faults = [{"where": str(one["loc"][-1]), "message": str(one["msg"])} for one in error.errors]
    return problem(422, "api.invalid", _("Câu hỏi có chỗ chưa đúng; xem từng mục trong errors."), errors=faults)


def addresses() -> list[URLPattern]:
    """Return every address of the interface, each marked for the door."""
    patterns: list[Any] = interface().urls[0]
    found = [_address(one) for one in patterns if one.name != "api-root"]
    return [
        *found,
        path(f"{BASE}openapi.json", public(public_shell(_description, "view_openapi")), name="view_openapi"),
        path(f"{BASE}<path:rest>", public(public_shell(_nothing, "view_no_api")), name="view_no_api"),
    ]


def _address(pattern: Any) -> URLPattern:
    name = str(pattern.name)
    return path(f"{BASE}{pattern.pattern}", public(public_shell(pattern.callback, name)), name=name)


def _nothing(_request: HttpRequest, rest: str) -> HttpResponse:
    return not_found()


def _description(_request: HttpRequest) -> HttpResponse:
    return as_json(description())


@cache
def description() -> dict[str, Any]:
    """Return the interface in the words of OpenAPI 3.1; every no has the media type of problems."""
    told: dict[str, Any] = dict(interface().get_openapi_schema(path_prefix=BASE))
    told["servers"] = [{"url": settings.PUBLIC_ADDRESS}]
    for methods in told["paths"].values():
        for operation in methods.values():
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    answer["content"] = {MEDIA_TYPE: answer["content"]["application/json"]}
    return told
