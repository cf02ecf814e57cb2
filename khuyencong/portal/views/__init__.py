"""Public pages; everybody may read them and none of them writes."""

from khuyencong.portal.views.catalogue import view_award, view_award_photo, view_catalogue
from khuyencong.portal.views.pages import accessibility, home
from khuyencong.portal.views.results import view_result, view_results

__all__ = [
    "accessibility",
    "home",
    "view_award",
    "view_award_photo",
    "view_catalogue",
    "view_result",
    "view_results",
]
