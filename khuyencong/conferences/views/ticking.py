"""Ticks that come from phones: at the door and beside the stage. A script sends many at once, a plain form one."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from khuyencong.conferences.rules.marks import Mark
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _


def is_script(request: HttpRequest) -> bool:
    """Tell whether a script asks rather than a plain form."""
    return request.content_type == "application/json"


def marks_of(request: HttpRequest, at: datetime) -> list[Mark]:
    """Read the ticks of a sending; those of a plain form are made now.

    :raises Refusal: where they cannot be read.
    """
    try:
        if is_script(request):
            return [_mark(one) for one in json.loads(request.body)["marks"]]
        value, name = request.POST.get("value", ""), request.POST.get("name", "")
        return [Mark(int(key), value, at, name) for key in request.POST.getlist("target")]
    except (ValueError, KeyError, TypeError) as error:
        raise Refusal("conferences.unreadable_marks", _("Không đọc được lượt ghi; hãy tải lại trang.")) from error


def _mark(told: Any) -> Mark:
    made_at = parse_datetime(str(told["made_at"]))
    if made_at is None:
        raise ValueError(told["made_at"])
    made_at = made_at if timezone.is_aware(made_at) else timezone.make_aware(made_at)
    return Mark(int(told["target"]), str(told["value"]), made_at, str(told.get("name", "")))
