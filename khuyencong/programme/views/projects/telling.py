"""How the screens of projects try an act and show its form again with what stood against it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.programme.models import Project
from khuyencong.ui.templatetags.words import cited, sentence

Answer = TypeVar("Answer")
form_or_get = require_http_methods(["GET", "POST"])


def tried(form: forms.Form, act: Callable[[], Answer]) -> Answer | None:
    """Do an act; where it is refused, put the reasons at the head of the form and return nothing.

    A missing right is no matter of what was typed, and goes its way to the door.
    """
    try:
        return act()
    except Refusals as several:
        refusals = several.refusals
    except Refusal as one:
        if one.code.startswith("accounts."):
            raise
        refusals = [one]
    for no in refusals:
        form.add_error(None, told(no))
    return None


def posted(request: HttpRequest, form: forms.Form, act: Callable[[], Answer]) -> Answer | None:
    """Do an act where its form was posted without a fault; what refuses it is told at the head of the form."""
    return tried(form, act) if request.method == "POST" and form.is_valid() else None


def told(refusal: Refusal) -> str:
    """Return a refusal with its source, in one line."""
    return f"{sentence(refusal)} ({cited(refusal.source)})" if refusal.source else sentence(refusal)


def form_page(
    request: HttpRequest, project: Project, form: forms.Form, facts: Mapping[str, Any], template: str = "project_form"
) -> HttpResponse:
    """Show the form of one act on a project: title, lead, button and what stands beside it.

    An act that was refused has changed the row in memory only, so the page reads it again.
    """
    project.refresh_from_db()
    sheet = facts.get("sheet")
    is_faulty = form.errors or (isinstance(sheet, forms.Form) and sheet.errors)
    status = 422 if is_faulty and not facts.get("is_more") else 200
    return render(request, f"programme/{template}.html", {"project": project, "form": form, **facts}, status=status)


def done(request: HttpRequest, project: Project, words: str) -> HttpResponse:
    """Say that it is done, and lead back to the page of the project."""
    messages.success(request, words)
    return redirect("programme:view_project", project.pk)
