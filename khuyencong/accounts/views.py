"""Screens of people, roles, sessions and the trail."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuyencong.accounts.actions import passwords
from khuyencong.accounts.actions import people as actions
from khuyencong.accounts.forms import AuditFilterForm, PersonForm, ReasonForm, ResetPasswordForm, RoleForm
from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.models import AuditEntry, ChainHead, Grant, Person
from khuyencong.accounts.queries import refusal, scope_of, tasks_of
from khuyencong.accounts.rules.policy import POLICY, Action
from khuyencong.kernel.refusal import demand

PAGE = 50
form_or_get = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@acts(Action.VIEW_TASKS)
def view_tasks(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person."""
    tasks = tasks_of(person_of(request), timezone.localdate())
    return render(request, "accounts/view_tasks.html", {"tasks": tasks})


@require_safe
@acts(Action.VIEW_OWN_ACCOUNT)
def view_own_account(request: HttpRequest) -> HttpResponse:
    """Show the person's own account and roles."""
    grants = person_of(request).grants.filter(ended_on=None).select_related("office").order_by("pk")
    return render(request, "accounts/view_own_account.html", {"grants": grants})


@require_safe
@acts(Action.VIEW_PEOPLE)
def view_people(request: HttpRequest) -> HttpResponse:
    """List people with their roles."""
    reach = scope_of(person_of(request), Action.VIEW_PEOPLE)
    people = Person.objects.prefetch_related("grants__office").order_by("username")
    if not reach.everywhere:
        people = people.filter(grants__office__in=reach.office_ids).distinct()
    if text := request.GET.get("q", "").strip():
        people = people.filter(full_name__icontains=text) | people.filter(username__icontains=text)
    page = Paginator(people, PAGE).get_page(request.GET.get("trang"))
    return render(request, "accounts/view_people.html", {"page": page, "text": text})


@form_or_get
@acts(Action.CREATE_PERSON)
def create_person(request: HttpRequest) -> HttpResponse:
    """Make a person."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = actions.create_person(actor=person_of(request), at=now(), **form.cleaned_data)
        messages.success(request, _("Đã tạo người dùng %(name)s.") % {"name": person.full_name})
        return redirect("accounts:view_person", person.pk)
    return render(request, "accounts/create_person.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@acts(Action.VIEW_PEOPLE)
def view_person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Show one person, the roles and what can be done."""
    person = get_object_or_404(Person, pk=person_id)
    demand(refusal(person_of(request), Action.VIEW_PEOPLE, person))
    grants = person.grants.select_related("office").order_by("ended_on", "pk")
    facts = {"subject": person, "grants": grants, "role_form": RoleForm(), "reason_form": ReasonForm()}
    facts["reset_form"] = ResetPasswordForm()
    return render(request, "accounts/view_person.html", facts)


@require_POST
@acts(Action.GRANT_ROLE)
def grant_role(request: HttpRequest, person_id: int) -> HttpResponse:
    """Give a role."""
    person, form = get_object_or_404(Person, pk=person_id), RoleForm(request.POST)
    if form.is_valid():
        actions.grant_role(actor=person_of(request), person=person, at=now(), **form.cleaned_data)
        messages.success(request, _("Đã giao vai trò."))
    else:
        messages.error(request, _("Hãy chọn cơ quan và vai trò."))
    return redirect("accounts:view_person", person_id)


@require_POST
@acts(Action.END_ROLE)
def end_role(request: HttpRequest, person_id: int, grant_id: int) -> HttpResponse:
    """End a role."""
    grant = get_object_or_404(Grant, pk=grant_id, person_id=person_id, ended_on=None)
    actions.end_role(actor=person_of(request), grant=grant, at=now())
    messages.success(request, _("Đã thôi giao vai trò."))
    return redirect("accounts:view_person", person_id)


@require_POST
@acts(Action.DISABLE_PERSON)
def disable_person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Lock a person out."""
    person = get_object_or_404(Person, pk=person_id)
    actions.disable_person(actor=person_of(request), person=person, reason=request.POST.get("reason", ""), at=now())
    messages.success(request, _("Đã khóa người dùng và chấm dứt mọi phiên đăng nhập."))
    return redirect("accounts:view_person", person_id)


@require_POST
@acts(Action.END_SESSIONS)
def end_sessions(request: HttpRequest, person_id: int) -> HttpResponse:
    """End every session of a person."""
    actions.end_sessions(actor=person_of(request), person=get_object_or_404(Person, pk=person_id), at=now())
    messages.success(request, _("Đã chấm dứt mọi phiên đăng nhập của người này."))
    return redirect("accounts:view_person", person_id)


@require_POST
@acts(Action.RESET_PASSWORD)
def reset_password(request: HttpRequest, person_id: int) -> HttpResponse:
    """Set a start password and show it, this once."""
    person = get_object_or_404(Person, pk=person_id)
    form = ResetPasswordForm(request.POST)
    form.is_valid()
    password = passwords.reset_password(actor=person_of(request), person=person, at=now(), **form.cleaned_data)
    return render(request, "accounts/reset_password.html", {"subject": person, "password": password})


@require_POST
@acts(Action.ERASE_PERSONAL_DATA)
def erase_personal_data(request: HttpRequest, person_id: int) -> HttpResponse:
    """Erase what the trail keeps about a person."""
    person = get_object_or_404(Person, pk=person_id)
    count = actions.erase_personal_data(actor=person_of(request), person=person, at=now())
    messages.success(
        request, _("Đã xóa dữ liệu cá nhân trong %(count)s dòng nhật ký; chuỗi vẫn nguyên vẹn.") % {"count": count}
    )
    return redirect("accounts:view_person", person_id)


@require_safe
@acts(Action.VIEW_AUDIT)
def view_audit(request: HttpRequest) -> HttpResponse:
    """Show the trail, newest first, with filters kept in the address."""
    form = AuditFilterForm(request.GET)
    form.is_valid()
    chosen = form.cleaned_data
    entries = AuditEntry.objects.select_related("detail").order_by("-number")
    if chosen.get("action"):
        entries = entries.filter(action=chosen["action"])
    if chosen.get("thing"):
        entries = entries.filter(thing__startswith=chosen["thing"])
    if chosen.get("actor"):
        person = Person.objects.filter(username=chosen["actor"]).first()
        entries = entries.filter(actor_id_text=str(person.pk) if person else "")
    page = Paginator(entries, PAGE).get_page(request.GET.get("trang"))
    labels = sorted(((action.value, row.label) for action, row in POLICY.items()), key=lambda pair: pair[1])
    facts = {"page": page, "form": form, "labels": labels, "head": ChainHead.objects.get(pk=1)}
    return render(request, "accounts/view_audit.html", facts)


@require_safe
def sign_up_closed(request: HttpRequest) -> HttpResponse:
    """Say who makes accounts."""
    return render(request, "accounts/sign_up_closed.html")


@require_safe
def password_help(request: HttpRequest) -> HttpResponse:
    """Say who sets a new password."""
    return render(request, "accounts/password_help.html")


@require_safe
def first_password(request: HttpRequest) -> HttpResponse:
    """Lead to the page where the password is changed, or say who sets one where the account has none."""
    if person_of(request).has_usable_password():
        return redirect("account_change_password")
    return password_help(request)


@require_safe
def own_email(request: HttpRequest) -> HttpResponse:
    """Lead to the person's own account, where the address stands."""
    return redirect("accounts:view_own_account")
