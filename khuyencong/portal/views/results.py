"""Results of published rounds."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from khuyencong.accounts.guards import public
from khuyencong.portal.queries.catalogue import awarded_products
from khuyencong.portal.queries.results import by_group, complaint_window, published_rounds, recognised_in, taken_back_in

SIZE = 20


@public
@require_safe
def view_results(request: HttpRequest) -> HttpResponse:
    """List the rounds with published results."""
    page = Paginator(published_rounds(), SIZE).get_page(request.GET.get("trang"))
    return render(request, "portal/view_results.html", {"page": page})


@public
@require_safe
def view_result(request: HttpRequest, code: str) -> HttpResponse:
    """Show what one round recognised and on which decision; points stay with council and entrants."""
    shown = get_object_or_404(published_rounds(), code=code)
    published_on = timezone.localdate(shown.published_at)
    window = complaint_window(published_on)
    facts = {
        "round": shown,
        "groups": by_group(recognised_in(shown)),
        "awarded": set(awarded_products().filter(dossiers__round=shown).values_list("pk", flat=True)),
        "taken_back": taken_back_in(shown),
        "complaint": window,
        "may_complain": timezone.localdate() <= window.until,
    }
    return render(request, "portal/view_result.html", facts)
