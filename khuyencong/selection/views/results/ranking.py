"""The screen of the ranking: fifty rows, the lines of threshold and quota, and the list as a file."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from khuyencong.accounts.guards import acts, person_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import demand
from khuyencong.selection.models import Criterion, Round
from khuyencong.selection.papers import norms_of
from khuyencong.selection.queries import RankingPage, RankingRow, ranking_page
from khuyencong.selection.queries.visibility import sealed_refusal
from khuyencong.selection.views.reach import frame, round_for
from khuyencong.selection.views.results.ranking_file import ranking_file


@require_safe
@acts(Action.VIEW_RANKING)
def view_ranking(request: HttpRequest, round_id: int) -> HttpResponseBase:
    """Show a page of the ranking, of all groups or of one."""
    round_ = round_for(request, round_id, Action.VIEW_RANKING)
    demand(sealed_refusal(person_of(request), round_))
    groups = [str(row["code"]) for row in norms_of(round_).rows("selection.product_groups")]
    group = request.GET.get("nhom", "")
    group = group if group in groups else ""
    if (kind := request.GET.get("tai", "")) in {"csv", "xlsx"}:
        return ranking_file(round_, group, kind)
    page = ranking_page(round_, group=group, page=page_number(request.GET.get("trang", "1")))
    roots = _roots(round_, group)
    facts = {
        **frame(round_, "view_ranking"),
        **turning(page),
        "page": page,
        "lines": list(_lines(round_, page, group)),
        "group": group,
        "is_all": not group,
        "groups": [{"code": code, "url": f"?nhom={code}", "current": code == group} for code in groups],
        "roots": roots,
        "width": len(roots) + (6 if group else 7),
        "quota": _quota(round_, group),
        "csv_address": f"?nhom={group}&tai=csv",
        "xlsx_address": f"?nhom={group}&tai=xlsx",
    }
    return render(request, "selection/view_ranking.html", facts)


def turning(page: RankingPage) -> dict[str, int | None]:
    """Return the numbers of the pages before and after."""
    return {
        "previous_page": page.number - 1 if page.number > 1 else None,
        "next_page": page.number + 1 if page.number < page.pages else None,
    }


def page_number(text: str) -> int:
    """Read the number of a page; what is none counts as the first."""
    return int(text) if text.isdecimal() and len(text) < 7 else 1


def _quota(round_: Round, group: str) -> int | None:
    return round_.group_quotas.get(group) if group else round_.quota


def _roots(round_: Round, group: str) -> list[Criterion]:
    roots = list(round_.criteria.filter(parent_code="", group__in=["", group]).order_by("order"))
    own = [criterion for criterion in roots if criterion.group]
    return own or roots


def _lines(round_: Round, page: RankingPage, group: str) -> Iterator[dict[str, object]]:
    """Yield the rows, and between them the lines of the quota and of the threshold where they fall."""
    quota = _quota(round_, group)
    place = (page.number - 1) * 50
    before: RankingRow | None = None
    for row in page.rows:
        if quota and place == quota and row.rank is not None:
            yield {"cut": "quota", "words": _("Hết chỉ tiêu %(quota)s sản phẩm") % {"quota": quota}}
        if (
            place == page.reaching
            and place > 0
            and not row.reaches_threshold
            and (before is None or before.reaches_threshold)
        ):
            yield {"cut": "threshold", "words": gettext_lazy("Dưới điểm đạt")}
        yield {"row": row, "place": row.group_rank if group else row.rank}
        before, place = row, place + 1
