"""Public pages; everybody may read them and none of them writes."""

from khuyencong.portal.views.pages import accessibility, home

__all__ = ["accessibility", "home"]
