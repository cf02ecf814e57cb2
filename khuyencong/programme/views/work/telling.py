"""How screens of work try an act and tell what stood against it, with everything typed still there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.programme.models import Project
from khuyencong.ui.templatetags.words import cited, sentence

Answer = TypeVar("Answer")


def typed(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, or nothing where a page is only asked for."""
    return request.POST if request.method == "POST" else None


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


def told(refusal: Refusal) -> str:
    """Return a refusal with its source, in one line."""
    return f"{sentence(refusal)} ({cited(refusal.source)})" if refusal.source else sentence(refusal)


def warn(request: HttpRequest, warnings: Iterable[Refusal]) -> None:
    """Tell what stopped nothing but must be seen."""
    for one in warnings:
        messages.warning(request, told(one))


def form_page(request: HttpRequest, project: Project, form: forms.Form, words: Mapping[str, object]) -> HttpResponse:
    """Show the form of one act on a project: title, lead, button and what else the act must show."""
    facts = {"project": project, "form": form, **words}
    status = 422 if form.errors else 200
    return render(request, str(words.get("template", "programme/work_form.html")), facts, status=status)


def to_project(project: Project) -> HttpResponse:
    """Go back to the page of the project."""
    return redirect("programme:view_project", project.pk)
