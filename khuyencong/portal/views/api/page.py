"""The description of the interface for people, in the looks of the site."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from khuyencong.accounts.guards import public
from khuyencong.portal.views.api.interface import description


@public
@require_safe
def view_api(request: HttpRequest) -> HttpResponse:
    """Show every address with what it may be asked, from the same description that programs read."""
    told = description()
    groups: dict[str, list[dict[str, Any]]] = {}
    for address, methods in told["paths"].items():
        one = methods["get"]
        groups.setdefault(one["tags"][0], []).append(
            {
                "address": address,
                "summary": one.get("description") or one["summary"],
                "parameters": [_parameter(asked) for asked in one["parameters"]],
                "needs_key": bool(one.get("security")),
            }
        )
    facts = {
        "groups": groups,
        "example": f"{settings.PUBLIC_ADDRESS}/api/v1/products/?limit=10",
        "most": settings.API_ASKINGS,
    }
    return render(request, "portal/view_api.html", facts)


def _parameter(asked: dict[str, Any]) -> dict[str, object]:
    shape = asked["schema"]
    return {
        "name": asked["name"],
        "about": asked.get("description") or shape.get("description", ""),
        "place": asked["in"],
    }
