"""Says the lines of the trail: what was done to what, in words, with a way to the thing."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from django import template
from django.apps import apps
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from khuyencong.accounts.models import AuditEntry
from khuyencong.accounts.rules.roles import ROLE_LABELS, Role
from khuyencong.accounts.rules.trail_words import AMOUNTS, DIGESTS, FACT_LABELS, HUNDREDTHS, THINGS
from khuyencong.ui.templatetags.words import ngay, so

register = template.Library()
SHOWN_OF_DIGEST = 12
LONGEST = 160


@register.filter
def thing_told(entry: AuditEntry) -> dict[str, str]:
    """Return the name of the thing in words and the address of its page, which may be empty."""
    label, _colon, key = entry.thing.partition(":")
    known = THINGS.get(label)
    words = f"{_(known.label)} {key}" if known else entry.thing
    return {"words": words.strip(), "href": _page(known.page, key) if known else ""}


def _page(name: str, key: str) -> str:
    try:
        return reverse(name, args=[int(key) if key.isdecimal() else key]) if name and key else ""
    except NoReverseMatch:
        return ""


@register.filter
def facts_told(entry: AuditEntry) -> list[dict[str, str]]:
    """Return every fact of a line as a label and a value that a person can read."""
    told = []
    for name, value in entry.facts.items():
        words = _value(entry, name, value)
        label = _(FACT_LABELS[name]) if name in FACT_LABELS else name.replace("_", " ")
        told.append({"label": label, "value": words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"})
    return told


def _value(entry: AuditEntry, name: str, value: Any) -> str:
    if name == "rubric":
        return "; ".join(f"{group} {code}: {so(maximum / 100)}".strip() for group, code, maximum in value)
    if name in HUNDREDTHS and isinstance(value, int):
        return so(value / 100, 2)
    if isinstance(value, list) and name in {"changed", "fields", "fields_kept"}:
        return ", ".join(_field(entry, str(one)) for one in value)
    return _plain(entry, name, value)


def _plain(entry: AuditEntry, name: str, value: Any) -> str:
    if value is None or value in ("", [], {}):
        return "—"
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, dict):
        return "; ".join(f"{_key(entry, str(key))}: {_plain(entry, str(key), one)}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(_plain(entry, name, one) for one in value)
    if isinstance(value, int):
        return so(value) if name in AMOUNTS else str(value)
    return _text(entry, name, str(value))


def _text(entry: AuditEntry, name: str, value: str) -> str:
    if name in DIGESTS:
        return f"{value[:SHOWN_OF_DIGEST]}…"
    if name == "role" and value in set(Role):
        return _(ROLE_LABELS[Role(value)])
    if name == "target":
        label, _colon, key = value.partition(":")
        return f"{_(THINGS[label].label)} {key}" if label in THINGS else value
    try:
        return ngay(date.fromisoformat(value))
    except ValueError:
        return _choice(entry, name, value)


def _choice(entry: AuditEntry, name: str, value: str) -> str:
    """Say a code as the thing's own list of choices says it; anything else stays as it is kept."""
    field = _model_field(entry, name)
    labels = dict(field.flatchoices) if field is not None else {}
    return _(str(labels[value])) if value in labels else value


def _key(entry: AuditEntry, name: str) -> str:
    return _(FACT_LABELS[name]) if name in FACT_LABELS else _field(entry, name)


def _field(entry: AuditEntry, name: str) -> str:
    field = _model_field(entry, name)
    return str(field.verbose_name) if field is not None else _(name) if name else ""


def _model_field(entry: AuditEntry, name: str) -> Any:
    fields = _fields_by_label().get(entry.thing.partition(":")[0], {})
    return fields.get(name)


@cache
def _fields_by_label() -> dict[str, dict[str, Any]]:
    """Return the fields of every model, for their words alone: no row is read through them."""
    return {
        model._meta.label_lower: {field.name: field for field in model._meta.get_fields() if field.concrete}
        for model in apps.get_models()
    }
