"""The components: each renders one template of `ui/kit/`. The gallery shows every one in every state."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from khuyencong.kernel.refusal import Refusal
from khuyencong.ui.templatetags import words
from khuyencong.ui.templatetags.words import Told

register = template.Library()
register.filters.update(words.register.filters)
register.tags.update(words.register.tags)


def draw(name: str, facts: dict[str, Any]) -> SafeString:
    """Render one component."""
    return mark_safe(render_to_string(f"ui/kit/{name}.html", facts))  # noqa: S308 — the template escapes every value


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw a Bootstrap icon that says nothing to a screen reader."""
    return draw("icon", {"name": name})


@register.simple_block_tag
def page_header(
    content: str, *, title: str, lead: str = "", tag: str = "", tone: str = "neutral", lang: str = ""
) -> SafeString:
    """Head a page: its only h1, a sentence, a state, and the buttons put inside. lang: of a title that is data."""
    facts = {"content": content, "title": title, "lead": lead, "tag": tag, "tone": tone, "lang": lang}
    return draw("page_header", facts)


@register.simple_block_tag
def card(
    content: str, *, title: str = "", icon: str = "", kind: str = "", anchor: str = "", foot: str = ""
) -> SafeString:
    """Frame one matter. kind: accent, gold."""
    facts = {"content": content, "title": title, "icon": icon, "kind": kind, "anchor": anchor, "foot": foot}
    return draw("card", facts)


@register.simple_tag
def field(bound: BoundField, *, short: bool = False) -> SafeString:
    """Show one form field: label, help, control, error, tied together for screen readers."""
    return draw("field", {"field": bound, "short": short})


@register.simple_tag
def form_fields(form: BaseForm) -> SafeString:
    """Show every field of a form under the faults that belong to no single field."""
    return draw("form_fields", {"form": form})


@register.simple_block_tag
def button(
    content: str,
    *,
    kind: str = "primary",
    icon: str = "",
    type: str = "submit",  # noqa: A002 — the attribute's own name
    name: str = "",
    value: str = "",
    form: str = "",
    opens: str = "",
    no: Refusal | Told | None = None,
    wide: bool = False,
) -> SafeString:
    """Show a button. kind: primary, secondary, danger, quiet. With a refusal it stays visible and says why not."""
    facts = {
        "content": content,
        "kind": kind,
        "icon": icon,
        "type": "button" if opens else type,
        "name": name,
        "value": value,
        "form": form,
        "opens": opens,
        "no": no,
        "wide": wide,
    }  # fmt: skip — one line per group reads as the signature does
    return draw("button", facts)


@register.simple_block_tag
def link_button(
    content: str,
    *,
    href: str,
    kind: str = "secondary",
    icon: str = "",
    no: Refusal | Told | None = None,
    wide: bool = False,
    download: bool = False,
) -> SafeString:
    """Show a link that looks like a button, for going somewhere rather than doing something."""
    facts = {
        "content": content,
        "href": href,
        "kind": kind,
        "icon": icon,
        "no": no,
        "wide": wide,
        "download": download,
    }  # fmt: skip — one line per group reads as the signature does
    return draw("link_button", facts)


@register.simple_block_tag
def badge(content: str, *, tone: str = "neutral", icon: str = "") -> SafeString:
    """Name a state. tone: neutral, info, good, warn, bad; the word says it too, never the color alone."""
    return draw("badge", {"content": content, "tone": tone, "icon": icon})


@register.simple_block_tag
def notice(content: str, *, tone: str = "info", title: str = "", source: str = "", live: bool = False) -> SafeString:
    """Tell something in the page. tone: info, good, warn, bad. live: read aloud when it appears."""
    facts = {"content": content, "tone": tone, "title": title, "source": source, "live": live}
    return draw("notice", facts)


@register.simple_block_tag
def empty(content: str, *, title: str, text: str = "", icon: str = "inbox") -> SafeString:
    """Say that there is nothing yet, and offer inside what can be done about it."""
    return draw("empty", {"content": content, "title": title, "text": text, "icon": icon})


@register.simple_tag
def progress(value: int, total: int, label: str) -> SafeString:
    """Show how much is done, in words and as a bar."""
    return draw("progress", {"value": min(value, total), "total": total or 1, "of": total, "label": label})


@register.simple_block_tag
def facts(content: str) -> SafeString:
    """List facts; put `fact` tags inside."""
    return draw("facts", {"content": content})


@register.simple_block_tag
def fact(content: str, *, label: str) -> SafeString:
    """Show one fact; an empty one shows a dash."""
    return draw("fact", {"content": content, "empty": not content.strip(), "label": label})


@register.simple_block_tag
def numbers(content: str) -> SafeString:
    """Put key figures side by side; put `number_card` tags inside."""
    return draw("numbers", {"content": content})


@register.simple_block_tag
def number_card(content: str, *, label: str) -> SafeString:
    """Show one key figure."""
    return draw("number_card", {"content": content, "label": label})


@register.simple_block_tag
def data_table(
    content: str, *, caption: str, cards: bool = True, quiet: bool = True, tight: bool = False
) -> SafeString:
    """Wrap thead and tbody. cards: rows become cards on a phone, cells needing `data-label`; tight: many columns."""
    return draw("data_table", {"content": content, "caption": caption, "cards": cards, "quiet": quiet, "tight": tight})


@register.simple_block_tag
def tabs(content: str, *, label: str) -> SafeString:
    """Offer the views of one thing; put `tab` tags inside."""
    return draw("tabs", {"content": content, "label": label})


@register.simple_block_tag
def tab(content: str, *, href: str, current: bool = False, count: int | None = None) -> SafeString:
    """Link to one view."""
    return draw("tab", {"content": content, "href": href, "current": current, "count": count})


@register.simple_block_tag
def steps(content: str, *, label: str) -> SafeString:
    """Show where a longer piece of work stands; put `step` tags inside."""
    return draw("steps", {"content": content, "label": label})


@register.simple_block_tag
def step(content: str, *, state: str = "todo") -> SafeString:
    """Show one step. state: done, current, todo."""
    return draw("step", {"content": content, "state": state})


@register.simple_tag
def file_drop(bound: BoundField, *, accept: str = "", icon: str = "cloud-arrow-up") -> SafeString:
    """Show a file field as a place to drop files on; without scripts it is the browser's own control."""
    if accept:
        bound.field.widget.attrs.setdefault("accept", accept)
    return draw("file_drop", {"field": bound, "icon": icon})


@register.simple_block_tag(takes_context=True)
def confirm(
    context: template.Context,
    content: str,
    *,
    action: str,
    label: str,
    title: str,
    kind: str = "primary",
    icon: str = "",
    no: Refusal | Told | None = None,
    key: str = "",
) -> SafeString:
    """Show a button that asks first: the dialog holds the content (question, reason field) and posts to the action."""
    facts = {
        "content": content,
        "action": action,
        "label": label,
        "title": title,
        "kind": kind,
        "icon": icon,
        "no": no,
        "key": f"ask-{key or slugify(action)}",
        "csrf_token": context.get("csrf_token", ""),
    }  # fmt: skip — one line per group reads as the signature does
    return draw("confirm", facts)
