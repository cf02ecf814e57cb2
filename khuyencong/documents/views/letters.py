"""The outbox: what waits, what was sent, one letter; preparing and changing letters."""

from __future__ import annotations

from collections.abc import Iterable

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
from khuyencong.documents.actions import letters as actions
from khuyencong.documents.adapters.mail import writes_files
from khuyencong.documents.forms import LetterForm
from khuyencong.documents.models import OutgoingLetter
from khuyencong.documents.queries import letters_visible_to
from khuyencong.documents.rules.letters.facts import WAY_LABELS
from khuyencong.documents.rules.letters.life import LETTER_LIFE
from khuyencong.kernel.refusal import Refusal, demand
from khuyencong.ui.listing import Column, Filter, Kind, Listing


def _labels() -> Iterable[tuple[str, str]]:
    found = OutgoingLetter.objects.order_by("label").values_list("label", flat=True).distinct()[:100]
    return [(label, label) for label in found]


LETTERS = Listing(
    key="thu-di",
    title=gettext_lazy("Thư đi"),
    columns=(
        Column(
            "tieu-de",
            gettext_lazy("Tiêu đề"),
            lambda row: row.subject,
            heads=True,
            link=lambda row: reverse("documents:view_letter", args=[row.pk]),
        ),
        Column("nguoi-nhan", gettext_lazy("Người nhận"), lambda row: row.to_name, order=("to_name",)),
        Column("cach-gui", gettext_lazy("Cách gửi"), lambda row: row.get_way_display(), order=("way",)),
        Column("loai", gettext_lazy("Loại thư"), lambda row: row.label, order=("label",)),
        Column("trang-thai", gettext_lazy("Trạng thái"), lambda row: _(row.state_label), order=("state",)),
        Column("lap", gettext_lazy("Lập lúc"), lambda row: row.prepared_at, Kind.MOMENT, order=("prepared_at",)),
        Column("gui", gettext_lazy("Gửi lúc"), lambda row: row.sent_at, Kind.MOMENT, order=("sent_at",)),
    ),
    order=("-pk",),
    filters=(
        Filter(
            "trang-thai",
            gettext_lazy("Trạng thái"),
            lambda: [(state.code, _(state.label)) for state in LETTER_LIFE.states],
            lambda rows, value: rows.filter(state=value),
        ),
        Filter(
            "cach-gui",
            gettext_lazy("Cách gửi"),
            lambda: [(way.value, _(label)) for way, label in WAY_LABELS.items()],
            lambda rows, value: rows.filter(way=value),
        ),
        Filter("loai", gettext_lazy("Loại thư"), _labels, lambda rows, value: rows.filter(label=value)),
    ),
    search=lambda rows, text: rows.filter(subject__icontains=text) | rows.filter(to_name__icontains=text),
    search_label=gettext_lazy("Tìm theo tiêu đề, người nhận"),
    empty_title=gettext_lazy("Chưa có thư nào"),
    empty_text=gettext_lazy("Thư được lập từ trang của hồ sơ, kỳ bình chọn, hội nghị, hoặc soạn tại đây."),
)


@require_safe
@acts(Action.VIEW_LETTERS)
def view_letters(request: HttpRequest) -> HttpResponseBase:
    """List the letters of the person's offices."""
    facts = {"writes_files": writes_files()}
    return LETTERS.respond(request, letters_visible_to(person_of(request)), "documents/view_letters.html", facts)


@require_safe
@acts(Action.VIEW_LETTERS)
def view_letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Show one letter as it goes out, its files, and what can be done."""
    letter = letter_of(request, letter_id, Action.VIEW_LETTERS)
    facts = {
        "letter": letter,
        "files": [one.file for one in letter.files.select_related("file").order_by("order")],
        "can": dict.fromkeys(LETTER_LIFE.verbs(letter.state), True),
        "can_renew": letter.maker in actions.letter_makers,
        "writes_files": writes_files(),
    }
    return render(request, "documents/view_letter.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@acts(Action.PREPARE_LETTER)
def prepare_letter(request: HttpRequest) -> HttpResponse:
    """Write a letter by hand into the outbox."""
    person = person_of(request)
    office = office_in_charge(person, Action.PREPARE_LETTER)
    assert office is not None, "the door asked the policy"
    form, no = LetterForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        draft = actions.LetterDraft(label=_("Thư tự soạn"), about=office, text=form.text())
        try:
            made = actions.prepare_letter(actor=person, office=office, draft=draft, at=now())
            messages.success(request, _("Đã đưa thư vào hộp thư đi. Thư chỉ rời đi sau khi có người xem và duyệt."))
            return redirect("documents:view_letter", made.pk)
        except Refusal as refused:
            no = refused
    facts = {"form": form, "no": no}
    return render(request, "documents/prepare_letter.html", facts, status=422 if no or form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@acts(Action.EDIT_LETTER)
def edit_letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Change the words of a letter that has not left."""
    letter, no = letter_of(request, letter_id, Action.EDIT_LETTER), None
    names = ("to_name", "way", "address", "subject", "body")
    form = LetterForm(request.POST or None, initial={name: getattr(letter, name) for name in names})
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_letter(actor=person_of(request), letter=letter, text=form.text(), at=now())
            messages.success(request, _("Đã sửa thư; hãy xem lại và duyệt."))
            return redirect("documents:view_letter", letter_id)
        except Refusal as refused:
            no = refused
    facts = {"form": form, "no": no, "letter": letter}
    return render(request, "documents/edit_letter.html", facts, status=422 if no or form.errors else 200)


@require_POST
@acts(Action.CANCEL_LETTER)
def cancel_letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Take a letter out of the outbox."""
    letter = letter_of(request, letter_id, Action.CANCEL_LETTER)
    actions.cancel_letter(actor=person_of(request), letter=letter, at=now())
    messages.success(request, _("Đã bỏ thư; thư này sẽ không được gửi."))
    return redirect("documents:view_letter", letter_id)


@require_POST
@acts(Action.RETRY_LETTER)
def retry_letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Let a letter be tried again."""
    letter = letter_of(request, letter_id, Action.RETRY_LETTER)
    actions.retry_letter(actor=person_of(request), letter=letter, at=now())
    messages.success(request, _("Thư sẽ được gửi lại ở lần gửi tới."))
    return redirect("documents:view_letter", letter_id)


@require_POST
@acts(Action.RECORD_LETTER_SENT)
def record_letter_sent(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Note that a letter was posted, handed over, or did arrive."""
    letter = letter_of(request, letter_id, Action.RECORD_LETTER_SENT)
    actions.record_letter_sent(actor=person_of(request), letter=letter, at=now())
    messages.success(request, _("Đã ghi thư là đã gửi."))
    return redirect("documents:view_letter", letter_id)


def letter_of(request: HttpRequest, letter_id: int, action: Action) -> OutgoingLetter:
    """Return a letter on which the person may do the act.

    :raises Refusal: where the policy says no.
    """
    letter = get_object_or_404(
        OutgoingLetter.objects.select_related("office", "prepared_by", "approved_by"), pk=letter_id
    )
    demand(refusal(person_of(request), action, letter))
    return letter
