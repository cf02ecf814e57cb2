"""The life of a piece of news. Pure."""

from __future__ import annotations

from khuyencong.kernel.lifecycle import Lifecycle, State, step
from khuyencong.kernel.words import gettext_noop as _

# fmt: off
NEWS_LIFE = Lifecycle(
    name=_("Tin, bài"),
    states=(
        State("draft",     _("đang soạn"), _("chưa đăng")),
        State("published", _("đã đăng"),   _("đã đăng")),
        State("withdrawn", _("đã gỡ"),     _("đã gỡ")),
    ),
    start="draft",
    final=frozenset({"withdrawn"}),
    steps=(
        step("publish_news",  "draft withdrawn", "published", _("Đăng")),
        step("withdraw_news", "published",       "withdrawn", _("Gỡ khỏi cổng")),
    ),
)
# fmt: on
