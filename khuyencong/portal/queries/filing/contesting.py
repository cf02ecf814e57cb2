"""Until when a project's refusal or a round's result may be contested."""

from __future__ import annotations

from django.utils import timezone

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.law.norms import national_book
from khuyencong.portal.rules.filing.complaints import Window, refusal_window, result_window
from khuyencong.programme.models import Project
from khuyencong.selection.models import Dossier

DECIDED = ("recognised", "not_recognised")


def window_of(about: Project | Dossier) -> Window:
    """Return the window for contesting what was decided.

    :raises Refusal: where nothing has been decided that could be contested.
    """
    if isinstance(about, Project):
        return _of_project(about)
    published = about.round.published_at
    if about.state not in DECIDED or published is None:
        raise Refusal(
            "portal.nothing_to_contest", _("Kết quả của kỳ bình chọn này chưa công bố nên chưa khiếu nại được.")
        )
    day = timezone.localtime(published).date()
    return result_window(day, national_book().at(day))


def _of_project(project: Project) -> Window:
    if project.state != "rejected":
        raise Refusal("portal.nothing_to_contest", _("Đề án này không bị từ chối nên không có gì để khiếu nại."))
    day = timezone.localtime(project.changed_at).date()
    return refusal_window(day, national_book().at(day))


def may_contest(about: Project | Dossier) -> Window | None:
    """Return the window, or None where there is nothing to contest."""
    try:
        return window_of(about)
    except Refusal:
        return None
