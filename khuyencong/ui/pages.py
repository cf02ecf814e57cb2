"""Pages that answer in place of a view."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form is too old, and that nothing was lost."""
    return render(request, "ui/csrf.html", status=403)
