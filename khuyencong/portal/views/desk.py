"""The desk at which news are written, illustrated, published and withdrawn."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.queries import office_in_charge, refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.actions import withdraw_file
from khuyencong.documents.queries import photos_of
from khuyencong.kernel.refusal import demand
from khuyencong.portal.actions import news
from khuyencong.portal.adapters.html import shown_body
from khuyencong.portal.forms import NewsForm, PhotoForm
from khuyencong.portal.models import NewsItem
from khuyencong.portal.queries.news import news_visible_to
from khuyencong.portal.rules.news_life import NEWS_LIFE
from khuyencong.ui.listing import Column, Filter, Kind, Listing

NEWS = Listing(
    key="tin-tuc",
    title=gettext_lazy("Tin tức"),
    order=("-changed_at", "pk"),
    columns=(
        Column(
            "tieu-de",
            gettext_lazy("Tiêu đề"),
            lambda row: row.title,
            order=("title",),
            link=lambda row: reverse("edit_news", args=[row.pk]),
            heads=True,
        ),
        Column("tinh-trang", gettext_lazy("Tình trạng"), lambda row: _(row.get_state_display()), order=("state",)),
        Column("dang", gettext_lazy("Đăng lúc"), lambda row: row.published_at, Kind.MOMENT, order=("published_at",)),
        Column("sua", gettext_lazy("Sửa lúc"), lambda row: row.changed_at, Kind.MOMENT, order=("changed_at",)),
        Column("nguoi", gettext_lazy("Người soạn"), lambda row: row.written_by.full_name),
    ),
    filters=(
        Filter(
            "tinh-trang",
            gettext_lazy("Tình trạng"),
            NEWS_LIFE.choices,
            lambda rows, value: rows.filter(state=value),
        ),
    ),
    exports=False,
    empty_title=gettext_lazy("Chưa có tin nào"),
    empty_text=gettext_lazy("Tin đã đăng hiện ở trang Tin tức của cổng thông tin."),
)


@require_safe
@acts(Action.VIEW_NEWS)
def edit_news_list(request: HttpRequest) -> HttpResponseBase:
    """List the news, drafts too."""
    rows = news_visible_to(person_of(request)).select_related("written_by")
    return NEWS.respond(request, rows, "portal/edit_news_list.html")


@require_http_methods(["GET", "HEAD", "POST"])
@acts(Action.WRITE_NEWS)
def write_news(request: HttpRequest) -> HttpResponse:
    """Start a piece of news."""
    form = NewsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        office = office_in_charge(person_of(request), Action.WRITE_NEWS)
        assert office is not None, "the door has asked for the right"
        item = news.write_news(actor=person_of(request), office=office, facts=form.facts(), at=now())
        messages.success(request, _("Đã lưu bản soạn. Thêm ảnh nếu có, rồi bấm Đăng."))
        return redirect("edit_news", item.pk)
    return render(request, "portal/write_news.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@acts(Action.VIEW_NEWS)
def open_news(request: HttpRequest, news_id: int) -> HttpResponse:
    """Show a piece of news as it will be read, with its form and photographs."""
    return _page(request, _found(request, news_id, Action.VIEW_NEWS), None)


@require_POST
@acts(Action.EDIT_NEWS)
def save_news(request: HttpRequest, news_id: int) -> HttpResponse:
    """Change the words."""
    item = _found(request, news_id, Action.EDIT_NEWS)
    form = NewsForm(request.POST, shown=item)
    if not form.is_valid():
        return _page(request, item, form)
    news.edit_news(actor=person_of(request), item=item, facts=form.facts(), at=now())
    messages.success(request, _("Đã lưu."))
    return redirect("edit_news", news_id)


@require_POST
@acts(Action.ATTACH_FILE)
def add_news_photo(request: HttpRequest, news_id: int) -> HttpResponse:
    """Put a photograph to the news."""
    item = _found(request, news_id, Action.ATTACH_FILE)
    form = PhotoForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Hãy chọn ảnh và ghi lời mô tả ảnh."))
        return redirect("edit_news", news_id)
    file = form.cleaned_data["file"]
    words = form.cleaned_data["words"]
    news.add_news_photo(actor=person_of(request), item=item, data=file.read(), name=file.name, words=words, at=now())
    return redirect("edit_news", news_id)


@require_POST
@acts(Action.WITHDRAW_FILE)
def withdraw_news_photo(request: HttpRequest, news_id: int, photo_id: int) -> HttpResponse:
    """Take a photograph away from the news."""
    item = _found(request, news_id, Action.WITHDRAW_FILE)
    photo = get_object_or_404(photos_of(item), pk=photo_id)
    withdraw_file(actor=person_of(request), owner=item, attachment=photo, at=now())
    return redirect("edit_news", news_id)


@require_POST
@acts(Action.PUBLISH_NEWS)
def publish_news(request: HttpRequest, news_id: int) -> HttpResponse:
    """Let everybody read it."""
    item = _found(request, news_id, Action.PUBLISH_NEWS)
    news.publish_news(actor=person_of(request), item=item, at=now())
    messages.success(request, _("Đã đăng lên cổng thông tin."))
    return redirect("edit_news", news_id)


@require_POST
@acts(Action.WITHDRAW_NEWS)
def withdraw_news(request: HttpRequest, news_id: int) -> HttpResponse:
    """Take it off the public pages."""
    item = _found(request, news_id, Action.WITHDRAW_NEWS)
    news.withdraw_news(actor=person_of(request), item=item, reason=request.POST.get("reason", "")[:300], at=now())
    messages.success(request, _("Đã gỡ khỏi cổng thông tin."))
    return redirect("edit_news", news_id)


def _found(request: HttpRequest, news_id: int, action: Action) -> NewsItem:
    item = get_object_or_404(NewsItem.objects.select_related("office"), pk=news_id)
    demand(refusal(person_of(request), action, item))
    return item


def _page(request: HttpRequest, item: NewsItem, form: NewsForm | None) -> HttpResponse:
    facts = {
        "item": item,
        "form": form or NewsForm(shown=item),
        "photo_form": PhotoForm(),
        "photos": photos_of(item),
        "body": shown_body(item.body),
        "verbs": NEWS_LIFE.verbs(item.state),
    }
    return render(request, "portal/edit_news.html", facts, status=422 if form else 200)
