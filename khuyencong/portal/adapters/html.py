"""Cleans what was made of typed text once more, so that two independent hands stand before the reader."""

from __future__ import annotations

import nh3
from django.utils.safestring import SafeString, mark_safe

from khuyencong.portal.rules.markup import to_html

TAGS = {"p", "br", "h2", "ul", "ol", "li", "strong", "a"}


def shown_body(text: str) -> SafeString:
    """Return the HTML of a text typed by an official."""
    clean = nh3.clean(to_html(text), tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https"})
    return mark_safe(clean)  # noqa: S308 - escaped by the rules, then cleaned of all but these tags
