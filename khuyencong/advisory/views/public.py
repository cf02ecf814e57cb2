"""Advice for everybody: ask without an account, follow the answer by an address of one's own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuyencong.accounts.guards import limit, now, public
from khuyencong.advisory.actions.asking import ask_advice, withdraw_consent
from khuyencong.advisory.forms import AskForm
from khuyencong.advisory.models import AdviceRequest
from khuyencong.advisory.queries import links_shown, topic_label
from khuyencong.advisory.rules.asking import PERSONAL_DATA_LAW
from khuyencong.kernel.refusal import Refusal
from khuyencong.law.norms import national_book
from khuyencong.ui.templatetags.words import sentence

MOST, WINDOW_SECONDS = 5, 3600
"""Questions of one address within an hour; a family or a commune's office shares one."""


@require_http_methods(["GET", "HEAD", "POST"])
@public
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Take a question of anybody."""
    today = timezone.localdate()
    norms = national_book().at(today)
    form = AskForm(request.POST or None, today=today, at=now(), keep_days=norms.whole("advisory.keep_days"))
    if request.method == "POST" and form.is_valid() and (secret := _sent(request, form)):
        return redirect("advisory:follow", secret)
    shown = {
        "form": form,
        "days": norms.whole("advisory.answer_working_days"),
        "law": PERSONAL_DATA_LAW,
        "links": links_shown(today),
    }
    return render(request, "advisory/ask.html", shown, status=422 if form.errors else 200)


@require_safe
@public
@never_cache
def follow(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the asker where the question stands and what was answered; whoever has the address may read it."""
    shown = get_object_or_404(AdviceRequest.objects.select_related("office", "place"), secret=secret)
    facts = {
        "shown": shown,
        "topic": topic_label(shown.topic, timezone.localdate(shown.sent_at)),
        "address": request.build_absolute_uri(reverse("advisory:follow", args=[secret])),
    }
    answer = render(request, "advisory/follow.html", facts)
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@require_POST
@public
def withdraw(request: HttpRequest, secret: str) -> HttpResponse:
    """Let the asker take the consent back: what is personal is erased at once."""
    withdraw_consent(request=get_object_or_404(AdviceRequest, secret=secret), at=now())
    messages.success(request, _("Đã xóa họ tên, liên hệ và nội dung câu hỏi."))
    return redirect("advisory:follow", secret)


def _sent(request: HttpRequest, form: AskForm) -> str:
    try:
        limit(request, "advisory.ask", most=MOST, seconds=WINDOW_SECONDS)
        return ask_advice(asked=form.asked(), at=now()).secret
    except Refusal as no:
        form.add_error(None, sentence(no))
    return ""
